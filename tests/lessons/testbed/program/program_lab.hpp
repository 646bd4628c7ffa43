#pragma once

#include "lessons/script/performance.hpp"
#include "tests/lessons/testbed/remote/testbed_run.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace wirelab::test {

// Client and server on a cable, with programs on them; to be used inside apart(). What is recorded
// can be looked at when all has ended.
class ProgramLab {
 public:
  ProgramLab();
  ~ProgramLab();
  const std::string& error() const { return error_; }  // why there is none

  lessons::Programs& programs() { return performance_->programs(); }
  // A line of the remote; the error's sentence, empty when it was done.
  std::string say(const std::string& line);
  // Starts a Python program with this text and these arguments.
  std::string python(const std::string& host, const std::string& name, const std::string& text,
                     const std::vector<std::string>& arguments = {});
  // Waits for the end of a program; -1: it did not come within 20 s.
  int status(const std::string& name);
  // Waits until a note says this of this program ("call accept4"); false: not within 20 s.
  bool until_called(const std::string& name, const std::string& call);
  bool until_printed(const std::string& name, const std::string& text);
  // Ends everything; what was recorded.
  Recording end();

 private:
  bool until(const std::function<bool(const Note&)>& wanted);
  Recording read_now() const;

  std::string error_;
  std::shared_ptr<std::vector<std::uint8_t>> bytes_;
  std::shared_ptr<std::mutex> mutex_;
  std::atomic<std::uint64_t> frames_ = 0;
  std::atomic<std::int64_t> calls_ = 0;
  lessons::TurnMode turns_;
  lessons::LessonStep step_;
  std::unique_ptr<lessons::Recorder> recorder_;
  std::unique_ptr<lessons::Performance> performance_;
};

// For a shell: prints the numbers of its open descriptors.
inline const std::string tells_descriptors =
    "all=; for n in $(seq 0 255); do [ -e /proc/$$/fd/$n ] && all=\"$all $n\"; done; echo $all";

// "connect = 0", "bind = -1 EADDRINUSE", in their order; calls of one program.
std::vector<std::string> returns_of(const Recording& recording, const std::string& program);
std::vector<std::string> output_of(const Recording& recording, const std::string& program);

}  // namespace wirelab::test
