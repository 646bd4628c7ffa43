#include "capture/decode/fragments.hpp"

#include "capture/decode/link.hpp"
#include "tests/capture/bytes/memory.hpp"
#include "tests/capture/packet_builder.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::decode;
using namespace wirelab::test;

namespace {

// A fragment of a packet between 10.0.0.1 and 10.0.0.2, protocol 200, filled with one letter.
ByteVector ipv4_fragment(std::uint32_t id, std::uint32_t offset, std::size_t size, bool more,
                         char letter = 'x') {
  ByteVector bytes;
  put(bytes, 0x4500, 2);
  put(bytes, 20 + size, 2);
  put(bytes, id, 2);
  put(bytes, (more ? 0x2000 : 0) + offset / 8, 2);
  put(bytes, 0x40c80000, 4);
  put(bytes, 0x0a000001, 4);
  put(bytes, 0x0a000002, 4);
  bytes.resize(bytes.size() + size, static_cast<std::uint8_t>(letter));
  return bytes;
}

ByteVector ipv6_fragment(std::uint32_t id, std::uint32_t offset, std::size_t size, bool more) {
  ByteVector bytes;
  put(bytes, 0x60000000, 4);
  put(bytes, 8 + size, 2);
  put(bytes, 0x2c40, 2);
  for (int i = 0; i < 4; ++i) put(bytes, 0xfd00000000000000u + static_cast<unsigned>(i), 8);
  put(bytes, 0xc800, 2);
  put(bytes, offset | more, 2);
  put(bytes, id, 4);
  bytes.resize(bytes.size() + size, 'y');
  return bytes;
}

struct Bench {
  Fragments fragments;
  Time time = 0;
  std::optional<Datagram> add(const ByteVector& packet, std::uint32_t segment = 0) {
    const auto layers = decode::decode(link_raw, packet, static_cast<std::uint32_t>(packet.size()));
    return fragments.add(layers, packet, segment, time);
  }
};

std::string payload(const Datagram& datagram, std::size_t header = 20) {
  return {datagram.bytes.begin() + static_cast<std::ptrdiff_t>(header), datagram.bytes.end()};
}

}  // namespace

TEST_CASE("fragments make a datagram in any order") {
  Bench bench;
  CHECK_FALSE(bench.add(ipv4_fragment(1, 16, 3, false, 'c')));
  CHECK_FALSE(bench.add(ipv4_fragment(1, 0, 8, true, 'a')));
  const auto whole = bench.add(ipv4_fragment(1, 8, 8, true, 'b'));
  REQUIRE(whole);
  CHECK(payload(*whole) == "aaaaaaaabbbbbbbbccc");
  CHECK(whole->link_type == link_ipv4);
  const auto layers = decode::decode(whole->link_type, whole->bytes, 39);
  REQUIRE(layers.ipv4);
  CHECK(layers.ipv4->protocol == 200);
  CHECK(layers.ipv4->total_length == 39);
  CHECK(layers.source()->text() == "10.0.0.1");
  CHECK_FALSE(layers.is_fragment());
  CHECK(bench.fragments.waiting() == 0);
  CHECK(bench.fragments.bytes_held() == 0);
}

TEST_CASE("fragments of IPv6 too, without their fragment header") {
  Bench bench;
  CHECK_FALSE(bench.add(ipv6_fragment(9, 0, 16, true)));
  const auto whole = bench.add(ipv6_fragment(9, 16, 5, false));
  REQUIRE(whole);
  CHECK(payload(*whole, 40) == std::string(21, 'y'));
  const auto layers = decode::decode(whole->link_type, whole->bytes, 61);
  REQUIRE(layers.ipv6);
  CHECK(layers.ipv6->next_header == 200);
}

TEST_CASE("of overlapping fragments the lower offset counts, then what came first") {
  Bench bench;
  bench.add(ipv4_fragment(1, 8, 8, true, 'b'));
  bench.add(ipv4_fragment(1, 0, 16, true, 'a'));
  bench.add(ipv4_fragment(1, 0, 8, true, 'z'));
  const auto whole = bench.add(ipv4_fragment(1, 8, 12, false, 'c'));
  REQUIRE(whole);
  CHECK(payload(*whole) == "aaaaaaaaaaaaaaaacccc");
}

TEST_CASE("what has another number, or is on another segment, does not fit") {
  Bench bench;
  bench.add(ipv4_fragment(1, 0, 8, true));
  CHECK_FALSE(bench.add(ipv4_fragment(2, 8, 8, false)));
  CHECK_FALSE(bench.add(ipv4_fragment(1, 8, 8, false), 5));
  CHECK(bench.add(ipv4_fragment(1, 8, 8, false)));
}

TEST_CASE("fragments wait for a minute") {
  Bench bench;
  bench.add(ipv4_fragment(1, 0, 8, true));
  bench.time = Fragments::patience + 1;
  CHECK_FALSE(bench.add(ipv4_fragment(1, 8, 8, false)));
  CHECK(bench.fragments.waiting() == 1);
}

TEST_CASE("what can never be whole is not kept for long") {
  Bench bench;
  for (std::uint32_t i = 0; i < 60'000; ++i) {
    bench.add(ipv4_fragment(i, 65'512 - i % 7 * 8, i % 1000 < 900 ? 3 : 0, true));
    bench.add(ipv4_fragment(7, 0, 1000, true));
    REQUIRE(bench.fragments.waiting() <= Fragments::most_datagrams);
    REQUIRE(bench.fragments.bytes_held() <= Fragments::most_bytes + 2000);
  }
  CHECK_FALSE(bench.add(ipv4_fragment(1, 65'528, 100, false)));  // ends behind the largest packet
  bench.fragments.clear();
  CHECK(bench.fragments.bytes_held() == 0);
}

TEST_CASE("a fragment that the capture cut is not taken") {
  Bench bench;
  bench.add(ipv4_fragment(1, 0, 8, true));
  auto packet = ipv4_fragment(1, 8, 8, false);
  const auto size = static_cast<std::uint32_t>(packet.size());
  packet.pop_back();
  CHECK_FALSE(bench.fragments.add(decode::decode(link_raw, packet, size), packet, 0, 0));
}
