#include "capture/decode/address.hpp"

#include "tests/capture/bytes/memory.hpp"

#include <catch2/catch.hpp>

using namespace wirelab::decode;
using wirelab::test::hex;

TEST_CASE("addresses are written as people write them") {
  CHECK(ipv4_address(hex("0a00010a")).text() == "10.0.1.10");
  CHECK(ipv6_address(hex("20010db8 00000000 00000000 00000001")).text() == "2001:db8::1");
  CHECK(MacAddress{{2, 0, 0, 0, 0, 0xab}}.text() == "02:00:00:00:00:ab");
  CHECK(MacAddress{{255, 255, 255, 255, 255, 255}}.is_broadcast());
  CHECK_FALSE(MacAddress{}.is_broadcast());
}

TEST_CASE("an endpoint of version 6 stands in brackets") {
  CHECK(endpoint_text(ipv4_address(hex("0a000001")), 80) == "10.0.0.1:80");
  CHECK(endpoint_text(ipv6_address(hex("fd000000 00000000 00000000 00000001")), 65535) ==
        "[fd00::1]:65535");
}

TEST_CASE("versions never compare equal") {
  CHECK_FALSE(ipv4_address(hex("00000000")) == ipv6_address(wirelab::test::ByteVector(16)));
}
