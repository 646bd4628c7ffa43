// Any bytes and any notes: nothing crashes, nothing grows beyond what was read.

#include "tests/capture/trace/run.hpp"

#include <limits>
#include <random>

using namespace wirelab;
using namespace wirelab::test;

TEST_CASE("absurd_notes_do_no_harm") {
  const std::vector<std::string> values{"",
                                        "-1",
                                        "0",
                                        "1",
                                        "2",
                                        "99999999999999999999",
                                        "9223372036854775807",
                                        "-9223372036854775808",
                                        "x",
                                        "delivered",
                                        "begin",
                                        "=/, =",
                                        "client"};
  const std::vector<std::string> names{
      "FRAME",  "FATE",  "COPY", "TO",    "DELAY_NS", "CALL_ID", "CALL",  "HOST",     "LOCAL",
      "REMOTE", "STATE", "STEP", "PHASE", "RUN",      "ACTION",  "HOSTS", "SETTINGS", "TIMER_NS",
      "RTO_NS", "ASK",   "WAIT", "CHECK", "EVENT",    "PROGRAM", "ERRNO"};
  const std::vector<Time> times{0,
                                1,
                                -1,
                                std::numeric_limits<Time>::max(),
                                std::numeric_limits<Time>::min(),
                                1'700'000'000 * second};
  std::mt19937 random(7);
  const auto any = [&](const auto& list) { return list[random() % list.size()]; };
  Run run;
  run.handshake();
  for (int i = 0; i < 20000; ++i) {
    Note note;
    note.kind = static_cast<NoteKind>(random() % 12);
    note.time = any(times);
    for (int field = 0; field < 6; ++field) note.set(any(names), any(values));
    run.trace.add(note);
  }
  run.up(tcp::syn, 0);
  CHECK(run.trace.frame_count() == 4);
}

TEST_CASE("absurd_frames_do_no_harm") {
  std::mt19937 engine(11);
  const auto random = [&engine] { return static_cast<std::uint32_t>(engine()); };
  for (const bool as_run : {false, true}) {
    Trace trace;
    if (as_run) trace.add(Section{"wirelab-testbed", ""});
    for (std::uint32_t link : {1u, 0u, 101u, 113u, 276u, 9999u})
      trace.add(Interface{"a.eth0", "x", link, 0});
    const std::vector<Time> times{0, std::numeric_limits<Time>::max(),
                                  std::numeric_limits<Time>::min(), 5, -5};
    for (int i = 0; i < 20000; ++i) {
      // Mostly whole TCP with wild numbers between few parties, so that connections grow old.
      const auto one = "10.0.0." + std::to_string(random() % 3) + ":1",
                 two = "10.0.0.3:" + std::to_string(random() % 3);
      std::vector<std::uint8_t> bytes =
          tcp_frame(random() % 2 ? one : two, random() % 2 ? one : two,
                    {.sequence = random() % 4 ? random() : random() % 5,
                     .acknowledgment = random() % 4 ? random() : random() % 5,
                     .flags = static_cast<std::uint16_t>(random() % 256),
                     .window = static_cast<std::uint16_t>(random()),
                     .length = random() % 9,
                     .window_shift = static_cast<std::uint8_t>(random())});
      if (random() % 4 == 0) bytes[random() % bytes.size()] ^= static_cast<std::uint8_t>(random());
      if (random() % 8 == 0) bytes.resize(random() % bytes.size());
      trace.add(Frame{
          .time = times[random() % times.size()],
          .interface = random() % 8 ? 0u : random() % 9u,
          .number = random() % 50 ? static_cast<std::uint64_t>(i + 1) : std::uint64_t{random()},
          .wire_length = static_cast<std::uint32_t>(random() % 3 ? bytes.size() : random()),
          .bytes = bytes});
      if (!as_run) continue;
      Note fate;
      fate.kind = NoteKind::fate;
      fate.time = times[random() % times.size()];
      fate.set("FRAME", random() % 3 ? std::int64_t{i} + 1 : std::int64_t{random() % 20000})
          .set("FATE", "delivered");
      trace.add(fate);
    }
    trace.add(End{"cut"});
    CHECK(trace.ended());
    CHECK(trace.fault() == "cut");
    REQUIRE(trace.frame_count() == 20000);
    for (std::size_t i = 0; i < trace.frame_count(); i += 7) {
      const FrameRow row = trace.frame(i);
      if (row.is_tcp) {
        trace.agreement_at(row.stream, row.sender, row.sent);
        trace.kernel_at(row.stream, row.sender, row.sent);
      }
    }
  }
}

TEST_CASE("frame_numbers_find_their_frames") {
  Trace trace;
  const auto bytes = arp_request("10.0.0.1", "10.0.0.2");
  for (const std::uint64_t number : {1u, 2u, 9u, 4u, 1u})
    trace.add(Frame{.number = number, .wire_length = 42, .bytes = bytes});
  CHECK(trace.frame_by_number(2) == 1u);
  CHECK(trace.frame_by_number(9) == 2u);
  CHECK(trace.frame_by_number(4) == 3u);
  CHECK(trace.frame_by_number(1) == 4u);  // numbers used twice: the later frame
  CHECK_FALSE(trace.frame_by_number(3));
  CHECK_FALSE(trace.frame_by_number(0));
}
