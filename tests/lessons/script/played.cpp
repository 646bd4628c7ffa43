#include "tests/lessons/script/played.hpp"

#include "capture/recording/reader.hpp"
#include "lessons/script/performance.hpp"

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

std::vector<Note> notes_in(Findings& findings, const std::vector<std::uint8_t>& bytes) {
  std::vector<Note> notes;
  auto reader = Reader::open(std::make_unique<Written>(bytes));
  if (!reader) {
    findings.expect(false, reader.error().message);
    return notes;
  }
  for (Item item = reader->next(); !std::holds_alternative<End>(item); item = reader->next())
    if (const auto* note = std::get_if<Note>(&item)) notes.push_back(*note);
  return notes;
}

}  // namespace

std::vector<Note> played(Findings& findings, const std::function<void(lessons::Scene&)>& scene,
                         const lessons::BenchPlan& plan) {
  std::vector<std::uint8_t> bytes;
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
    for (const std::string& failure : (*performance)->failures()) findings.expect(false, failure);
  }
  return notes_in(findings, bytes);
}

std::string calls_in(const std::vector<Note>& notes) {
  std::string text;
  for (const Note& note : notes)
    if (note.kind == NoteKind::call || note.kind == NoteKind::returned) text += note.message + "\n";
  return text;
}

}  // namespace wirelab::test
