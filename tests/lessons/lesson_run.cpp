#include "tests/lessons/lesson_run.hpp"

#include "lessons/testbed/frame/glimpse.hpp"
#include "lessons/text/catalogue.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace wirelab::test {
namespace {

std::set<std::string> facts_used(const lessons::LessonText& text) {
  std::set<std::string> used;
  const auto collect = [&](const std::vector<std::string>& paragraphs) {
    for (const std::string& paragraph : paragraphs)
      for (std::size_t at = 0; (at = paragraph.find('{', at)) != std::string::npos; ++at)
        used.insert(paragraph.substr(at + 1, paragraph.find('}', at) - at - 1));
  };
  for (const auto& step : text.steps)
    collect(step.body), collect(step.because), collect(step.tries), collect(step.hints);
  return used;
}

std::size_t position(const Recording& recording, NoteKind kind, const std::string& ask) {
  const auto found =
      std::find_if(recording.notes.begin(), recording.notes.end(), [&](const Note& note) {
        return note.kind == kind && note.get("ASK") == ask && note.get("WAIT") != "turn";
      });
  return static_cast<std::size_t>(found - recording.notes.begin());
}

}  // namespace

Recording play_lesson(const std::string& lesson, const std::vector<std::string>& arguments) {
  std::vector<std::string> all{lesson, "--auto"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  TestbedRun played(all);
  const int status = played.finish();
  CHECK(played.errors() == "");
  CHECK(status == 0);
  CHECK(played.recording().fault == "");
  return played.recording();
}

const lessons::LessonText& text_of(const std::string& lesson) {
  static std::map<std::string, lessons::LessonText> texts;
  if (texts.empty())
    for (const auto& entry : lessons::read_catalogue(WIRELAB_SOURCE_DIR, "en"))
      texts[entry.name] = entry.text;
  return texts[lesson];
}

void expect_sound(const std::string& lesson, const Recording& recording, const Answers& answers) {
  const lessons::LessonText& text = text_of(lesson);
  Answers given;
  std::set<std::string> checks, facts, sentences;
  for (const Note& result : recording.of_kind(NoteKind::result)) {
    if (!result.get("ASK").empty()) given.emplace(result.get("ASK"), result.get("ANSWER"));
    if (!result.get("FACT").empty()) facts.emplace(result.get("FACT"));
    if (result.get("CHECK").empty()) continue;
    CAPTURE(result.get("CHECK"), result.get("EXPECTED"), result.get("ACTUAL"));
    CHECK(result.get("PASSED") == "yes");
    checks.emplace(result.get("CHECK"));
  }
  CHECK(given == answers);
  CHECK(recording.of_kind(NoteKind::error).empty());
  CHECK(std::is_sorted(recording.times.begin(), recording.times.end()));
  for (const auto& check : text.checks) sentences.insert(check.id);
  CHECK(checks == sentences);
  const auto used = facts_used(text);
  CHECK(std::includes(facts.begin(), facts.end(), used.begin(), used.end()));
  CHECK(text.steps.size() == answers.size());
  for (const auto& step : text.steps) {
    CAPTURE(step.id);
    const auto& options = step.prediction.options;
    CHECK(std::any_of(options.begin(), options.end(), [&](const lessons::Option& option) {
      return answers.count(step.id) && option.id == answers.at(step.id);
    }));
    CHECK(step.hints.size() == 3);
    CHECK(step.tries.size() >= 3);
    CHECK(!step.because.empty());
    CHECK(!step.presenter.empty());
    CHECK(position(recording, NoteKind::ask, step.id) <
          position(recording, NoteKind::result, step.id));
  }
}

void expect_each_step_alone(const std::string& lesson, const Answers& answers) {
  for (const auto& [step, answer] : answers) {
    CAPTURE(step);
    const Recording recording = play_lesson(lesson, {"--step", step});
    CHECK(recording.of_kind(NoteKind::step).size() == 2);
    for (const Note& result : recording.of_kind(NoteKind::result))
      if (!result.get("ASK").empty()) CHECK(result.get("ANSWER") == answer);
  }
}

void expect_shipped(const std::string& lesson, const std::vector<std::string>& explained,
                    int most_kib) {
  const std::string path = fmt::format("{0}/lessons/{1}/{1}.pcapng", WIRELAB_SOURCE_DIR, lesson);
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  CHECK(status.st_size < most_kib * 1024);
  auto reader = Reader::open(path);
  REQUIRE(reader);
  std::vector<std::string> steps, wanted;
  std::set<std::uint64_t> frames;
  std::string playing;
  for (Item item = reader->next(); !std::holds_alternative<End>(item); item = reader->next()) {
    if (const auto* frame = std::get_if<Frame>(&item)) {
      if (std::count(explained.begin(), explained.end(), playing)) frames.insert(frame->number);
      continue;
    }
    const auto* note = std::get_if<Note>(&item);
    if (note && note->kind == NoteKind::step) {
      playing = note->get("STEP");
      if (note->get("PHASE") == "end") steps.push_back(playing);
    }
    if (note && !note->get("CHECK").empty()) CHECK(note->get("PASSED") == "yes");
  }
  for (const auto& step : text_of(lesson).steps) wanted.push_back(step.id);
  CHECK(steps == wanted);
  expect_agreement(path, frames);
}

void expect_agreement(const std::string& file, const std::set<std::uint64_t>& explained) {
  const Said shown = said_by(fmt::format("{} show '{}' --json", program("wirelab"), file));
  CHECK(shown.status == 0);
  if (shown.output.find(R"("states")") != std::string::npos)  // there is TCP
    CHECK(shown.output.find(R"("agreement":"same")") != std::string::npos);
  std::istringstream lines(shown.output);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(R"("agreement":"differs")") == std::string::npos) continue;
    const std::size_t number = line.find(R"("frame":)");
    REQUIRE(number != std::string::npos);
    CAPTURE(line);
    CHECK(explained.count(std::stoull(line.substr(number + 8))) == 1);
  }
}

std::vector<std::string> segments(const Recording& recording, const std::string& interface) {
  std::vector<std::string> all;
  for (const KeptFrame& frame : recording.frames) {
    const auto seen = lessons::glimpse(frame.bytes);
    if (!seen.tcp() || (!interface.empty() && frame.interface != interface)) continue;
    std::string text;
    for (const auto& [flag, name] : {std::pair{tcp::syn, "SYN"}, std::pair{tcp::fin, "FIN"},
                                     std::pair{tcp::rst, "RST"}, std::pair{tcp::ack, "ACK"}})
      if (seen.segment.has(flag)) text += fmt::format("{}{}", text.empty() ? "" : " ", name);
    if (seen.segment.length > 0) text += fmt::format(" {}", seen.segment.length);
    all.push_back(text);
  }
  return all;
}

}  // namespace wirelab::test
