#pragma once

#include "lessons/testbed/program/programs.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// A line of the remote about programs on hosts:
//   start HOST NAME ARGV...    words are separated by blanks; '...' and "..." keep them together
//   input NAME TEXT            one line to its standard input
//   eof NAME                   the end of its standard input
//   kill NAME [SIGNAL]         TERM, INT, KILL, STOP, 15, ...; TERM if none is given
struct ProgramCommand {
  enum class Kind { start, input, eof, kill };
  Kind kind = Kind::start;
  std::string host, name, text;
  std::vector<std::string> argv;
  int signal = 0;
};

// The line begins with one of these words.
bool is_program_command(std::string_view line);
// An error names what is wrong with the line.
Result<ProgramCommand> parse_program_command(std::string_view line);
Outcome perform(const ProgramCommand& command, Programs& programs);

// Cuts a line into words as a shell does: blanks separate, '...' and "..." and \ keep together.
Result<std::vector<std::string>> split_words(std::string_view line);

}  // namespace wirelab::lessons
