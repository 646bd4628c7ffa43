#include "lessons/testbed/frame/glimpse.hpp"
#include "lessons/text/catalogue.hpp"
#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>

using namespace wirelab;
using test::Recording;
using test::TestbedRun;

namespace {

const std::map<std::string, std::string> right_answers{
    {"three-messages", "third"},    {"syn-options", "fresh"}, {"lost-syn", "same"},
    {"last-ack", "accepts"},        {"old-syn", "reset"},     {"both-open", "one"},
    {"nobody-listening", "refused"}};

Recording play(const std::vector<std::string>& arguments) {
  std::vector<std::string> all{"handshake", "--auto"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  TestbedRun run(all);
  const int status = run.finish();
  CHECK(run.errors() == "");
  CHECK(status == 0);
  CHECK(run.recording().fault == "");
  return run.recording();
}

const lessons::LessonText& text() {
  static const lessons::LessonText lesson = [] {
    for (const auto& entry : lessons::read_catalogue(WIRELAB_SOURCE_DIR, "en"))
      if (entry.name == "handshake") return entry.text;
    return lessons::LessonText{};
  }();
  return lesson;
}

// "SYN", "SYN ACK", ...
std::string flags(const test::KeptFrame& frame) {
  const auto seen = lessons::glimpse(frame.bytes);
  if (!seen.tcp()) return "not TCP";
  std::string text;
  for (const auto& [flag, name] :
       {std::pair{tcp::syn, "SYN"}, std::pair{tcp::fin, "FIN"}, std::pair{tcp::rst, "RST"},
        std::pair{tcp::psh, "PSH"}, std::pair{tcp::ack, "ACK"}})
    if (seen.segment.has(flag)) text += fmt::format("{}{}", text.empty() ? "" : " ", name);
  return text;
}

std::uint32_t sum_of(std::span<const std::uint8_t> bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    sum += static_cast<std::uint32_t>(bytes[i] << (i % 2 ? 0 : 8));
  return sum;
}

std::uint16_t folded(std::uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

bool checksums_are_right(const test::KeptFrame& frame) {
  const std::span<const std::uint8_t> packet = std::span(frame.bytes).subspan(14);
  const std::size_t header = static_cast<std::size_t>(packet[0] & 15) * 4;
  const auto payload = packet.subspan(header);
  const std::uint32_t pseudo =
      sum_of(packet.subspan(12, 8)) + 6 + static_cast<std::uint32_t>(payload.size());
  return folded(sum_of(packet.first(header))) == 0 && folded(sum_of(payload) + pseudo) == 0;
}

}  // namespace

TEST_CASE("the whole lesson passes, and its recording is sound", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = play({"--seed", "1"});

  std::map<std::string, std::string> answers;
  std::set<std::string> checks, facts;
  for (const Note& result : recording.of_kind(NoteKind::result)) {
    if (!result.get("ASK").empty()) answers.emplace(result.get("ASK"), result.get("ANSWER"));
    if (!result.get("CHECK").empty()) {
      CAPTURE(result.get("CHECK"), result.get("EXPECTED"), result.get("ACTUAL"));
      CHECK(result.get("PASSED") == "yes");
      checks.emplace(result.get("CHECK"));
    }
    if (!result.get("FACT").empty()) facts.emplace(result.get("FACT"));
  }
  CHECK(answers == right_answers);
  CHECK(recording.of_kind(NoteKind::error).empty());
  CHECK(std::is_sorted(recording.times.begin(), recording.times.end()));
  CHECK(recording.interfaces == std::vector<std::string>{"client.eth0 cable", "server.eth0 cable"});

  SECTION("every question is asked before its answer, and its answer is an option of the text") {
    for (const auto& step : text().steps) {
      CAPTURE(step.id);
      const auto& options = step.prediction.options;
      CHECK(std::any_of(options.begin(), options.end(), [&](const lessons::Option& option) {
        return option.id == right_answers.at(step.id);
      }));
      const auto asked =
          std::find_if(recording.notes.begin(), recording.notes.end(), [&](const Note& note) {
            return note.kind == NoteKind::ask && note.get("ASK") == step.id &&
                   note.get("WAIT") == "answer";
          });
      const auto answered =
          std::find_if(recording.notes.begin(), recording.notes.end(), [&](const Note& note) {
            return note.kind == NoteKind::result && note.get("ASK") == step.id;
          });
      CHECK(asked < answered);
    }
  }

  SECTION("every check and every fact has its words, and the other way round") {
    std::set<std::string> sentences, used;
    for (const auto& check : text().checks) sentences.insert(check.id);
    CHECK(checks == sentences);
    const auto collect = [&](const std::vector<std::string>& paragraphs) {
      for (const std::string& paragraph : paragraphs)
        for (std::size_t at = 0; (at = paragraph.find('{', at)) != std::string::npos; ++at)
          used.insert(paragraph.substr(at + 1, paragraph.find('}', at) - at - 1));
    };
    for (const auto& step : text().steps)
      collect(step.body), collect(step.because), collect(step.tries);
    CHECK(std::includes(facts.begin(), facts.end(), used.begin(), used.end()));
  }

  SECTION("every frame is one that somebody asked for") {
    std::uint64_t number = 0;
    for (const auto& frame : recording.frames) {
      CAPTURE(frame.number);
      CHECK(frame.number == ++number);
      CHECK(frame.wire_length <= 1514);
      CHECK(frame.bytes.size() == frame.wire_length);
      CHECK(flags(frame) != "not TCP");
      CHECK(checksums_are_right(frame));
    }
    REQUIRE(number >= 3);
    CHECK(flags(recording.frames[0]) == "SYN");
    CHECK(flags(recording.frames[1]) == "SYN ACK");
    CHECK(flags(recording.frames[2]) == "ACK");
  }

  SECTION("every frame has a last fate, and the states of the handshake were read") {
    std::set<std::int64_t> fated;
    for (const Note& fate : recording.of_kind(NoteKind::fate))
      if (fate.get("FATE") == "delivered" || fate.get("FATE") == "dropped")
        fated.insert(*fate.number("FRAME"));
    CHECK(fated.size() == recording.frames.size());
    std::set<std::string> states;
    for (const Note& kernel : recording.of_kind(NoteKind::kernel))
      states.emplace(kernel.get("STATE"));
    for (const char* state : {"LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"})
      CHECK(states.count(state) == 1);
  }
}

TEST_CASE("each step can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  for (const auto& [step, answer] : right_answers) {
    CAPTURE(step);
    const Recording recording = play({"--step", step});
    CHECK(recording.of_kind(NoteKind::step).size() == 2);
    REQUIRE(recording.of_kind(NoteKind::ask).size() == 1);
    for (const Note& result : recording.of_kind(NoteKind::result)) {
      if (!result.get("ASK").empty()) CHECK(result.get("ANSWER") == answer);
    }
  }
}

TEST_CASE("--from plays that step and all after it", "[live]") {
  if (!test::testbed_works()) return;
  std::vector<std::string> begun;
  const Recording recording = play({"--from", "both-open"});
  for (const Note& step : recording.of_kind(NoteKind::step))
    if (step.get("PHASE") == "begin") begun.emplace_back(step.get("STEP"));
  CHECK(begun == std::vector<std::string>{"both-open", "nobody-listening"});
}

TEST_CASE("the same seed gives the same fates", "[live]") {
  if (!test::testbed_works()) return;
  const std::string first = play({"--seed", "7"}).fates();
  CHECK(first == play({"--seed", "7"}).fates());
  CHECK(first.find("dropped by script") != std::string::npos);
}

TEST_CASE("the shipped recording of handshake is whole") { test::expect_shipped("handshake"); }

TEST_CASE("packets and kernel agree in a fresh run of handshake", "[live]") {
  if (!test::testbed_works()) return;
  char file[] = "/tmp/wirelab-handshake-XXXXXX.pcapng";
  const int made = mkstemps(file, 7);
  REQUIRE(made >= 0);
  close(made);
  play({"-w", file, "-w", "-"});
  test::expect_agreement(file);
  unlink(file);
}

TEST_CASE("the programs of handshake show the same in Python and in C", "[live]") {
  if (!test::testbed_works()) return;
  const auto expect_three_messages = [](const test::Twins& twins) {
    CHECK(twins.client.status == 0);
    CHECK(twins.server.status == 0);
    CHECK(twins.server.output == "hello from client!\n");
    REQUIRE(twins.from_client.size() > 2);
    CHECK(twins.from_client[0] == "SYN");
    CHECK(twins.from_client[1] == "ACK");
    CHECK(twins.from_client[2] == "ACK 18");
    CHECK(twins.from_server.front() == "SYN ACK");
  };
  SECTION("Python") {
    const std::string folder = WIRELAB_SOURCE_DIR "/lessons/handshake";
    expect_three_messages(test::play_twins(fmt::format("python3 {}/server.py", folder),
                                           fmt::format("python3 {}/client.py", folder)));
  }
  SECTION("C") {
    const test::Compiled built("handshake");
    expect_three_messages(test::play_twins(built.folder() + "/server", built.folder() + "/client"));
  }
}
