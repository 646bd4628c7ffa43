// IPv4 prefixes: reading, the arithmetic of blocks, and what is wrong with wrong ones.

#include "capture/address/prefix.hpp"

#include <catch2/catch.hpp>

using namespace wirelab::address;

namespace {

Ipv4Prefix prefix(std::string_view typed) {
  const auto read = parse_ipv4_prefix(typed);
  INFO(typed);
  REQUIRE(std::holds_alternative<Ipv4Prefix>(read));
  return std::get<Ipv4Prefix>(read);
}

Fault fault(std::string_view typed) {
  const auto read = parse_ipv4_prefix(typed);
  INFO(typed);
  REQUIRE(std::holds_alternative<Fault>(read));
  return std::get<Fault>(read);
}

Ipv4 ip(std::string_view typed) { return std::get<Ipv4>(parse_ipv4(typed)); }

}  // namespace

TEST_CASE("prefix is read with a length or a mask") {
  CHECK(prefix("192.168.1.77/26") == Ipv4Prefix{0xC0A8014D, 26});
  CHECK(prefix("192.168.1.77/255.255.255.192") == Ipv4Prefix{0xC0A8014D, 26});
  CHECK(prefix("0.0.0.0/0") == Ipv4Prefix{0, 0});
  CHECK(prefix("0.0.0.0/0.0.0.0") == Ipv4Prefix{0, 0});
  CHECK(prefix("255.255.255.255/32") == Ipv4Prefix{~0U, 32});
  CHECK(text(prefix("10.0.0.1/8")) == "10.0.0.1/8");
}

TEST_CASE("prefix that is wrong says what and where") {
  CHECK(fault("") == Fault{FaultKind::nothing_there, "", 0, 0});
  CHECK(fault("192.168.256.1/24") == Fault{FaultKind::place_too_large, "256", 3, 255});
  CHECK(fault("99999999999999999999.0.0.1/24").kind == FaultKind::place_too_large);
  CHECK(fault("192.168.one.1/24") == Fault{FaultKind::not_a_number, "one", 3, 0});
  CHECK(fault("192.168..1/24") == Fault{FaultKind::not_a_number, "", 3, 0});
  CHECK(fault("192.168.-1.1/24").kind == FaultKind::not_a_number);
  CHECK(fault(" 192.168.1.1/24").kind == FaultKind::not_a_number);
  CHECK(fault("192.168.010.1/24") == Fault{FaultKind::leading_zero, "010", 3, 0});
  CHECK(fault("192.168.1/24") == Fault{FaultKind::too_few_places, "192.168.1", 3, 4});
  CHECK(fault("1.2.3.4.5/24") == Fault{FaultKind::too_many_places, "1.2.3.4.5", 5, 4});
  CHECK(fault("1.2.3.4") == Fault{FaultKind::no_prefix, "1.2.3.4", 0, 32});
  CHECK(fault("1.2.3.4/") == Fault{FaultKind::no_prefix, "1.2.3.4", 0, 32});
  CHECK(fault("1.2.3.4/33") == Fault{FaultKind::prefix_too_long, "33", 0, 32});
  CHECK(fault("1.2.3.4/4294967320").kind == FaultKind::prefix_too_long);
  CHECK(fault("1.2.3.4/x") == Fault{FaultKind::prefix_not_a_number, "x", 0, 32});
  CHECK(fault("1.2.3.4/-1").kind == FaultKind::prefix_not_a_number);
  CHECK(fault("1.2.3.4/24/8").kind == FaultKind::prefix_not_a_number);
  CHECK(fault("1.2.3.4/255.0.255.0") == Fault{FaultKind::mask_with_gaps, "255.0.255.0", 0, 0});
  CHECK(fault("1.2.3.4/0.0.0.255").kind == FaultKind::mask_with_gaps);
  CHECK(fault("1.2.3.4/255.255.255.300").kind == FaultKind::place_too_large);
  CHECK(fault(std::string(1 << 20, '.')).kind == FaultKind::not_a_number);
}

