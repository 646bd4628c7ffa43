#include "tests/lessons/testbed/program/program_lab.hpp"

#include "lessons/testbed/program/program_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

namespace wirelab::test {
namespace {

constexpr int most_looks = 2000;
constexpr int pause_us = 10'000;

class Memory : public ByteSource {
 public:
  explicit Memory(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(std::span<std::uint8_t> room) override {
    const std::size_t size = std::min(room.size(), bytes_.size() - at_);
    std::memcpy(room.data(), bytes_.data() + at_, size);
    at_ += size;
    return size;
  }
  const std::string& name() const override { return name_; }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::string name_ = "the recording";
};

}  // namespace

ProgramLab::ProgramLab()
    : bytes_(std::make_shared<std::vector<std::uint8_t>>()),
      mutex_(std::make_shared<std::mutex>()) {
  std::signal(SIGCHLD, SIG_IGN);  // as wirelab-testbed does
  std::signal(SIGPIPE, SIG_IGN);
  const auto keep = [bytes = bytes_,
                     mutex = mutex_](std::span<const std::uint8_t> more) -> Outcome {
    const std::lock_guard lock(*mutex);
    bytes->insert(bytes->end(), more.begin(), more.end());
    return Done{};
  };
  recorder_ = std::make_unique<lessons::Recorder>(std::vector<ByteSink>{keep});
  step_ = {.id = "programs", .plan = {.topology = lessons::pair(0)}, .play = {}};
  auto begun =
      lessons::Performance::begin(step_, {*recorder_, frames_, calls_, "programs", 1, 1, turns_});
  if (begun)
    performance_ = *std::move(begun);
  else
    error_ = begun.error().message;
}

ProgramLab::~ProgramLab() {
  if (performance_) performance_->end();
}

std::string ProgramLab::say(const std::string& line) {
  const auto command = lessons::parse_program_command(line);
  if (!command) return command.error().message;
  const Outcome done = lessons::perform(*command, programs());
  return done ? std::string() : done.error().message;
}

std::string ProgramLab::python(const std::string& host, const std::string& name,
                               const std::string& text, const std::vector<std::string>& arguments) {
  std::vector<std::string> argv{"/usr/bin/python3", "-c", text};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  const Outcome done = programs().start(host, name, argv);
  return done ? std::string() : done.error().message;
}

int ProgramLab::status(const std::string& name) {
  for (int look = 0; look < most_looks; ++look) {
    if (const auto status = programs().status(name)) return *status;
    usleep(pause_us);
  }
  return -1;
}

bool ProgramLab::until(const std::function<bool(const Note&)>& wanted) {
  for (int look = 0; look < most_looks; ++look) {
    const Recording so_far = read_now();
    if (std::any_of(so_far.notes.begin(), so_far.notes.end(), wanted)) return true;
    usleep(pause_us);
  }
  return false;
}

bool ProgramLab::until_called(const std::string& name, const std::string& call) {
  return until([&](const Note& note) {
    return note.kind == NoteKind::call && note.get("PROGRAM") == name && note.get("CALL") == call;
  });
}

bool ProgramLab::until_printed(const std::string& name, const std::string& text) {
  return until([&](const Note& note) {
    return note.kind == NoteKind::program && note.get("EVENT") == "output" &&
           note.get("PROGRAM") == name && note.get("TEXT").find(text) != std::string::npos;
  });
}

Recording ProgramLab::read_now() const {
  std::vector<std::uint8_t> bytes;
  {
    const std::lock_guard lock(*mutex_);
    bytes = *bytes_;
  }
  Recording recording;
  auto reader = Reader::open(std::make_unique<Memory>(std::move(bytes)));
  if (!reader) return recording;
  while (true) {
    const Item item = reader->next();
    if (std::holds_alternative<End>(item)) return recording;
    if (const auto* interface = std::get_if<Interface>(&item))
      recording.interfaces.push_back(interface->name);
    if (const auto* note = std::get_if<Note>(&item)) recording.notes.push_back(*note);
    if (const auto* frame = std::get_if<Frame>(&item))
      recording.frames.push_back({frame->time,
                                  frame->number,
                                  recording.interfaces.at(frame->interface),
                                  frame->wire_length,
                                  {frame->bytes.begin(), frame->bytes.end()}});
  }
}

Recording ProgramLab::end() {
  performance_->end();
  performance_.reset();
  recorder_.reset();
  return read_now();
}

std::vector<std::string> returns_of(const Recording& recording, const std::string& program) {
  std::vector<std::string> lines;
  for (const Note& note : recording.of_kind(NoteKind::returned)) {
    if (note.get("PROGRAM") != program) continue;
    const std::string error(note.get("ERRNO"));
    lines.push_back(fmt::format("{} = {}{}{}", note.get("CALL"), note.get("RESULT"),
                                error.empty() ? "" : " ", error));
  }
  return lines;
}

std::vector<std::string> output_of(const Recording& recording, const std::string& program) {
  std::vector<std::string> lines;
  for (const Note& note : recording.of_kind(NoteKind::program))
    if (note.get("PROGRAM") == program && note.get("EVENT") == "output")
      lines.emplace_back(note.get("TEXT"));
  return lines;
}

}  // namespace wirelab::test
