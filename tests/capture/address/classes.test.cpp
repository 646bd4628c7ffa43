// Classes, and the ranges that are set aside.

#include "capture/address/classes.hpp"

#include <catch2/catch.hpp>

using namespace wirelab::address;

namespace {

Ipv4 ip(std::string_view typed) { return std::get<Ipv4>(parse_ipv4(typed)); }
Purpose purpose(std::string_view typed) { return range_of(ip(typed)).purpose; }
Purpose wide(std::string_view typed) { return range_of(std::get<Ipv6>(parse_ipv6(typed))).purpose; }

}  // namespace

TEST_CASE("class follows the first bits") {
  CHECK(class_of(ip("127.255.255.255")) == AddressClass::A);
  CHECK(class_of(ip("128.0.0.0")) == AddressClass::B);
  CHECK(class_of(ip("191.255.255.255")) == AddressClass::B);
  CHECK(class_of(ip("192.0.0.0")) == AddressClass::C);
  CHECK(class_of(ip("223.255.255.255")) == AddressClass::C);
  CHECK(class_of(ip("224.0.0.0")) == AddressClass::D);
  CHECK(class_of(ip("240.0.0.0")) == AddressClass::E);
  CHECK(class_of(ip("255.255.255.255")) == AddressClass::E);
  CHECK(letter(AddressClass::C) == 'C');
  CHECK(classful_length(AddressClass::B) == 16);
  CHECK_FALSE(classful_length(AddressClass::D));
  CHECK(text(class_block(AddressClass::B)) == "128.0.0.0/2");
}

TEST_CASE("range of an address is the narrowest that was set aside") {
  CHECK(purpose("8.8.8.8") == Purpose::global);
  CHECK(purpose("0.0.0.0") == Purpose::this_network);
  CHECK(purpose("10.255.0.1") == Purpose::private_use);
  CHECK(purpose("11.0.0.0") == Purpose::global);
  CHECK(purpose("172.15.255.255") == Purpose::global);
  CHECK(purpose("172.16.0.0") == Purpose::private_use);
  CHECK(purpose("172.31.255.255") == Purpose::private_use);
  CHECK(purpose("172.32.0.0") == Purpose::global);
  CHECK(purpose("192.168.0.1") == Purpose::private_use);
  CHECK(purpose("192.169.0.1") == Purpose::global);
  CHECK(purpose("100.63.255.255") == Purpose::global);
  CHECK(purpose("100.64.0.0") == Purpose::shared);
  CHECK(purpose("100.127.255.255") == Purpose::shared);
  CHECK(purpose("127.0.0.1") == Purpose::loopback);
  CHECK(purpose("169.254.1.1") == Purpose::link_local);
  CHECK(purpose("192.0.0.8") == Purpose::protocol);
  CHECK(purpose("192.0.2.1") == Purpose::documentation);
  CHECK(purpose("203.0.113.255") == Purpose::documentation);
  CHECK(purpose("198.19.0.1") == Purpose::benchmarking);
  CHECK(purpose("239.255.255.250") == Purpose::multicast);
  CHECK(purpose("250.0.0.1") == Purpose::reserved);
  CHECK(purpose("255.255.255.254") == Purpose::reserved);
  CHECK(purpose("255.255.255.255") == Purpose::limited_broadcast);
  CHECK(range_of(ip("172.16.0.1")).rfc == 1918);
  CHECK(range_of(ip("100.64.0.1")).rfc == 6598);
}

TEST_CASE("ranges are blocks, the narrower before the wider") {
  const auto ranges = ipv4_ranges();
  CHECK(ranges.size() > 10);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    INFO(text(ranges[i].prefix));
    CHECK(network(ranges[i].prefix) == ranges[i].prefix.address);
    for (std::size_t k = i + 1; k < ranges.size(); ++k) {
      const bool hidden = contains(ranges[i].prefix, ranges[k].prefix.address) &&
                          ranges[i].prefix.length <= ranges[k].prefix.length;
      CHECK_FALSE(hidden);
    }
  }
}

TEST_CASE("ranges of ipv6") {
  CHECK(wide("::") == Purpose::unspecified);
  CHECK(wide("::1") == Purpose::loopback);
  CHECK(wide("::2") == Purpose::unassigned);
  CHECK(wide("::ffff:10.0.0.1") == Purpose::mapped);
  CHECK(wide("64:ff9b::1") == Purpose::translated);
  CHECK(wide("2001:db8::1") == Purpose::documentation);
  CHECK(wide("3fff:fff::1") == Purpose::documentation);
  CHECK(wide("fe80::1") == Purpose::link_local);
  CHECK(wide("fd00::1") == Purpose::unique_local);
  CHECK(wide("ff02::1") == Purpose::multicast);
  CHECK(wide("2606:4700::1111") == Purpose::global);
  CHECK(wide("4000::") == Purpose::unassigned);
}
