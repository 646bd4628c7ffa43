#include "tests/lessons/testbed/remote/testbed_run.hpp"

#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>

namespace wirelab::test {
namespace {

constexpr int patience_ms = 20'000;

// Standard output of a testbed, with an end to our patience.
class Pipe : public ByteSource {
 public:
  explicit Pipe(int descriptor) : descriptor_(descriptor) {}
  Result<std::size_t> read(std::span<std::uint8_t> room) override {
    pollfd wait{descriptor_, POLLIN, 0};
    if (poll(&wait, 1, patience_ms) <= 0) return Error{ErrorKind::input, "nothing came for 20 s"};
    const ssize_t got = ::read(descriptor_, room.data(), room.size());
    return static_cast<std::size_t>(std::max<ssize_t>(got, 0));
  }
  const std::string& name() const override { return name_; }

 private:
  int descriptor_;
  std::string name_ = "the testbed's output";
};

std::string program() {
  const char* folder = std::getenv("WIRELAB_BIN");
  return std::string(folder ? folder : "bin") + "/wirelab-testbed";
}

}  // namespace

std::vector<Note> Recording::of_kind(NoteKind kind) const {
  std::vector<Note> found;
  for (const Note& note : notes)
    if (note.kind == kind) found.push_back(note);
  return found;
}

std::string Recording::fates() const {
  std::string text;
  for (const Note& note : of_kind(NoteKind::fate))
    text += fmt::format("{} {} by {} rule {} copy {}\n", note.get("FRAME"), note.get("FATE"),
                        note.get("BY"), note.get("RULE"), note.get("COPY"));
  return text;
}

TestbedRun::TestbedRun(const std::vector<std::string>& arguments) {
  int in[2], out[2];
  REQUIRE(pipe2(in, O_CLOEXEC) == 0);
  REQUIRE(pipe2(out, O_CLOEXEC) == 0);
  error_file_ = memfd_create("errors", MFD_CLOEXEC);
  const std::string path = program();
  std::vector<char*> words{const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(error_file_, STDERR_FILENO);
    execv(path.c_str(), words.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  input_ = in[1];
  output_ = out[0];
}

TestbedRun::~TestbedRun() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close_input();
  close(output_);
  close(error_file_);
}

void TestbedRun::say_as_it_is(const std::string& text) {
  REQUIRE(write(input_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

void TestbedRun::close_input() {
  if (input_ >= 0) close(std::exchange(input_, -1));
}

bool TestbedRun::read_one() {
  if (recording_.ended) return false;
  if (!reader_) {
    auto opened = Reader::open(std::make_unique<Pipe>(output_));
    if (!opened) {
      recording_.fault = opened.error().message;
      recording_.ended = true;
      return false;
    }
    reader_ = std::make_unique<Reader>(*std::move(opened));
  }
  const Item item = reader_->next();
  if (const auto* end = std::get_if<End>(&item)) {
    recording_.fault = end->fault;
    recording_.ended = true;
    return false;
  }
  if (const auto* interface = std::get_if<Interface>(&item))
    recording_.interfaces.push_back(interface->name + " " + interface->segment);
  if (const auto* note = std::get_if<Note>(&item)) keep(*note);
  if (const auto* frame = std::get_if<Frame>(&item)) {
    recording_.frames.push_back({frame->time,
                                 frame->number,
                                 recording_.interfaces.at(frame->interface),
                                 frame->wire_length,
                                 {frame->bytes.begin(), frame->bytes.end()}});
    recording_.times.push_back(frame->time);
  }
  return true;
}

void TestbedRun::keep(const Note& note) {
  Recording& kept = recording_;
  if (note.kind == NoteKind::step && note.get("PHASE") == "begin")
    begun_ = {kept.frames.size(), kept.notes.size(), kept.times.size()};
  if (note.get("ACTION") == "rerun" && note.get("BY") == "testbed") {
    kept.frames.resize(begun_.frames);
    kept.notes.resize(begun_.notes);
    kept.times.resize(begun_.times);
    ++kept.set_aside;
  }
  kept.notes.push_back(note);
  kept.times.push_back(note.time);
}

Note TestbedRun::wait_for(const std::function<bool(const Note&)>& wanted) {
  std::size_t looked = 0;
  do {
    // A run was set aside: only the note that says so is new.
    if (looked > recording_.notes.size()) looked = recording_.notes.size() - 1;
    for (; looked < recording_.notes.size(); ++looked)
      if (wanted(recording_.notes[looked])) return recording_.notes[looked];
  } while (read_one());
  FAIL("the recording ended before the note that was awaited: " + recording_.fault);
  return {};
}

Note TestbedRun::wait_for_step(const std::string& step, const std::string& phase, int run) {
  return wait_for([&](const Note& note) {
    return note.kind == NoteKind::step && note.get("STEP") == step && note.get("PHASE") == phase &&
           note.number("RUN") == run;
  });
}

int TestbedRun::finish() {
  while (read_one()) {
  }
  int status = 0;
  if (recording_.fault.find("nothing came") != std::string::npos) kill(pid_, SIGKILL);
  waitpid(std::exchange(pid_, -1), &status, 0);
  char room[8192];
  const ssize_t size = pread(error_file_, room, sizeof room, 0);
  errors_.assign(room, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool testbed_works() {
  if (thread_sanitizer) {
    note_skip(thread_sanitizer_reason);
    return false;
  }
  TestbedRun run({"handshake"});
  run.close_input();
  if (run.finish() != 4) return true;
  note_skip(run.errors());
  return false;
}

}  // namespace wirelab::test
