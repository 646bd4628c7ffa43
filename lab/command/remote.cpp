#include "lab/command/commands.hpp"

#include "lessons/machine/say_to_run.hpp"

#include <fmt/format.h>

#include <iostream>

namespace wirelab::lab {
namespace {

// Words without blanks make one line, as in a shell; an argument with blanks is a line by itself.
std::vector<std::string> lines_of(const std::vector<std::string>& arguments) {
  std::vector<std::string> lines;
  bool open = false;
  for (const std::string& argument : arguments) {
    const bool whole = argument.find(' ') != std::string::npos;
    if (open && !whole)
      lines.back() += " " + argument;
    else
      lines.push_back(argument);
    open = !whole;
  }
  return lines;
}

// 0 when the line was carried out, 1 when it was refused. Nothing: the run is gone.
std::optional<int> say(lessons::RunTalk& talk, const std::string& line) {
  const auto answer = talk.say(line);
  if (!answer) {
    fail(answer.error());
    return std::nullopt;
  }
  for (const std::string& fact : answer->facts) print(fact + "\n");
  if (answer->refusal.empty()) return 0;
  lab::talk(fmt::format("wirelab: {}\n", answer->refusal));
  return 1;
}

}  // namespace

int run_remote(const RemoteArguments& arguments) {
  auto talk = lessons::RunTalk::open(arguments.run);
  if (!talk) return fail(talk.error());
  int status = 0;
  const auto go_on = [&](const std::string& line) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) return true;
    const auto said = say(*talk, line);
    status = said.value_or(1);
    return status == 0;
  };
  if (arguments.words.empty()) {
    for (std::string line; std::getline(std::cin, line);)
      if (!go_on(line)) break;
    return status;
  }
  for (const std::string& line : lines_of(arguments.words))
    if (!go_on(line)) break;
  return status;
}

}  // namespace wirelab::lab
