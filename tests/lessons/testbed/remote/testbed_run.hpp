#pragma once

#include "capture/recording/item.hpp"
#include "capture/recording/reader.hpp"

#include <sys/types.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::test {

// A frame that outlives its reader.
struct KeptFrame {
  Time time = 0;
  std::uint64_t number = 0;
  std::string interface;
  std::uint32_t wire_length = 0;
  std::vector<std::uint8_t> bytes;
};

// A recording as it was read so far. Items keep their order: each is a frame or a note.
struct Recording {
  std::vector<KeptFrame> frames;
  std::vector<Note> notes;
  std::vector<std::string> interfaces;
  std::string fault;
  bool ended = false;
  std::vector<Time> times;  // of frames and notes, in order of the recording
  // Runs of steps for which this machine was too slow: of each only the note that says so is kept.
  int set_aside = 0;

  std::vector<Note> of_kind(NoteKind kind) const;
  // "frame 1 dropped by script, frame 2 delivered ...": what became of each frame, without times.
  std::string fates() const;
};

// wirelab-testbed as a child, its recording read from its standard output.
class TestbedRun {
 public:
  explicit TestbedRun(const std::vector<std::string>& arguments);
  ~TestbedRun();

  void say(const std::string& line) { say_as_it_is(line + "\n"); }
  void say_as_it_is(const std::string& text);  // without the end of a line
  void close_input();
  // Reads on until such a note comes; fails the test when it does not within 20 s.
  Note wait_for(const std::function<bool(const Note&)>& wanted);
  Note wait_for_step(const std::string& step, const std::string& phase, int run = 1);
  // Reads to the end and waits for the exit status.
  int finish();
  const Recording& recording() const { return recording_; }
  const std::string& errors() const { return errors_; }
  pid_t pid() const { return pid_; }

 private:
  bool read_one();  // false: the end
  void keep(const Note& note);
  pid_t pid_ = -1;
  int input_ = -1, output_ = -1, error_file_ = -1;
  std::unique_ptr<Reader> reader_;
  Recording recording_;
  struct {
    std::size_t frames = 0, notes = 0, times = 0;
  } begun_;  // what came before the step
  std::string errors_;
};

// True where this machine allows the testbed to start; else the reason is noted as a skip.
bool testbed_works();

}  // namespace wirelab::test
