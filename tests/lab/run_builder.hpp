#pragma once

#include "capture/recording/pcapng_writer.hpp"
#include "capture/trace/trace.hpp"
#include "capture/words/words.hpp"
#include "lab/model/lesson_view.hpp"
#include "lab/model/scene_events.hpp"
#include "tests/capture/packet_builder.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

// A run of the bench told moment by moment: milliseconds since its first frame, 20 ms each way, the
// hand in the middle. Every item also goes to `items`, so that a test can write it to a file.
namespace wirelab::test {

constexpr Time ms = 1'000'000;
constexpr Time start = 1'700'000'000'000'000'000;
inline const std::string client = "10.0.0.1:43210";
inline const std::string server = "10.0.0.2:8080";

inline Time at(double milliseconds) { return start + static_cast<Time>(milliseconds * 1e6); }

class RunBuilder {
 public:
  explicit RunBuilder(const std::string& step = "last-ack") {
    add(Section{"wirelab-testbed 0.1.0", "Linux"});
    add(Interface{"client.eth0", "cable", link_type_ethernet, 0});
    add(Interface{"server.eth0", "cable", link_type_ethernet, 0});
    begin(-2, step);
  }
  // On another bench: its ports, and the fields of its note.
  RunBuilder(const std::string& step, const std::vector<Interface>& ports,
             std::vector<Note::Field> bench)
      : bench_(std::move(bench)) {
    add(Section{"wirelab-testbed 0.1.0", "Linux"});
    for (const Interface& port : ports) add(port);
    begin(-2, step);
  }

