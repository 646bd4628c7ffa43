// What is made of recordings that nobody made in good faith: an end is reached, nothing overflows
// (the build with sanitizers says so), no list grows with a number that somebody wrote.

#include "capture/recording/reader.hpp"
#include "tests/lab/all_rows.hpp"
#include "tests/lab/hostile.hpp"
#include "tests/lab/run_builder.hpp"

using namespace wirelab;
using namespace wirelab::test;

namespace {

Trace read_all(const ByteVector& bytes) {
  Trace trace;
  auto reader = Reader::open(std::make_unique<MemorySource>(bytes));
  if (!reader) return trace;
  while (!trace.ended()) trace.add(reader->next());
  return trace;
}

}  // namespace

TEST_CASE("any_recording_has_its_rows") {
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    INFO("seed " << seed);
    const Trace trace = read_all(HostileRecording(seed).bytes());
    CHECK(AllRows(trace, words()).most_ticks() <= 8);
  }
}

// One bit flipped in the time of the third SYN: it is 292 years away.
TEST_CASE("a_gap_of_centuries_has_a_few_ticks") {
  for (const Time far : {latest_time, latest_time - 1, start + (Time{1} << 62), earliest_time}) {
    INFO(far);
    Trace trace;
    trace.add(Interface{"", "", link_type_ethernet, 0});
    std::uint64_t number = 0;
    for (const Time time : {start, start + ms, far}) {
      const auto frame = tcp_frame(client, server, {.sequence = 1, .flags = tcp::syn});
      trace.add(Frame{.time = time,
                      .number = ++number,
                      .wire_length = static_cast<std::uint32_t>(frame.size()),
                      .bytes = frame});
    }
    trace.add(End{});
    CHECK(AllRows(trace, words()).most_ticks() <= 8);
  }
}
