#include "capture/bytes/cursor.hpp"

#include "tests/capture/bytes/memory.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using wirelab::test::hex;

TEST_CASE("a cursor reads numbers in either order") {
  const auto bytes = hex("01 0203 04050607 08090a0b0c0d0e0f");
  Cursor big(bytes);
  CHECK(big.u8() == 0x01);
  CHECK(big.u16() == 0x0203);
  CHECK(big.u32() == 0x04050607);
  CHECK(big.u64() == 0x08090a0b0c0d0e0f);
  CHECK(big.ok());
  CHECK(big.remaining() == 0);

  Cursor little(bytes, ByteOrder::little);
  little.skip(1);
  CHECK(little.u16() == 0x0302);
  CHECK(little.u32() == 0x07060504);
  CHECK(little.position() == 7);
}

TEST_CASE("a read past the end yields nothing, and the cursor remembers it") {
  const auto bytes = hex("01 02 03");
  Cursor cursor(bytes);
  CHECK(cursor.u32() == 0);
  CHECK_FALSE(cursor.ok());
  CHECK(cursor.u8() == 0);
  CHECK(cursor.take(1).empty());
  CHECK(cursor.position() == 0);
}

TEST_CASE("a count that no memory holds is just too many") {
  const auto bytes = hex("01 02");
  Cursor cursor(bytes);
  cursor.skip(1);
  CHECK(cursor.take(SIZE_MAX).empty());
  CHECK_FALSE(cursor.ok());
}

TEST_CASE("taking nothing from nothing is no failure") {
  Cursor cursor{Bytes{}};
  CHECK(cursor.take(0).empty());
  CHECK(cursor.ok());
}
