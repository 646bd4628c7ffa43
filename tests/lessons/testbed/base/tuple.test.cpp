#include "lessons/testbed/base/tuple.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <set>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

const std::array<std::uint8_t, 16> first_bytes{0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
const std::array<std::uint8_t, 16> second_bytes{0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};

}  // namespace

TEST_CASE("an endpoint is written as notes write it") {
  CHECK(endpoint_text(0x0a000001, 43210) == "10.0.0.1:43210");
  CHECK(endpoint_text(decode::ipv6_address(first_bytes), 80) == "[fd00::1]:80");
  CHECK(endpoint_text(any_address(6), 80) == "[::]:80");
  CHECK(endpoint_text(any_address(4), 80) == "0.0.0.0:80");
}

TEST_CASE("both ends of a connection have one hash as a pair, and two of their own") {
  const auto one = decode::ipv6_address(first_bytes), two = decode::ipv6_address(second_bytes);
  const Tuple six(one, 1000, two, 80), four(0x0a000001, 1000, 0x0a000002, 80);
  for (const Tuple& tuple : {six, four}) {
    CHECK(tuple.reversed().reversed() == tuple);
    CHECK_FALSE(tuple.reversed() == tuple);
    CHECK(connection_hash(tuple) == connection_hash(tuple.reversed()));
    CHECK(TupleHash{}(tuple) != TupleHash{}(tuple.reversed()));
  }
  CHECK_FALSE(six == four);
}

TEST_CASE("connections of a flood do not share their hashes") {
  std::set<std::size_t> pairs, ends;
  for (std::uint16_t port = 1; port <= 1000; ++port) {
    const Tuple tuple(0x0a000001, port, 0x0a000002, 80);
    pairs.insert(connection_hash(tuple));
    ends.insert(TupleHash{}(tuple));
  }
  CHECK(pairs.size() == 1000);
  CHECK(ends.size() == 1000);
}
