#include "capture/bytes/hexadecimal.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;

TEST_CASE("bytes as hexadecimal digits, and back") {
  const std::vector<std::uint8_t> bytes{0, 0x0a, 0xff, 0x7b};
  CHECK(to_hexadecimal(bytes) == "000aff7b");
  CHECK(from_hexadecimal("000aff7b") == bytes);
  CHECK(from_hexadecimal("000AFF7B") == bytes);
  CHECK(to_hexadecimal({}).empty());
  CHECK(from_hexadecimal("")->empty());
}

TEST_CASE("what is not hexadecimal is nothing") {
  for (const char* text : {"0", "0g", "g0", "-1", "+1", "0x", " 1", "1 "})
    CHECK_FALSE(from_hexadecimal(text));
}
