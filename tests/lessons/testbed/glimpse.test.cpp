#include "lessons/testbed/glimpse.hpp"

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
}
