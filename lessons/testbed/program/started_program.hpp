#pragma once

#include "lessons/testbed/base/event_flag.hpp"
#include "lessons/testbed/gate/gate.hpp"
#include "lessons/testbed/program/launch.hpp"
#include "lessons/testbed/program/program_output.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace wirelab::lessons {

// A program on a host that the testbed started: what it prints, reads and ends with is noted
// (`program`: start, output line by line, exit). From any thread.
class StartedProgram {
 public:
  struct Surroundings {
    NoteSink& notes;
    Gate& gate;
    std::function<void()> changed;  // it has begun, printed or ended; from its own thread
  };
  static Result<std::unique_ptr<StartedProgram>> start(Host& host, const std::string& name,
                                                       const std::vector<std::string>& argv,
                                                       const Surroundings& around);
  // Killed, if it still runs.
  ~StartedProgram();

  const std::string& name() const { return who_.name; }
  const Host& host() const { return *who_.host; }
  // A line, without its end, to its standard input. Error: it has ended, or does not read.
  Outcome input(const std::string& line);
  Outcome end_input();
  // To the program and what it started in its process group.
  Outcome signal(int number);
  // It has said its number; before that nobody can be signalled.
  bool has_begun() const;
  // 128 + signal where one ended it; nothing: it runs.
  std::optional<int> status() const;
  // A line that it printed, if it did, with this text in it; from `next` on, which then is the line
  // after it.
  std::optional<std::string> printed(std::string_view text, std::size_t& next) const;
  // SIGTERM, and SIGKILL for who does not heed it; waits for the end.
  void end();

 private:
  StartedProgram(const Surroundings& around, GatedProgram who, std::string command,
                 Launched launched);
  // started_program_run.cpp: the thread
  void run();
  void hear();
  void pump_output();
  void pump_input();
  void say_output(const std::vector<std::string>& lines);
  void say_left_out();
  void say_exit(int status);
  Note note(const char* event) const;

  Surroundings around_;
  GatedProgram who_;
  const std::string command_;
  Launched ends_;
  ProgramOutput output_;
  EventFlag flag_;

  mutable std::mutex mutex_;
  std::condition_variable ended_;
  pid_t process_ = 0;   // 0: it has not begun yet
  std::string unread_;  // not yet taken by its standard input
  bool input_ends_ = false, over_ = false;
  std::vector<std::string> printed_;  // as many lines as are recorded
  std::optional<int> status_;
  std::thread thread_;
};

}  // namespace wirelab::lessons
