#include "lessons/testbed/recording/merge.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

constexpr Time grace = 10;

Note note_at(Time time, const std::string& text = "") { return {.time = time, .message = text}; }

RecordedFrame frame_at(Time time, std::uint64_t number) { return {.time = time, .number = number}; }

std::vector<Time> times(const std::vector<Recorded>& items) {
  std::vector<Time> result;
  for (const Recorded& item : items)
    result.push_back(std::visit([](const auto& what) { return what.time; }, item));
  return result;
}

using Times = std::vector<Time>;

}  // namespace

TEST_CASE("without ports, notes come in order of time, a grace later") {
  Merge merge(grace);
  merge.add(note_at(30));
  merge.add(note_at(20));
  CHECK(merge.take(29).empty());
  CHECK(merge.next_look(29) == 30);
  CHECK(times(merge.take(30)) == Times{20});
  CHECK(times(merge.take(100)) == Times{30});
  CHECK(merge.empty());
}

TEST_CASE("nothing passes a port that may still have something older") {
  Merge merge(grace);
  const auto left = merge.open_lane(), right = merge.open_lane();
  merge.add(frame_at(100, 1));
  merge.drained(left, 200);
  CHECK(merge.take(1000).empty());
  CHECK(merge.laggards(1000) == std::vector<std::size_t>{right});
  merge.add(frame_at(50, 2));
  merge.drained(right, 99);
  CHECK(times(merge.take(1000)) == Times{50});
  merge.drained(right, 150);
  CHECK(times(merge.take(1000)) == Times{100});
}

TEST_CASE("a closed port holds nothing back, and its place is used again") {
  Merge merge(grace);
  const auto left = merge.open_lane(), right = merge.open_lane();
  merge.add(note_at(100));
  merge.drained(left, 500);
  merge.close_lane(right);
  CHECK(times(merge.take(1000)) == Times{100});
  CHECK(merge.open_lane() == right);
  merge.add(note_at(1001));
  CHECK(merge.take(2000).empty());  // it is not drained any more
}

TEST_CASE("a note of the future waits for its time") {
  Merge merge(grace);
  merge.add(note_at(5000, "ask"));
  merge.add(note_at(100));
  CHECK(times(merge.take(1000)) == Times{100});
  CHECK(merge.laggards(1000).empty());
  CHECK(merge.next_look(1000) == 5010);
  merge.add(frame_at(4000, 1));
  CHECK(times(merge.take(6000)) == Times{4000, 5000});
}

TEST_CASE("items of one moment keep the order in which they came") {
  Merge merge(grace);
  merge.add(note_at(7, "first"));
  merge.add(frame_at(7, 1));
  merge.add(note_at(7, "second"));
  const auto items = merge.take(100);
  REQUIRE(items.size() == 3);
  CHECK(std::get<Note>(items[0]).message == "first");
  CHECK(std::holds_alternative<RecordedFrame>(items[1]));
  CHECK(std::get<Note>(items[2]).message == "second");
}

TEST_CASE("the order of the recording never goes back") {
  Merge merge(grace);
  merge.add(note_at(100));
  CHECK(times(merge.take(200)) == Times{100});
  merge.add(note_at(90, "late"));
  CHECK(times(merge.take(200)) == Times{100});
  merge.add(note_at(50));
  merge.add(note_at(900));
  CHECK(times(merge.take_all()) == Times{100, 900});
}

TEST_CASE("batches of two ports and notes are put in order, and their memory comes back") {
  Merge merge(grace);
  const auto left = merge.open_lane(), right = merge.open_lane();
  const auto batch_of = [](std::vector<Time> sent, std::vector<Time> arrived) {
    auto batch = std::make_shared<Batch>();
    const std::vector<std::uint8_t> bytes{1, 2, 3};
    for (const Time time : sent) batch->add({.time = time, .bytes = bytes});
    for (const Time time : arrived) batch->deliveries.push_back({.time = time});
    return batch;
  };
  merge.add(left, batch_of({10, 20, 30}, {25, 35}));
  merge.add(left, batch_of({32, 60}, {70}));
  merge.add(right, batch_of({15, 33}, {}));
  merge.add(note_at(31));
  merge.drained(left, 100);
  merge.drained(right, 33);
  CHECK(times(merge.take(1000)) == Times{10, 15, 20, 25, 30, 31, 32, 33});
  CHECK(merge.spent().size() == 1);  // the left port's first one has a delivery left
  CHECK(merge.oldest() == 35);
  merge.drained(right, 100);
  CHECK(times(merge.take(1000)) == Times{35, 60, 70});
  const auto spent = merge.spent();
  REQUIRE(spent.size() == 2);
  CHECK(spent[0]->empty());
  CHECK(merge.empty());
  CHECK(merge.bytes() == 0);
}
