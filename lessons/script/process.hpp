#pragma once

#include "lessons/script/happenings.hpp"
#include "lessons/testbed/program/programs.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// A program that runs as a process of its own on a host: a script's side of what the remote does by
// `start`, `input`, `eof` and `kill`. It ends with the scene. What cannot be done fails the step.
class Process {
 public:
  Process(Programs& programs, Happenings& happenings, std::string name);

  // A line to its standard input; the end of it.
  void input(const std::string& line);
  void end_input();
  void signal(int number);  // SIGTERM

  // Waits until it has printed a line with this text, after the one that was waited for last; the
  // line. Fails when it ends without.
  std::string printed(std::string_view text);
  // Waits until it has ended: its exit status, 128 + signal where one ended it.
  int ended();

 private:
  std::shared_ptr<StartedProgram> running() const;

  Programs& programs_;
  Happenings& happenings_;
  std::string name_;
  std::weak_ptr<StartedProgram> program_;  // its end is not ours to put off
  std::size_t next_ = 0;                   // line
};

}  // namespace wirelab::lessons
