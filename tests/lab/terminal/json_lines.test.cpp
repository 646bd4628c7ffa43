// --json is an interface: keys, their order and their spelling, byte for byte.

#include "tests/lab/run_builder.hpp"

#include "lab/terminal/json_lines.hpp"
#include "lab/terminal/json_object.hpp"
#include "lab/terminal/printer.hpp"
#include "lab/terminal/summary.hpp"

#include <limits>
#include <nlohmann/json.hpp>

using namespace wirelab;
using namespace wirelab::test;

namespace {

std::string json_of(const Trace& trace, std::optional<std::size_t> most = std::nullopt) {
  std::string text;
  lab::Printer::Options options;
  options.json = true;
  options.file = "run.pcapng";
  options.most_frames = most;
  lab::Printer printer(
      options, words(), [](const std::string&) { return nullptr; },
      [&](std::string_view part) { text += part; });
  printer.print(trace, true);
  return text;
}

// Frames without notes, as tcpdump would write them.
Trace foreign() {
  Trace trace;
  trace.add(Interface{"", "", link_type_ethernet, 0});
  tcp::Segment segment{.sequence = 1000, .flags = tcp::syn, .window = 64240};
  segment.window_shift = 7;
  const auto syn = tcp_frame("10.0.0.1:43210", "10.0.0.2:8080", segment);
  const auto arp = arp_request("10.0.0.1:0", "10.0.0.9:0");
  const auto put = [&](Time time, std::uint64_t number, const std::vector<std::uint8_t>& bytes) {
    trace.add(Frame{.time = time,
                    .number = number,
                    .wire_length = static_cast<std::uint32_t>(bytes.size()),
                    .bytes = bytes});
  };
  put(start, 1, syn);
  put(start + 1'031'504'112, 2, syn);
  put(start + 2'000'000'001, 3, arp);
  trace.add(End{});
  return trace;
}

}  // namespace

TEST_CASE("json_of_a_foreign_capture") {
  CHECK(json_of(foreign()) ==
        R"({"wirelab":1,"file":"run.pcapng"}
{"frame":1,"time":0.000000000,"stream":0,"src":"10.0.0.1:43210","dst":"10.0.0.2:8080","flags":["SYN"],"seq":0,"ack":0,"win":64240,"len":0,"states":{"src":"SYN-SENT","dst":"unknown"},"analysis":[]}
{"frame":2,"time":1.031504112,"stream":0,"src":"10.0.0.1:43210","dst":"10.0.0.2:8080","flags":["SYN"],"seq":0,"ack":0,"win":64240,"len":0,"states":{"src":"SYN-SENT","dst":"unknown"},"analysis":["retransmission"]}
{"frame":3,"time":2.000000001,"protocol":"ARP","src":"10.0.0.1","dst":"10.0.0.9"}
)");
}

TEST_CASE("json_of_a_run") {
  CHECK(json_of(last_ack().trace) ==
        R"({"wirelab":1,"file":"run.pcapng"}
{"frame":1,"time":0.000000000,"stream":0,"src":"10.0.0.1:43210","dst":"10.0.0.2:8080","flags":["SYN"],"seq":0,"ack":0,"win":502,"len":0,"states":{"src":"SYN-SENT","dst":"LISTEN"},"analysis":[],"fate":"dropped","kernel":{"src":"SYN-SENT","read":true},"agreement":"same"}
{"frame":2,"time":1.000000000,"stream":0,"src":"10.0.0.1:43210","dst":"10.0.0.2:8080","flags":["SYN"],"seq":0,"ack":0,"win":502,"len":0,"states":{"src":"SYN-SENT","dst":"SYN-RECEIVED"},"analysis":["retransmission"],"fate":"delivered","kernel":{"src":"SYN-SENT","dst":"SYN-RECEIVED","read":true},"agreement":"same"}
{"frame":3,"time":1.020200000,"stream":0,"src":"10.0.0.2:8080","dst":"10.0.0.1:43210","flags":["SYN","ACK"],"seq":0,"ack":1,"win":502,"len":0,"states":{"src":"SYN-RECEIVED","dst":"ESTABLISHED"},"analysis":[],"fate":"delivered","kernel":{"src":"SYN-RECEIVED","dst":"ESTABLISHED","read":true},"agreement":"same"}
{"frame":4,"time":1.040500000,"stream":0,"src":"10.0.0.1:43210","dst":"10.0.0.2:8080","flags":["ACK"],"seq":1,"ack":1,"win":64256,"len":0,"states":{"src":"ESTABLISHED","dst":"SYN-RECEIVED"},"analysis":[],"fate":"dropped","kernel":{"src":"ESTABLISHED","dst":"SYN-RECEIVED","read":true},"agreement":"same"}
{"frame":5,"time":1.060000000,"stream":0,"src":"10.0.0.1:43210","dst":"10.0.0.2:8080","flags":["ACK","PSH"],"seq":1,"ack":1,"win":64256,"len":18,"states":{"src":"ESTABLISHED","dst":"ESTABLISHED"},"analysis":[],"fate":"delivered","kernel":{"src":"ESTABLISHED","dst":"ESTABLISHED","read":true},"agreement":"same"}
{"step":"last-ack","run":1,"ask":"last-ack","answer":"accepts"}
{"step":"last-ack","run":1,"check":"accepted","passed":true,"expected":"ESTABLISHED","actual":"ESTABLISHED"}
{"step":"last-ack","run":1,"fact":"bytes","value":"18"}
)");
}

TEST_CASE("json_says_when_the_kernel_differs_or_passed_a_state") {
  RunBuilder run("x");
  const auto syn = run.up(0, tcp::syn, 0);
  run.kernel(0.1, "client", "FIN-WAIT-1", "sent", syn);
  run.fate(20, syn, "delivered", "wire");
  run.kernel(20.1, "server", "CLOSE-WAIT", "delivered", syn, {{"READ", "passed"}});
  run.finish();
  const auto read = nlohmann::json::parse(lab::json_frame(run.trace, run.trace.frame(0)));
  CHECK(read["kernel"]["dst"] == "CLOSE-WAIT");
  CHECK(read["agreement"] == "differs");
}

TEST_CASE("json_of_an_end_that_packets_say_nothing_of_contradicts_no_kernel") {
  RunBuilder run("x");
  const auto syn = run.up(0, tcp::syn, 0);
  run.kernel(0.1, "client", "SYN-SENT", "sent", syn);
  run.fate(20, syn, "delivered", "wire");
  run.kernel(20.1, "server", "SYN-RECEIVED", "delivered", syn);
  run.finish();
  const auto read = nlohmann::json::parse(lab::json_frame(run.trace, run.trace.frame(0)));
  CHECK(read["states"]["dst"] == "unknown");
  CHECK(read["agreement"] == "same");
}

TEST_CASE("json_takes_no_read_of_another_state_for_a_frame_that_was_not_read_around") {
  RunBuilder run = last_ack();
  // The ACK of the data leaves before the kernel is read after the delivery of the data.
  const auto ack = run.down(1100.05, tcp::ack, 1, 19);
  run.fate(1120, ack, "delivered", "wire");
  const auto read = nlohmann::json::parse(lab::json_frame(run.trace, run.trace.frame(5)));
  CHECK(read["kernel"]["src"] == "ESTABLISHED");
  CHECK(read["agreement"] == "same");
}

TEST_CASE("json_calls_it_no_difference_when_an_answer_ended_the_connection_before_the_read") {
  RunBuilder run = last_ack();
  const auto data = run.up(1200, tcp::ack, 19, 1, 5);
  run.fate(1220, data, "delivered", "wire");
  // The kernel answers with a reset, and has forgotten the socket when it is read.
  run.down(1220.05, tcp::rst, 1);
  run.note(1220.1, NoteKind::gone,
           {{"HOST", "server"},
            {"LOCAL", server},
            {"REMOTE", client},
            {"MOMENT", "delivered"},
            {"FRAME", std::to_string(data)}});
  run.finish();
  const auto frame = run.trace.frame(run.trace.frame_count() - 2);
  const auto read = nlohmann::json::parse(lab::json_frame(run.trace, frame));
  CHECK(read["states"]["dst"] == "ESTABLISHED");
  CHECK(read["kernel"]["dst"] == "CLOSED");
  CHECK(read["agreement"] == "unsettled");
}

TEST_CASE("json_ends_after_as_many_frames_as_wanted") {
  const std::string text = json_of(last_ack().trace, 2);
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
}

TEST_CASE("json_tells_of_a_run_that_was_set_aside_but_no_result_of_it") {
  RunBuilder run("three");
  run.result(1, {{"CHECK", "segments"}, {"PASSED", "no"}, {"EXPECTED", "3"}, {"ACTUAL", "4"}});
  run.note(2, NoteKind::wire, {{"ACTION", "rerun"}, {"BY", "testbed"}});
  run.begin(3, "three", 2);
  run.result(4, {{"CHECK", "segments"}, {"PASSED", "yes"}, {"EXPECTED", "3"}, {"ACTUAL", "3"}});
  run.finish();
  CHECK(json_of(run.trace) ==
        "{\"wirelab\":1,\"file\":\"run.pcapng\"}\n"
        "{\"step\":\"three\",\"run\":1,\"set_aside\":true}\n"
        "{\"step\":\"three\",\"run\":2,\"check\":\"segments\",\"passed\":true,"
        "\"expected\":\"3\",\"actual\":\"3\"}\n");
}

TEST_CASE("json_of_every_line_can_be_parsed") {
  Trace trace = foreign();
  trace.add(End{"cut off \"here\" \xff"});
  const std::string text = json_of(trace);
  std::size_t from = 0;
  for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) {
    CHECK(nlohmann::json::accept(text.substr(from, end - from)));
  }
}

TEST_CASE("printer_waits_for_the_end_of_a_scene") {
  RunBuilder run("one");
  run.up(0, tcp::syn, 0);
  std::string text;
  lab::Printer::Options options;
  options.json = true;
  lab::Printer printer(
      options, words(), [](const std::string&) { return nullptr; },
      [&](std::string_view part) { text += part; });
  printer.print(run.trace, false);
  CHECK(text.find("\"frame\"") == std::string::npos);
  run.end(50);
  run.begin(60, "two");
  printer.print(run.trace, false);
  CHECK(text.find("\"frame\":1") != std::string::npos);
}

TEST_CASE("json_of_what_a_frame_carries") {
  lab::FrameContent content;
  content.info = "GET / HTTP/1.1";
  content.appearance = {{decode::Artefact::over_mtu, decode::Artefact::seen_twice}, true};
  const Trace trace = foreign();
  auto read = nlohmann::json::parse(lab::json_frame(trace, trace.frame(2), content));
  CHECK(read["info"] == "GET / HTTP/1.1");
  CHECK(read["checksum"] == "bad");
  CHECK(read["artefacts"] == nlohmann::json({"over_mtu", "seen_twice"}));
  CHECK_FALSE(read.contains("quoted"));
  content.quoted = {"10.0.0.1:40000", "10.0.0.2:80", "TCP", 1, 1234};
  read = nlohmann::json::parse(lab::json_frame(trace, trace.frame(2), content));
  CHECK_FALSE(read.contains("info"));  // it would say the same
  CHECK(read["quoted"].dump() ==
        R"({"dst":"10.0.0.2:80","hops":1,"protocol":"TCP","seq_raw":1234,"src":"10.0.0.1:40000"})");
}

TEST_CASE("json_of_times_at_the_ends_of_their_range") {
  constexpr Time most = std::numeric_limits<Time>::max(), least = std::numeric_limits<Time>::min();
  Trace trace;
  trace.add(Interface{});
  for (const Time time : {least, most})
    trace.add(Frame{.time = time, .number = trace.frame_count() + 1, .wire_length = 60});
  trace.add(End{});
  CHECK(lab::json_frame(trace, trace.frame(1)).find("\"time\":9223372036.854775807,") !=
        std::string::npos);
  CHECK(lab::json_summary(trace, trace.totals()).find("\"seconds\":9223372036.854775807,") !=
        std::string::npos);
  CHECK(lab::json_seconds(least) == "-9223372036.854775808");
}
