#include "lessons/script/happenings.hpp"
#include "lessons/script/wording.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

Sighting segment(std::uint64_t number, std::uint16_t flags, std::uint32_t sequence,
                 std::uint32_t length = 0) {
  Sighting frame{.number = number, .from = "client", .to = "server"};
  frame.glimpse.protocol = Protocol::tcp;
  frame.glimpse.tuple = {1, 1000, 2, 8080};
  frame.glimpse.segment = {.sequence = sequence, .flags = flags, .length = length};
  return frame;
}

constexpr Time moment = 10'000'000;

}  // namespace

TEST_CASE("the nth frame that matches") {
  Happenings happenings;
  happenings.seen(segment(1, tcp::syn, 5));
  happenings.seen(segment(2, tcp::ack, 6));
  happenings.seen(segment(3, tcp::syn, 5));
  CHECK(happenings.find(*parse_match("from client syn"))->number == 1);
  CHECK(happenings.find(*parse_match("from client syn nth 2"))->number == 3);
  CHECK_FALSE(happenings.find(*parse_match("from client syn nth 3")));
  CHECK_FALSE(happenings.find(*parse_match("from server")));
}

TEST_CASE("a wait ends with its event, in vain with a sentence, or cancelled") {
  Happenings happenings;
  std::jthread wire([&] { happenings.befell({.number = 1, .fate = FateKind::delivered}); });
  happenings.until([&] { return happenings.fate(1, FateKind::delivered).has_value(); },
                   "it arrives");
  try {
    happenings.until([] { return false; }, "a miracle", moment);
    FAIL("no miracle happens");
  } catch (const StepFailed& failure) {
    CHECK(failure.sentence == "Waited 0 s in vain for this: a miracle.");
  }
  std::jthread learner([&] { happenings.cancel(); });
  CHECK_THROWS_AS(happenings.until([] { return false; }, "ever", 0), Cancelled);
}

TEST_CASE("while a frame is in the hand nothing is in vain") {
  Happenings happenings;
  happenings.befell({.number = 1, .fate = FateKind::held});
  std::jthread learner([&] {
    std::this_thread::sleep_for(std::chrono::nanoseconds(5 * moment));
    happenings.befell({.number = 1, .fate = FateKind::released});
    happenings.befell({.number = 1, .fate = FateKind::delivered});
  });
  happenings.until([&] { return happenings.fate(1, FateKind::delivered).has_value(); },
                   "it arrives", moment);
}

TEST_CASE("a segment that was sent again is noticed, a repeated bare ACK is not") {
  Happenings happenings;
  happenings.seen(segment(1, tcp::syn, 5));
  happenings.seen(segment(2, tcp::ack, 6));
  happenings.seen(segment(3, tcp::ack, 6));
  CHECK_FALSE(happenings.resent_after(1));
  happenings.seen(segment(4, tcp::syn, 5));
  CHECK(happenings.resent_after(1));
  CHECK_FALSE(happenings.resent_after(4));
}

TEST_CASE("what checks compare is readable") {
  const std::vector<Sighting> frames{segment(1, tcp::syn, 5), segment(2, tcp::syn | tcp::ack, 9),
                                     segment(3, tcp::ack, 6), segment(4, tcp::rst | tcp::ack, 6)};
  CHECK(in_words(frames) == "SYN, SYN-ACK, ACK, RST-ACK");
  CHECK(in_words(1, "frame") == "1 frame");
  CHECK(in_words(0, "frame") == "0 frames");
  CHECK(in_words(Returned{.value = -1, .error = ECONNREFUSED}) == "ECONNREFUSED");
  CHECK(in_words(Returned{.value = 18}) == "18");
  CHECK(syns_and_numbers({segment(1, tcp::syn, 5), segment(2, tcp::syn, 5)}) == "2 SYNs, 1 number");
}

TEST_CASE("frames in the order of their arrival, a copy again") {
  Happenings happenings;
  for (std::uint64_t number = 1; number <= 3; ++number)
    happenings.seen(segment(number, tcp::ack, 5, 1));
  const auto befalls = [&](std::uint64_t number, FateKind fate, int copy = 1) {
    happenings.befell({.number = number, .fate = fate, .copy = copy});
  };
  befalls(1, FateKind::dropped);
  befalls(3, FateKind::delivered);
  befalls(2, FateKind::delivered);
  befalls(2, FateKind::delivered, 2);
  std::vector<std::uint64_t> numbers;
  for (const Sighting& frame : happenings.arrivals(*parse_match("from client data")))
    numbers.push_back(frame.number);
  CHECK(numbers == std::vector<std::uint64_t>{3, 2, 2});
}

TEST_CASE("of a long run the last is kept, and a reader that fell behind goes on from there") {
  Happenings happenings;
  constexpr std::uint64_t frames = 70'000;
  for (std::uint64_t number = 1; number <= frames; ++number)
    happenings.passed(std::vector{segment(number, tcp::ack, 1)},
                      std::vector{Event{.number = number, .by = "wire"}});
  CHECK(happenings.all(*parse_match("from client")).size() == 65'536);
  CHECK(happenings.find(*parse_match("from client"))->number == frames - 65'535);
  CHECK(happenings.fate(frames, FateKind::delivered));
  std::size_t frame = 0, event = 0;
  std::vector<std::uint64_t> seen;
  happenings.since(
      frame, event, [&](const Sighting& one) { seen.push_back(one.number); }, [](const Event&) {});
  CHECK(seen.size() == 65'536);
  CHECK(seen.back() == frames);
  CHECK(frame == frames);
}
