#include "capture/decode/checksum.hpp"

#include "capture/decode/link.hpp"
#include "tests/capture/decode/frames.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::decode;
using namespace wirelab::test;

namespace {

Layers layers_of(const ByteVector& bytes) {
  return decode::decode(link_raw, bytes, static_cast<std::uint32_t>(bytes.size()));
}
ChecksumCheck transport(const ByteVector& bytes) {
  return check_transport(layers_of(bytes), bytes);
}

const ByteVector syn = ipv4_syn + tcp_syn;

}  // namespace

TEST_CASE("the sum of RFC 1071's example") {
  CHECK(ones_complement_sum(hex("0001 f203 f4f5 f6f7")) == 0xddf2);
  CHECK(ones_complement_sum(hex("01 02 03")) == 0x0402);
  CHECK(ones_complement_sum({}) == 0);
}

TEST_CASE("right checksums are right") {
  CHECK(check_ipv4(layers_of(syn), syn).state == ChecksumState::ok);
  CHECK(transport(syn).state == ChecksumState::ok);
  const ByteVector ip = hex("45 00 0020 0000 0000 40 11 0000 0a000001 0a000002");
  CHECK(transport(ip + hex("cf08 0035 000c 7ef8 deadbeef")).state == ChecksumState::ok);
  const ByteVector icmp = hex("45 00 0020 0000 0000 40 01 0000 0a000001 0a000002");
  CHECK(transport(icmp + hex("0800 2104 1234 0001 61626364")).state == ChecksumState::ok);
  const ByteVector ip6 =
      hex("60000000 0008 3a 40 fd000000000000000000000000000001"
          "fd000000000000000000000000000002");
  CHECK(transport(ip6 + hex("8000 7383 1234 0001")).state == ChecksumState::ok);
}

TEST_CASE("a changed bit is found, and the right sum told") {
  ByteVector bad = syn;
  bad.back() ^= 1;
  const auto check = transport(bad);
  CHECK(check.state == ChecksumState::wrong);
  CHECK(check.written == 0x2c42);
  bad[36] = static_cast<std::uint8_t>(check.right >> 8);
  bad[37] = static_cast<std::uint8_t>(check.right);
  CHECK(transport(bad).state == ChecksumState::ok);

  bad = syn;
  bad[8] = 63;
  const auto header = check_ipv4(layers_of(bad), bad);
  CHECK(header.state == ChecksumState::wrong);
  CHECK(header.right == 0x0b74);
}

TEST_CASE("a checksum left to the network card is no wrong one") {
  ByteVector partial = syn;
  partial[36] = 0x14;
  partial[37] = 0x31;
  const auto check = transport(partial);
  CHECK(check.state == ChecksumState::not_computed);
  CHECK(check.right == 0x2c42);
  ByteVector header = syn;
  header[10] = header[11] = 0;
  CHECK(check_ipv4(layers_of(header), header).state == ChecksumState::not_computed);
}

TEST_CASE("UDP may go without one over IPv4") {
  const ByteVector ip = hex("45 00 0020 0000 0000 40 11 0000 0a000001 0a000002");
  CHECK(transport(ip + hex("cf08 0035 000c 0000 deadbeef")).state == ChecksumState::absent);
}

TEST_CASE("what is not all here cannot be verified") {
  const ByteVector cut(syn.begin(), syn.end() - 1);
  const auto layers = decode::decode(link_raw, cut, static_cast<std::uint32_t>(syn.size()));
  CHECK(check_transport(layers, cut).state == ChecksumState::unverifiable);
  ByteVector fragment = syn;
  fragment[6] = 0x20;
  CHECK(transport(fragment).state == ChecksumState::unverifiable);
  CHECK(transport(hex("0102")).state == ChecksumState::unverifiable);
  CHECK(check_ipv4(layers_of({}), {}).state == ChecksumState::unverifiable);
}