TEST_CASE("prefix gives the block and its hosts") {
  const auto p = prefix("172.16.13.173/26");
  CHECK(text(mask(p.length)) == "255.255.255.192");
  CHECK(text(network(p)) == "172.16.13.128");
  CHECK(text(last(p)) == "172.16.13.191");
  CHECK(text(first_host(p)) == "172.16.13.129");
  CHECK(text(last_host(p)) == "172.16.13.190");
  CHECK(address_count(p) == 64);
  CHECK(host_count(p) == 62);
  CHECK(contains(p, ip("172.16.13.128")));
  CHECK(contains(p, ip("172.16.13.191")));
  CHECK_FALSE(contains(p, ip("172.16.13.127")));
  CHECK_FALSE(contains(p, ip("172.16.13.192")));
}

TEST_CASE("prefix at the ends: the smallest blocks and the whole") {
  const auto pair = prefix("10.0.0.5/31");  // RFC 3021
  CHECK_FALSE(has_broadcast(pair));
  CHECK(text(first_host(pair)) == "10.0.0.4");
  CHECK(text(last_host(pair)) == "10.0.0.5");
  CHECK(host_count(pair) == 2);
  const auto one = prefix("10.0.0.5/32");
  CHECK(first_host(one) == ip("10.0.0.5"));
  CHECK(last_host(one) == ip("10.0.0.5"));
  CHECK(host_count(one) == 1);
  const auto all = prefix("10.0.0.5/0");
  CHECK(mask(0) == 0);
  CHECK(network(all) == 0);
  CHECK(last(all) == ~0U);
  CHECK(address_count(all) == 4294967296);
  CHECK(host_count(all) == 4294967294);
  CHECK(contains(all, ip("255.255.255.255")));
  CHECK(contains(one, ip("10.0.0.5")));
  CHECK_FALSE(contains(one, ip("10.0.0.4")));
}

TEST_CASE("prefix of every length agrees with itself") {
  for (int length = 0; length <= 32; ++length) {
    const Ipv4Prefix p{ip("172.16.13.173"), length};
    INFO(length);
    CHECK(length_of_mask(mask(length)) == length);
    CHECK(std::uint64_t{last(p)} - network(p) + 1 == address_count(p));
    CHECK(std::uint64_t{last_host(p)} - first_host(p) + 1 == host_count(p));
    CHECK(contains(p, p.address));
    CHECK(block_at(p.address, length) == Ipv4Prefix{network(p), length});
  }
  CHECK(length_of_mask(0xFF00FF00) == -1);
}

TEST_CASE("prefix that joins two addresses is the smallest") {
  CHECK(joining(ip("192.168.1.10"), ip("192.168.1.77")) == prefix("192.168.1.0/25"));
  CHECK(joining(ip("10.0.0.4"), ip("10.0.0.5")) == prefix("10.0.0.4/31"));
  CHECK(joining(ip("10.0.0.5"), ip("10.0.0.5")) == prefix("10.0.0.5/32"));
  CHECK(joining(0, ~0U) == prefix("0.0.0.0/0"));
}

TEST_CASE("prefix is cut into equal parts") {
  const auto block = prefix("172.16.13.0/24");
  CHECK(part_count(block, 26) == 4);
  CHECK(part(block, 26, 2) == prefix("172.16.13.128/26"));
  CHECK(part_index(block, 26, ip("172.16.13.173")) == 2);
  CHECK(part_count(block, 24) == 1);
  const auto all = prefix("0.0.0.0/0");
  CHECK(part_count(all, 32) == 4294967296);
  CHECK(part(all, 32, 4294967295) == prefix("255.255.255.255/32"));
  CHECK(part(all, 0, 0) == all);
  CHECK(part_index(all, 0, ~0U) == 0);
}
