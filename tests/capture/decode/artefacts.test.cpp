#include "capture/decode/artefacts.hpp"

#include "capture/decode/link.hpp"
#include "tests/capture/decode/frames.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::decode;
using namespace wirelab::test;

namespace {

constexpr Time ms = 1'000'000;
const ByteVector syn = ipv4_syn + tcp_syn;

// An observer and what it says of raw packets, one after the other.
struct Watched {
  std::string see(const ByteVector& bytes, Time time = 0, std::uint32_t interface = 0,
                  std::uint32_t link = link_raw) {
    const auto length = static_cast<std::uint32_t>(bytes.size());
    const Layers layers = decode::decode(link, bytes, length);
    const auto appearance = observer.see(
        layers, Frame{.time = time, .interface = interface, .wire_length = length, .bytes = bytes});
    std::string text;
    for (const Artefact artefact : appearance.artefacts) text += std::string(id(artefact)) + " ";
    return text + (appearance.checksum_wrong ? "wrong" : "");
  }
  Observer observer;
};

ByteVector with(ByteVector bytes, std::size_t at, const ByteVector& part) {
  std::copy(part.begin(), part.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
  return bytes;
}

// A packet of a connection with data, as large as one likes; its checksums are left to the card.
ByteVector segment(std::uint16_t length, const ByteVector& addresses, const ByteVector& number) {
  ByteVector bytes = with(syn, 12, addresses);
  bytes[32] = 0x50;
  bytes[33] = 0x10;
  bytes.resize(length);
  bytes[2] = static_cast<std::uint8_t>(length >> 8);
  bytes[3] = static_cast<std::uint8_t>(length);
  return with(with(with(bytes, 4, number), 10, hex("0000")), 36, hex("0000"));
}
const ByteVector two_hosts = hex("0a000001 0a000002");
const ByteVector to_itself = hex("7f000001 7f000001");

// An IPv6 ACK without data: it has no identification.
const ByteVector ip6_ack =
    hex("60000000 0014 06 40 fd000000000000000000000000000001 fd000000000000000000000000000002"
        "a8ca 1f90 11223344 55667788 50 10 faf0 0000 0000");

}  // namespace

TEST_CASE("a frame with right checksums and of usual size is no artefact") {
  Watched watched;
  CHECK(watched.see(syn) == "");
  CHECK(watched.see(hex("01020304")) == "");
  CHECK(watched.see({}) == "");
}

TEST_CASE("a checksum that the network card has still to fill in is none that is wrong") {
  Watched watched;
  CHECK(watched.see(with(syn, 36, hex("1431"))) == "checksum_not_computed ");
  CHECK(watched.see(with(syn, 36, hex("1409")), 100 * ms) ==
        "checksum_not_computed ");  // no length
  CHECK(watched.see(with(syn, 36, hex("0000")), 200 * ms) == "checksum_not_computed ");
  CHECK(watched.see(with(syn, 36, hex("dead")), 300 * ms) == "wrong");
  CHECK(watched.see(with(syn, 8, hex("3f")), 400 * ms) == "wrong");
}

TEST_CASE("a segment that no link carries has not been cut up yet") {
  Watched watched;
  CHECK(watched.see(segment(1500, two_hosts, hex("0001"))) == "checksum_not_computed ");
  CHECK(watched.see(segment(1501, two_hosts, hex("0002"))) == "checksum_not_computed over_mtu ");
  CHECK(watched.see(segment(9000, to_itself, hex("0003"))) == "checksum_not_computed ");
}

TEST_CASE("an announced MSS shows that an interface carries more") {
  Watched watched;
  const ByteVector jumbo_syn = with(syn, 36, hex("0bc2"));  // another MSS, another checksum
  CHECK(watched.see(with(jumbo_syn, 42, hex("2304")), 0, 1).find("over") == std::string::npos);
  CHECK(watched.see(segment(9000, two_hosts, hex("0001")), 0, 1) == "checksum_not_computed ");
  CHECK(watched.see(segment(9005, two_hosts, hex("0002")), 0, 1) ==
        "checksum_not_computed over_mtu ");
  CHECK(watched.see(segment(9000, two_hosts, hex("0003")), 0, 0) ==
        "checksum_not_computed over_mtu ");
}

TEST_CASE("a card that joins segments leaves a checksum that fits none of them") {
  Watched watched;
  const ByteVector joined = with(segment(4000, two_hosts, hex("0001")), 10, hex("dead"));
  CHECK(watched.see(with(joined, 36, hex("beef"))) == "over_mtu ");
}

TEST_CASE("one frame captured at two places is seen twice") {
  Watched watched;
  CHECK(watched.see(syn) == "");
  CHECK(watched.see(syn, ms) == "seen_twice ");
  CHECK(watched.see(syn, -ms) == "seen_twice ");  // clocks go back
  CHECK(watched.see(syn, 1000 * ms) == "");       // too late to be the same
  CHECK(watched.see(with(syn, 4, hex("1c47")), 1001 * ms) == "wrong");
}

TEST_CASE("a packet without identification may be sent twice as it is") {
  Watched watched;
  const std::string first = watched.see(ip6_ack);
  CHECK(watched.see(ip6_ack, ms) == first);
  CHECK(watched.see(ip6_ack, 2 * ms, 1) == first + "seen_twice ");
  const ByteVector in = hex("0000 0001 0006 020000000001 0000 86dd");
  const ByteVector out = hex("0004 0001 0006 020000000001 0000 86dd");
  CHECK(watched.see(in + ip6_ack, 100 * ms, 0, link_linux_sll) == first);
  CHECK(watched.see(out + ip6_ack, 101 * ms, 0, link_linux_sll) == first + "seen_twice ");
}

TEST_CASE("only the last hundred frames are remembered") {
  Watched watched;
  watched.see(syn);
  for (std::uint8_t i = 0; i < 128; ++i)
    watched.see(with(syn, 4, {static_cast<std::uint8_t>(i + 1), 0}));
  CHECK(watched.see(syn) == "");
}