  void begin(double time, const std::string& step, int run = 1) {
    step_ = step;
    note(time, NoteKind::step,
         {{"LESSON", "handshake"},
          {"STEP", step},
          {"PHASE", "begin"},
          {"RUN", std::to_string(run)}});
    std::vector<Note::Field> fields{{"ACTION", "bench"}, {"KERNEL", "6.18"}};
    fields.insert(fields.end(), bench_.begin(), bench_.end());
    note(time, NoteKind::wire, std::move(fields));
  }
  void end(double time) {
    note(time, NoteKind::step,
         {{"LESSON", "handshake"}, {"STEP", step_}, {"PHASE", "end"}, {"RUN", "1"}});
  }
  // From the client (up) or the server (down). Numbers are relative to each end's first; up starts
  // at 1000, down at 5000.
  std::uint64_t up(double time, unsigned flags, std::uint32_t seq, std::uint32_t ack = 0,
                   std::uint32_t length = 0) {
    return sent(time, 0, client, server, flags, 1000 + seq, 5000 + ack, length);
  }
  std::uint64_t down(double time, unsigned flags, std::uint32_t seq, std::uint32_t ack = 0,
                     std::uint32_t length = 0) {
    return sent(time, 1, server, client, flags, 5000 + seq, 1000 + ack, length);
  }
  // From any port (its place among them) and end to any other.
  std::uint64_t sent(double time, std::uint32_t interface, const std::string& source,
                     const std::string& destination, unsigned flags, std::uint32_t seq,
                     std::uint32_t ack = 0, std::uint32_t length = 0) {
    tcp::Segment segment{.sequence = seq,
                         .acknowledgment = ack,
                         .flags = static_cast<std::uint16_t>(flags),
                         .window = 502,
                         .length = length};
    segment.window_shift = 7;
    auto& held = bytes[++frames_];
    held = tcp_frame(source, destination, segment);
    add(Frame{.time = at(time),
              .interface = interface,
              .number = frames_,
              .wire_length = static_cast<std::uint32_t>(held.size()),
              .bytes = held});
    return frames_;
  }
  void fate(double time, std::uint64_t frame, const std::string& fate,
            const std::string& by = "hand", int copy = 1, Time delay = 0,
            const std::string& to = "") {
    std::vector<Note::Field> fields{{"FRAME", std::to_string(frame)},
                                    {"FATE", fate},
                                    {"BY", by},
                                    {"COPY", std::to_string(copy)}};
    if (!to.empty()) fields.emplace_back("TO", to);
    if (delay) fields.emplace_back("DELAY_NS", std::to_string(delay));
    note(time, NoteKind::fate, fields);
  }
  void kernel(double time, const std::string& host, const std::string& state,
              const std::string& moment = "tick", std::uint64_t frame = 0,
              std::vector<Note::Field> more = {}) {
    const bool up = host == "client";
    std::vector<Note::Field> fields{{"HOST", host},
                                    {"LOCAL", up ? client : server},
                                    {"REMOTE", up ? server : client},
                                    {"STATE", state},
                                    {"READ", "read"},
                                    {"MOMENT", moment}};
    if (frame) fields.emplace_back("FRAME", std::to_string(frame));
    fields.insert(fields.end(), more.begin(), more.end());
    note(time, NoteKind::kernel, fields);
  }
  void call(double time, const std::string& host, const std::string& call, int id,
            const std::string& local = "", const std::string& remote = "") {
    note(time, NoteKind::call,
         {{"CALL_ID", std::to_string(id)},
          {"HOST", host},
          {"PROGRAM", host},
          {"CALL", call},
          {"LOCAL", local},
          {"REMOTE", remote}});
  }
  void returned(double time, const std::string& host, const std::string& call, int id,
                const std::string& result, const std::string& error = "",
                const std::string& local = "", const std::string& remote = "") {
    std::vector<Note::Field> fields{{"CALL_ID", std::to_string(id)},
                                    {"HOST", host},
                                    {"PROGRAM", host},
                                    {"CALL", call},
                                    {"RESULT", result},
                                    {"LOCAL", local},
                                    {"REMOTE", remote}};
    if (!error.empty()) fields.emplace_back("ERRNO", error);
    note(time, NoteKind::returned, fields);
  }
  void ask(double time, const std::string& id, const std::string& wait = "answer",
           std::uint64_t frame = 0) {
    std::vector<Note::Field> fields{{"ASK", id}, {"WAIT", wait}};
    if (frame) fields.emplace_back("FRAME", std::to_string(frame));
    note(time, NoteKind::ask, fields);
  }
  void result(double time, std::vector<Note::Field> fields) {
    note(time, NoteKind::result, std::move(fields));
  }
  void note(double time, NoteKind kind, std::vector<Note::Field> fields) {
    Note made;
    made.time = at(time);
    made.kind = kind;
    made.message = "told by a test";
    made.fields = std::move(fields);
    add(made);
  }
  void finish() { add(End{}); }
  void add(const Item& item) {
    trace.add(item);
    items.push_back(item);
  }

  Trace trace;
  std::vector<Item> items;
  std::map<std::uint64_t, std::vector<std::uint8_t>> bytes;

