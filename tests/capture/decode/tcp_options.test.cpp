#include "capture/decode/tcp_options.hpp"

#include "tests/capture/bytes/memory.hpp"

#include <catch2/catch.hpp>

using namespace wirelab::decode;
using wirelab::test::ByteVector;
using wirelab::test::hex;

TEST_CASE("the options of a SYN from Linux") {
  const auto bytes = hex("020405b4 0402 080a 0000000a 00000b00 01 030307");
  const TcpOptions options = read_tcp_options(bytes);
  CHECK(options.maximum_segment == 1460);
  CHECK(options.window_shift == 7);
  CHECK(options.sack_permitted);
  REQUIRE(options.timestamps);
  CHECK(options.timestamps->value == 10);
  CHECK(options.timestamps->echo == 0xb00);
  CHECK_FALSE(options.broken);
}

TEST_CASE("SACK blocks") {
  const auto bytes = hex("0101 0512 00000010 00000020 fffffff0 00000005");
  const TcpOptions options = read_tcp_options(bytes);
  REQUIRE(options.sack_count == 2);
  CHECK(options.sack[0].left == 0x10);
  CHECK(options.sack[0].right == 0x20);
  CHECK(options.sack[1].right == 5);
}

TEST_CASE("each option tells where it stands") {
  const auto bytes = hex("01 0204ffff fd04abcd 00 0000");
  TcpOptionReader reader(bytes);
  const auto nop = reader.next();
  CHECK(nop->kind == tcp_no_operation);
  CHECK(nop->length == 1);
  const auto mss = reader.next();
  CHECK(mss->offset == 1);
  CHECK(mss->length == 4);
  const auto unknown = reader.next();
  CHECK(unknown->kind == 253);
  CHECK(ByteVector(unknown->value.begin(), unknown->value.end()) == hex("abcd"));
  CHECK(reader.next()->kind == tcp_end_of_options);
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.broken());
}

TEST_CASE("an impossible length ends the options and is told") {
  for (const char* text : {"02", "0200", "0201", "0205 0000", "01 01 02ff"}) {
    const auto bytes = hex(text);
    const TcpOptions options = read_tcp_options(bytes);
    CHECK(options.broken);
    CHECK_FALSE(options.maximum_segment);
  }
}

TEST_CASE("options of the wrong length say nothing") {
  const auto bytes = hex("0203 01 0304 0101 0403 01 0803 01 0505 010203");
  const TcpOptions options = read_tcp_options(bytes);
  CHECK_FALSE(options.broken);
  CHECK_FALSE(options.maximum_segment);
  CHECK_FALSE(options.window_shift);
  CHECK_FALSE(options.sack_permitted);
  CHECK_FALSE(options.timestamps);
  CHECK(options.sack_count == 0);
}

TEST_CASE("Fast Open is noticed") {
  const auto bytes = hex("2202 0101");
  CHECK(read_tcp_options(bytes).fast_open);
}
