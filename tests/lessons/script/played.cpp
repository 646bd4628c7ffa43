#include "tests/lessons/script/played.hpp"

#include "capture/recording/reader.hpp"
#include "lessons/script/performance.hpp"
#include "lessons/script/stage.hpp"

#include <algorithm>

namespace wirelab::test {
namespace {

// Hands a reader what a recorder wrote.
class Written : public ByteSource {
 public:
  explicit Written(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<std::uint8_t> into) override {
    const std::size_t size = std::min(into.size(), bytes_.size() - at_);
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), size, into.begin());
    at_ += size;
    return size;
  }
  const std::string& name() const override { return name_; }

 private:
  std::string name_ = "what was recorded";
  const std::vector<std::uint8_t>& bytes_;
  std::size_t at_ = 0;
};

PlayedRun read_back(Findings& findings, const std::vector<std::uint8_t>& bytes) {
  PlayedRun run;
  auto reader = Reader::open(std::make_unique<Written>(bytes));
  if (!reader) {
    findings.expect(false, reader.error().message);
    return run;
  }
  std::vector<std::string> interfaces;
  for (Item item = reader->next(); !std::holds_alternative<End>(item); item = reader->next()) {
    if (const auto* interface = std::get_if<Interface>(&item))
      interfaces.push_back(interface->name);
    if (const auto* note = std::get_if<Note>(&item)) run.notes.push_back(*note);
    if (const auto* frame = std::get_if<Frame>(&item)) {
      run.frames.push_back({frame->time,
                            frame->number,
                            interfaces.at(frame->interface),
                            frame->wire_length,
                            {frame->bytes.begin(), frame->bytes.end()}});
    }
  }
  return run;
}

PlayedRun played_once(Findings& findings, const std::function<void(lessons::Scene&)>& scene,
                      const lessons::BenchPlan& plan) {
  std::vector<std::uint8_t> bytes;
  Time longest_wait = 0;
  {
    lessons::Recorder recorder({[&bytes](std::span<const std::uint8_t> more) -> Outcome {
      bytes.insert(bytes.end(), more.begin(), more.end());
      return Done{};
    }});
    const lessons::LessonStep step{.id = "step", .plan = plan, .play = scene};
    std::atomic<std::uint64_t> frames = 0;
    std::atomic<std::int64_t> calls = 0;
    lessons::TurnMode turns;
    auto performance = lessons::Performance::begin(
        step,
        {.recorder = recorder, .frames = frames, .calls = calls, .lesson = "test", .turns = turns});
    if (!performance) {
      findings.expect(false, performance.error().message);
      return {};
    }
    (*performance)->play();
    longest_wait = (*performance)->longest_wait();
    for (const std::string& failure : (*performance)->failures()) findings.expect(false, failure);
  }
  PlayedRun run = read_back(findings, bytes);
  run.longest_wait = longest_wait;
  return run;
}

}  // namespace

std::vector<Note> played(Findings& findings, const std::function<void(lessons::Scene&)>& scene,
                         const lessons::BenchPlan& plan) {
  return played_run(findings, scene, plan).notes;
}

PlayedRun played_run(Findings& findings, const std::function<void(lessons::Scene&)>& scene,
                     const lessons::BenchPlan& plan) {
  // As a lesson's steps: see Stage. What the scene itself found counts too.
  const Findings before = findings;
  for (int runs = 1;; ++runs) {
    PlayedRun run = played_once(findings, scene, plan);
    if (findings.text() == before.text() || !lessons::deserves_another_run(run.longest_wait, runs))
      return run;
    findings = before;
  }
}

std::string calls_in(const std::vector<Note>& notes) {
  std::string text;
  for (const Note& note : notes)
    if (note.kind == NoteKind::call || note.kind == NoteKind::returned) text += note.message + "\n";
  return text;
}

}  // namespace wirelab::test
