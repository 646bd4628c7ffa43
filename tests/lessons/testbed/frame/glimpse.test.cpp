#include "lessons/testbed/frame/glimpse.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

// 10.0.0.1:4660 > 10.0.0.2:8080, SYN with MSS 1460, SACK, timestamps, shift 10
std::vector<std::uint8_t> syn() {
  return {0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x08, 0x00, 0x45,
          0x00, 0x00, 0x3c, 0x00, 0x01, 0x40, 0x00, 0x40, 0x06, 0x00, 0x00, 10,   0,    0,    1,
          10,   0,    0,    2,    0x12, 0x34, 0x1f, 0x90, 0x01, 0x02, 0x03, 0x04, 0,    0,    0,
          0,    0xa0, 0x02, 0xfa, 0xf0, 0,    0,    0,    0,    2,    4,    0x05, 0xb4, 4,    2,
          8,    10,   0,    0,    0,    1,    0,    0,    0,    0,    1,    3,    3,    10};
}

}  // namespace

TEST_CASE("a SYN at a glance") {
  const Glimpse seen = glimpse(syn());
  REQUIRE(seen.tcp());
  CHECK(seen.tuple == Tuple{0x0a000001, 0x1234, 0x0a000002, 8080});
  CHECK(seen.segment.sequence == 0x01020304);
  CHECK(seen.segment.flags == tcp::syn);
  CHECK(seen.segment.window == 64240);
  CHECK(seen.segment.length == 0);
  CHECK(seen.options.mss == 1460);
  CHECK(seen.options.window_shift == 10);
  CHECK(seen.options.selective_acknowledgment);
  CHECK(seen.options.timestamps);
  CHECK(seen.changes_state());
}

TEST_CASE("a cut or bent frame is no TCP, and never read past its end") {
  const auto whole = syn();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::vector<std::uint8_t> cut(whole.begin(), whole.begin() + static_cast<long>(size));
    CHECK_FALSE(glimpse(cut).tcp());
  }
  for (std::size_t at = 12; at < whole.size(); ++at)
    for (const int value : {0, 1, 0x0f, 0xf0, 0xff}) {
      auto bent = whole;
      bent[at] = static_cast<std::uint8_t>(value);
      (void)glimpse(bent);
    }
}

TEST_CASE("padding behind the packet is no data") {
  auto padded = syn();
  padded.insert(padded.end(), 6, 0);
  CHECK(glimpse(padded).segment.length == 0);
}

TEST_CASE("ARP is named") {
  std::vector<std::uint8_t> frame(42, 0);
  frame[12] = 0x08;
  frame[13] = 0x06;
  CHECK(glimpse(frame).protocol == Protocol::arp);
  CHECK_FALSE(glimpse(frame).asks);
}

TEST_CASE("ARP says who asks whom, and every frame its two MAC addresses") {
  const std::vector<std::uint8_t> request{
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0,  0, 0, 0, 1, 0x08, 0x06, 0, 1, 8, 0,  6, 4, 0,
      1,    2,    0,    0,    0,    0,    1, 10, 0, 0, 1, 0, 0,    0,    0, 0, 0, 10, 0, 0, 200};
  const Glimpse seen = glimpse(request);
  CHECK(seen.asks);
  CHECK(seen.tuple.local_address.text() == "10.0.0.1");
  CHECK(seen.tuple.remote_address.text() == "10.0.0.200");
  CHECK(seen.mac_source.text() == "02:00:00:00:00:01");
  CHECK(seen.mac_destination.is_broadcast());
  CHECK_FALSE(glimpse(std::span(request).first(41)).asks);  // cut: nothing is believed
  CHECK(glimpse(syn()).ttl == 64);
}

namespace {

// [fd00::1]:4660 > [fd00::2]:8080, SYN without options, behind a hop-by-hop header
std::vector<std::uint8_t> syn_of_ipv6() {
  std::vector<std::uint8_t> frame(14, 0);
  frame[12] = 0x86;
  frame[13] = 0xdd;
  const auto add = [&](std::initializer_list<std::uint8_t> bytes) {
    frame.insert(frame.end(), bytes);
  };
  add({0x60, 0, 0, 0, 0, 28, 0, 64});
  add({0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  add({0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2});
  add({6, 0, 1, 4, 0, 0, 0, 0});
  add({0x12, 0x34, 0x1f, 0x90, 1, 2, 3, 4, 0, 0, 0, 0, 0x50, 2, 0xfa, 0xf0, 0, 0, 0, 0});
  return frame;
}

}  // namespace

TEST_CASE("a SYN in IPv6 at a glance, behind an extension header") {
  const Glimpse seen = glimpse(syn_of_ipv6());
  REQUIRE(seen.tcp());
  CHECK(seen.tuple.local_address.text() == "fd00::1");
  CHECK(seen.tuple.remote_address.text() == "fd00::2");
  CHECK(seen.tuple.local_port == 0x1234);
  CHECK(seen.tuple.remote_port == 8080);
  CHECK(seen.segment.sequence == 0x01020304);
  CHECK(seen.changes_state());
}

TEST_CASE("a cut IPv6 frame is no TCP") {
  const auto whole = syn_of_ipv6();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::vector<std::uint8_t> cut(whole.begin(), whole.begin() + static_cast<long>(size));
    CHECK_FALSE(glimpse(cut).tcp());
  }
}

TEST_CASE("the ports of a UDP datagram, but not of its later fragments") {
  auto frame = syn();
  frame[23] = 17;
  Glimpse seen = glimpse(frame);
  CHECK(seen.protocol == Protocol::udp);
  CHECK(seen.tuple == Tuple{0x0a000001, 0x1234, 0x0a000002, 8080});
  frame[21] = 1;  // fragment offset 8
  seen = glimpse(frame);
  CHECK(seen.protocol == Protocol::udp);
  CHECK(seen.tuple == Tuple{0x0a000001, 0, 0x0a000002, 0});
}

TEST_CASE("which piece of a packet a frame carries, and why ICMP came") {
  auto frame = syn();
  frame[18] = 0x12;  // identification
  CHECK(glimpse(frame).fragment.number == 0x1201);
  CHECK_FALSE(glimpse(frame).fragment.part());  // "do not fragment" is no fragment
  frame[20] = 0x20;
  CHECK(glimpse(frame).fragment.more);
  frame[20] = 0x00, frame[21] = 185;
  CHECK(glimpse(frame).fragment.offset == 1480);
  CHECK(glimpse(frame).fragment.part());
  frame[23] = 1;  // a later fragment of ICMP: no type in it
  CHECK(glimpse(frame).icmp_type == 0);
  frame[21] = 0, frame[34] = 3, frame[35] = 4;
  CHECK(glimpse(frame).protocol == Protocol::icmp);
  CHECK(glimpse(frame).icmp_type == 3);
  CHECK(glimpse(frame).icmp_code == 4);
}
