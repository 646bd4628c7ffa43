// A run in lines while it goes on.

#include "tests/lab/run_builder.hpp"

#include "lab/terminal/live_lines.hpp"

#include <malloc.h>

using namespace wirelab;
using namespace wirelab::test;

namespace {

std::string printed(const RunBuilder& run) {
  std::string text;
  lab::LiveLines lines(words(), {}, [&](std::string_view part) { text += part; });
  Trace trace(History::recent);
  for (const Item& item : run.items) {
    trace.add(item);
    lines.see(trace, item);
    lines.print(trace, false);
  }
  lines.print(trace, true);
  return text;
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("live_lines_say_by_how_much_a_counter_moved") {
  RunBuilder run("play");
  run.note(1, NoteKind::counter,
           {{"HOST", "server"}, {"NAME", "ListenOverflows"}, {"VALUE", "7"}, {"CHANGE", "2"}});
  CHECK(says(printed(run), "server  ListenOverflows +2, now 7\n"));
}

TEST_CASE("live_lines_say_what_changed_in_a_table") {
  RunBuilder run("play");
  run.note(1, NoteKind::table,
           {{"HOST", "lan"},
            {"TABLE", "mac"},
            {"ENTRY", "02:00:00:00:00:01"},
            {"EVENT", "added"},
            {"INTERFACE", "a.eth0"}});
  run.note(2, NoteKind::table,
           {{"HOST", "client"},
            {"TABLE", "neighbours"},
            {"ENTRY", "10.0.0.2 eth0"},
            {"EVENT", "removed"},
            {"STATE", "failed"}});
  const std::string text = printed(run);
  CHECK(says(text, "lan  mac: 02:00:00:00:00:01 added, a.eth0\n"));
  CHECK(says(text, "client  neighbours: 10.0.0.2 eth0 removed\n"));
}

TEST_CASE("live_lines_tell_a_frame_when_it_is_held_and_when_it_has_left_the_hand") {
  RunBuilder run("play");
  const auto held = run.up(0, tcp::syn, 0), refused = run.up(1, tcp::syn, 0);
  run.fate(10, held, "held", "rule");
  run.fate(11, refused, "dropped", "limit");
  run.fate(500, held, "released");
  run.fate(510, held, "delivered", "wire");
  const std::string text = printed(run);
  const auto first = text.find("held by a rule\n");
  const auto second = text.find("dropped: no more may be kept\n");
  const auto last = text.rfind("     1     0.000000  ");
  INFO(text);
  CHECK(first < second);
  CHECK(second < last);
  CHECK(last < text.size());
  const auto lines_of = [&](const std::string& number) {
    std::size_t count = 0;
    for (auto at = text.find(number); at < text.size(); at = text.find(number, at + 1)) ++count;
    return count;
  };
  CHECK(lines_of("  10.0.0.1:43210 > 10.0.0.2:8080  ") == 3);
}

namespace {

// A long transfer as a run tells it: a frame, its delivery, and what both kernels say of it.
class LongRun {
 public:
  LongRun() {
    take(Section{"wirelab-testbed 0.1.0", "Linux"});
    take(Interface{"client.eth0", "cable", link_type_ethernet, 0});
    take(Interface{"server.eth0", "cable", link_type_ethernet, 0});
    note(NoteKind::step, {{"LESSON", "play"}, {"STEP", "play"}, {"PHASE", "begin"}, {"RUN", "1"}});
    note(NoteKind::wire, {{"ACTION", "bench"}, {"HOSTS", "client=10.0.0.1/24 server=10.0.0.2/24"}});
  }
  void frames(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) one();
  }
  std::size_t printed() const { return printed_; }

 private:
  void one() {
    const std::string number = std::to_string(++number_);
    tcp::Segment segment{.sequence = 1000 + static_cast<std::uint32_t>(number_) * 100,
                         .acknowledgment = 5001,
                         .flags = tcp::ack,
                         .window = 502,
                         .length = 100};
    const auto bytes = tcp_frame(client, server, segment);
    now_ += ms;
    take(Frame{.time = now_,
               .number = number_,
               .wire_length = static_cast<std::uint32_t>(bytes.size()),
               .bytes = bytes});
    kernel("client", client, server, number);
    if (number_ % 5 == 0) fate({{"FATE", "delayed"}, {"BY", "rule"}, {"DELAY_NS", "1000"}}, number);
    fate({{"FATE", number_ % 7 == 0 ? "dropped" : "delivered"},
          {"BY", "wire"},
          {"TO", "server.eth0"}},
         number);
    kernel("server", server, client, number);
    note(NoteKind::counter,
         {{"HOST", "client"}, {"NAME", "RetransSegs"}, {"VALUE", number}, {"CHANGE", "1"}});
  }
  void fate(std::vector<Note::Field> fields, const std::string& number) {
    fields.emplace_back("FRAME", number);
    note(NoteKind::fate, std::move(fields));
  }
  void kernel(const std::string& host, const std::string& local, const std::string& remote,
              const std::string& number) {
    note(NoteKind::kernel, {{"HOST", host},
                            {"LOCAL", local},
                            {"REMOTE", remote},
                            {"STATE", "ESTABLISHED"},
                            {"READ", "read"},
                            {"MOMENT", "tick"},
                            {"FRAME", number},
                            {"CWND", number}});
  }
  void note(NoteKind kind, std::vector<Note::Field> fields) {
    Note made;
    made.time = now_;
    made.kind = kind;
    made.fields = std::move(fields);
    take(made);
  }
  void take(const Item& item) {
    trace_.add(item);
    lines_.see(trace_, item);
    lines_.print(trace_, false);
  }

  std::size_t printed_ = 0;
  Trace trace_{History::recent};
  lab::LiveLines lines_{words(), {}, [this](std::string_view text) { printed_ += text.size(); }};
  std::uint64_t number_ = 0;
  Time now_ = start;
};

// Bytes; under a sanitizer always 0.
std::size_t allocated() {
  const auto memory = mallinfo2();
  return memory.uordblks + memory.hblkhd;
}

}  // namespace

TEST_CASE("live_lines_of_a_long_run_take_at_most_100_bytes_a_frame") {
  constexpr std::uint32_t frames = 30'000;
  LongRun run;
  run.frames(frames);  // what is kept of the last frames stands by now
  const auto before = allocated();
  run.frames(frames);
  const auto after = allocated();
  CHECK(run.printed() > frames * 100);
  CHECK(after < before + frames * std::size_t{100});
}
