#include "lessons/testbed/wire/medium.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace wirelab;
using lessons::Medium;
using lessons::SegmentKind;
using lessons::to_word;
using Ports = std::vector<std::size_t>;

namespace {

constexpr Time second = 1'000'000'000;
constexpr std::uint8_t broadcast = 0xff;

// A frame between the hosts of these numbers; `broadcast` is to all.
std::vector<std::uint8_t> frame(std::uint8_t from, std::uint8_t to) {
  std::vector<std::uint8_t> bytes(60);
  bytes[0] = bytes[6] = 2;
  bytes[5] = to;
  bytes[11] = from;
  if (to == broadcast) std::fill_n(bytes.begin(), 6, broadcast);
  return bytes;
}

}  // namespace

TEST_CASE("a cable has one other end") {
  Medium cable(SegmentKind::cable, {4, 7}, second);
  CHECK(cable.forward(4, frame(1, 2), 0) == Ports{7});
  CHECK(cable.forward(7, frame(2, 1), 0) == Ports{4});
  CHECK(Medium(SegmentKind::cable, {4}, second).forward(4, frame(1, 2), 0).empty());
}

TEST_CASE("a hub repeats every frame to all others, and learns nothing") {
  Medium hub(SegmentKind::hub, {0, 1, 2}, second);
  CHECK(hub.forward(0, frame(1, 2), 0) == Ports{1, 2});
  CHECK(hub.forward(1, frame(2, 1), 0) == Ports{0, 2});
  CHECK(hub.forward(0, frame(1, 2), 0) == Ports{1, 2});
  CHECK(hub.table(0).empty());
}

TEST_CASE("a switch floods what it does not know, and learns from every sender") {
  Medium medium(SegmentKind::switched, {0, 1, 2}, 300 * second);
  CHECK(medium.forward(0, frame(1, 2), 0) == Ports{1, 2});
  CHECK(medium.forward(1, frame(2, 1), 1) == Ports{0});
  CHECK(medium.forward(0, frame(1, 2), 2) == Ports{1});
  CHECK(medium.forward(2, frame(3, broadcast), 3) == Ports{0, 1});
  const auto table = medium.table(3);
  REQUIRE(table.size() == 3);
  CHECK(table[2].address.text() == "02:00:00:00:00:03");
  CHECK(table[2].port == 2);
  CHECK(table[2].seen == 3);
}

TEST_CASE("a switch forgets what was silent for longer than its ageing time") {
  Medium medium(SegmentKind::switched, {0, 1, 2}, 10 * second);
  medium.forward(1, frame(2, broadcast), 0);
  CHECK(medium.forward(0, frame(1, 2), 10 * second) == Ports{1});
  CHECK(medium.forward(0, frame(1, 2), 10 * second + 1) == Ports{1, 2});
  CHECK(medium.table(10 * second + 1).size() == 1);
  medium.forward(1, frame(2, broadcast), 11 * second);
  CHECK(medium.forward(0, frame(1, 2), 21 * second) == Ports{1});
}

TEST_CASE("a switch says what it learns, what moves and what it forgets, each once") {
  Medium medium(SegmentKind::switched, {0, 1, 2}, 10 * second);
  const auto changes = [&medium] {
    std::string text;
    for (const auto& [event, entry] : medium.take_changes())
      text +=
          fmt::format("{} {} {}, ", to_word(event), entry.address.text().substr(15), entry.port);
    return text;
  };
  medium.forward(0, frame(1, 2), 0);
  medium.forward(1, frame(2, 1), 1 * second);
  CHECK(changes() == "added 01 0, added 02 1, ");
  medium.forward(0, frame(1, 2), 2 * second);
  CHECK(changes().empty());
  medium.forward(2, frame(1, 2), 3 * second);
  CHECK(changes() == "changed 01 2, ");
  medium.age(11 * second);
  CHECK(changes().empty());
  medium.age(11 * second + 1);
  CHECK(changes() == "removed 02 1, ");
  medium.forward(1, frame(2, 1), 12 * second);
  medium.forward(1, frame(2, 1), 30 * second);
  CHECK(changes() == "added 02 1, removed 01 2, removed 02 1, added 02 1, ");
  Medium hub(SegmentKind::hub, {0, 1}, second);
  hub.forward(0, frame(1, 2), 0);
  CHECK(hub.take_changes().empty());
}

TEST_CASE("a switch follows an address to another port, and keeps a frame off its own port") {
  Medium medium(SegmentKind::switched, {0, 1, 2}, second);
  medium.forward(1, frame(2, broadcast), 0);
  medium.forward(2, frame(2, broadcast), 1);
  CHECK(medium.forward(0, frame(1, 2), 2) == Ports{2});
  CHECK(medium.forward(2, frame(3, 2), 3).empty());
}

TEST_CASE("looking where a frame would go teaches a switch nothing") {
  Medium medium(SegmentKind::switched, {0, 1, 2}, second);
  CHECK(medium.would_reach(0, frame(1, 2), 0) == Ports{1, 2});
  CHECK(medium.table(0).empty());
}

TEST_CASE("a group is no sender, and a frame without a whole header is flooded") {
  Medium medium(SegmentKind::switched, {0, 1, 2}, second);
  auto odd = frame(1, 2);
  odd[6] = 3;
  CHECK(medium.forward(0, odd, 0) == Ports{1, 2});
  CHECK(medium.forward(0, std::vector<std::uint8_t>(13), 0) == Ports{1, 2});
  CHECK(medium.table(0).empty());
}

TEST_CASE("a flood of made-up senders fills no memory, and old ones make room") {
  Medium medium(SegmentKind::switched, {0, 1}, second);
  auto made_up = frame(1, broadcast);
  const auto send = [&](int number, Time now) {
    made_up[9] = static_cast<std::uint8_t>(number >> 8);
    made_up[10] = static_cast<std::uint8_t>(number);
    medium.forward(0, made_up, now);
  };
  for (int number = 0; number < 20'000; ++number) send(number, 0);
  CHECK(medium.table(0).size() == 8192);
  send(30'000, 2 * second);
  CHECK(medium.table(2 * second).size() == 1);
}
