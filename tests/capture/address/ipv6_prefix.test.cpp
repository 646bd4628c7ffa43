// IPv6 prefixes.

#include "capture/address/ipv6_prefix.hpp"

#include <catch2/catch.hpp>

using namespace wirelab::address;

namespace {

Ipv6Prefix prefix(std::string_view typed) {
  const auto read = parse_ipv6_prefix(typed);
  INFO(typed);
  REQUIRE(std::holds_alternative<Ipv6Prefix>(read));
  return std::get<Ipv6Prefix>(read);
}

Fault fault(std::string_view typed) {
  const auto read = parse_ipv6_prefix(typed);
  INFO(typed);
  REQUIRE(std::holds_alternative<Fault>(read));
  return std::get<Fault>(read);
}

Ipv6 ip(std::string_view typed) { return std::get<Ipv6>(parse_ipv6(typed)); }

}  // namespace

TEST_CASE("ipv6 prefix gives the block") {
  const auto p = prefix("2001:db8:1:2::77/49");
  CHECK(text(p) == "2001:db8:1:2::77/49");
  CHECK(text(network(p)) == "2001:db8:1::");
  CHECK(text(last(p)) == "2001:db8:1:7fff:ffff:ffff:ffff:ffff");
  CHECK(contains(p, ip("2001:db8:1:7fff::1")));
  CHECK_FALSE(contains(p, ip("2001:db8:1:8000::1")));
  CHECK(text(network(prefix("ff::1/0"))) == "::");
  CHECK(last(prefix("ff::1/128")) == ip("ff::1"));
  CHECK(bit(ip("8000::1"), 0));
  CHECK_FALSE(bit(ip("8000::1"), 1));
  CHECK(bit(ip("8000::1"), 127));
}

TEST_CASE("ipv6 prefix that joins two addresses") {
  CHECK(joining(ip("fd00::1"), ip("fd00::2")) == prefix("fd00::/126"));
  CHECK(joining(ip("fd00::1"), ip("fd00::1")) == prefix("fd00::1/128"));
  CHECK(joining(ip("::"), ip("8000::")) == prefix("::/0"));
  CHECK(joining(ip("fd00:1::"), ip("fd00:2::")) == prefix("fd00::/30"));
}

TEST_CASE("ipv6 prefix that is wrong says what") {
  CHECK(fault("").kind == FaultKind::nothing_there);
  CHECK(fault("2001:db8::1::2/64") == Fault{FaultKind::not_ipv6, "2001:db8::1::2", 0, 0});
  CHECK(fault("10.0.0.1/8").kind == FaultKind::not_ipv6);
  CHECK(fault(std::string_view("::1\0x/64", 8)).kind == FaultKind::not_ipv6);
  CHECK(fault("::1") == Fault{FaultKind::no_prefix, "::1", 0, 128});
  CHECK(fault("::1/129") == Fault{FaultKind::prefix_too_long, "129", 0, 128});
  CHECK(fault("::1/99999999999").kind == FaultKind::prefix_too_long);
  CHECK(fault("::1/six").kind == FaultKind::prefix_not_a_number);
  CHECK(fault("::1/64x").kind == FaultKind::prefix_not_a_number);
}