 private:
  std::uint64_t frames_ = 0;
  std::string step_;
  std::vector<Note::Field> bench_{{"HOSTS", "client=10.0.0.1/24 server=10.0.0.2/24"},
                                  {"MEDIUM", "cable"},
                                  {"DELAY_NS", "20000000"}};
};

// The picture of look/bench-dark.png: the first SYN is lost, the handshake follows, its last ACK is
// lost, 18 bytes complete it. The question stands before those bytes; the run shows that they are
// accepted.
inline RunBuilder last_ack(const std::string& answer = "accepts") {
  using namespace tcp;
  RunBuilder run;
  run.call(-1.5, "server", "listen", 1, "0.0.0.0:8080");
  run.returned(-1.4, "server", "listen", 1, "0", "", "0.0.0.0:8080");
  run.call(-0.5, "client", "connect", 2, "", server);
  const auto lost = run.up(0, syn, 0);
  run.kernel(0.1, "client", "SYN-SENT", "sent", lost,
             {{"RTO_NS", "1000000000"}, {"RETRANSMITS", "0"}});
  run.fate(10, lost, "dropped");
  const auto again = run.up(1000, syn, 0);
  run.kernel(1000.1, "client", "SYN-SENT", "sent", again,
             {{"RTO_NS", "2000000000"}, {"RETRANSMITS", "1"}});
  run.fate(1020, again, "delivered", "wire");
  run.kernel(1020.1, "server", "SYN-RECEIVED", "delivered", again);
  const auto both = run.down(1020.2, syn | ack, 0, 1);
  run.kernel(1020.3, "server", "SYN-RECEIVED", "sent", both);
  run.fate(1040.2, both, "delivered", "wire");
  run.kernel(1040.3, "client", "ESTABLISHED", "delivered", both,
             {{"RTO_NS", "240000000"}, {"RETRANSMITS", "1"}});
  run.returned(1040.4, "client", "connect", 2, "0", "", client, server);
  const auto last = run.up(1040.5, ack, 1, 1);
  run.kernel(1040.6, "client", "ESTABLISHED", "sent", last);
  run.fate(1050.5, last, "dropped");
  const auto data = run.up(1060, psh | ack, 1, 1, 18);
  run.kernel(1060.1, "client", "ESTABLISHED", "sent", data);
  run.ask(1065, "last-ack");
  run.fate(1070, data, "held", "script");
  run.fate(1090, data, "released", "script");
  run.fate(1100, data, "delivered", "wire");
  run.kernel(1100.1, "server", "ESTABLISHED", "delivered", data);
  run.result(1110, {{"ASK", "last-ack"}, {"ANSWER", answer}});
  run.result(1110, {{"CHECK", "accepted"},
                    {"PASSED", "yes"},
                    {"EXPECTED", "ESTABLISHED"},
                    {"ACTUAL", "ESTABLISHED"}});
  run.result(1110, {{"FACT", "bytes"}, {"VALUE", "18"}});
  run.end(1111);
  run.finish();
  return run;
}

inline lessons::LessonText lesson_text() {
  lessons::LessonText text;
  text.id = "handshake";
  text.title = "Opening a connection";
  text.unit = "Unit 2";
  lessons::StepText first, step;
  first.id = "three-messages";
  first.title = "Three messages";
  step.id = "last-ack";
  step.title = "Lose the last ACK";
  step.body = {"The client writes {bytes} bytes."};
  step.prediction.question = "What will the server do with it?";
  step.prediction.options = {
      {"resets", "Reset it"}, {"accepts", "Accept it"}, {"ignores", "Ignore it"}};
  step.because = {"Its ACK field finishes the handshake."};
  step.hints = {"Look at the ACK field."};
  text.steps = {first, step};
  text.checks = {{"accepted", "The server took the {bytes} bytes."}};
  text.truth = {"Two kernels agree on two numbers."};
  return text;
}

inline const Words& words() {
  static const Words loaded = [] {
    auto read = Words::load(std::string(WIRELAB_SOURCE_DIR) + "/capture", "en");
    if (!read) FAIL(read.error().message);
    return std::move(*read);
  }();
  return loaded;
}

// A person who looks at a run.
struct Looker {
  explicit Looker(RunBuilder made) : run(std::move(made)) { look(); }

  lab::LessonView at_ms(double time) { return at_time(at(time)); }
  lab::LessonView at_time(Time time) {
    lab::LessonView view{{run.trace, session, playhead, scene_time.teaching(), words(),
                          [this](const FrameRow& row) { return run.bytes[row.number]; }, producer},
                         lesson};
    view.playhead.time = time;
    view.preferences = preferences;
    return view;
  }
  void look() { scene_time.update(run.trace, session.scene); }

  RunBuilder run;
  lab::Session session;
  lab::Preferences preferences;
  lab::Playhead playhead;
  lab::SceneTime scene_time;
  lessons::LessonText lesson = lesson_text();
  bool producer = false;
};

}  // namespace wirelab::test
