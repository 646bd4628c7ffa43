#include "lessons/testbed/program/program_command.hpp"

#include "capture/words/nearest.hpp"
#include "lessons/testbed/base/line_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstring>

namespace wirelab::lessons {
namespace {

using Kind = ProgramCommand::Kind;

constexpr std::pair<const char*, Kind> words[] = {
    {"start", Kind::start}, {"input", Kind::input}, {"eof", Kind::eof}, {"kill", Kind::kill}};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string take_word(std::string_view& line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  const auto end = std::find_if(line.begin(), line.end(), is_blank);
  std::string word(line.begin(), end);
  line.remove_prefix(word.size());
  return word;
}

// "TERM", "SIGTERM" or "15"; 0: no such signal.
int signal_named(std::string name) {
  int number = 0;
  const auto end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  if (error == std::errc{} && stop == end) return number > 0 && number < NSIG ? number : 0;
  if (name.starts_with("SIG")) name.erase(0, 3);
  for (int signal = 1; signal < NSIG; ++signal) {
    const char* abbreviation = sigabbrev_np(signal);
    if (abbreviation && name == abbreviation) return signal;
  }
  return 0;
}

Result<ProgramCommand> read_start(ProgramCommand command, std::string_view line) {
  Result<std::vector<std::string>> words_of_line = split_words(line);
  if (!words_of_line) return words_of_line.error();
  if (words_of_line->size() < 3)
    return mistake("'start' wants a host, a name and a program: start server web python3 web.py");
  command.host = (*words_of_line)[0];
  command.name = (*words_of_line)[1];
  command.argv.assign(words_of_line->begin() + 2, words_of_line->end());
  return command;
}

Result<ProgramCommand> read_kill(ProgramCommand command, std::string_view line) {
  const std::string signal = take_word(line);
  command.signal = signal.empty() ? SIGTERM : signal_named(signal);
  if (command.signal == 0)
    return mistake(
        fmt::format("there is no signal '{}'; kill takes TERM, INT, KILL, 15, ...", signal));
  return command;
}

}  // namespace

Result<std::vector<std::string>> split_words(std::string_view line) {
  std::vector<std::string> found;
  char quote = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == 0 && is_blank(c)) {
      in_word = false;
      continue;
    }
    if (!in_word) found.emplace_back();
    in_word = true;
    if (c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      found.back() += line[++i];
    } else {
      found.back() += c;
    }
  }
  if (quote != 0) return mistake(fmt::format("the quote {} is not closed", quote));
  return found;
}

bool is_program_command(std::string_view line) {
  const std::string word = take_word(line);
  return std::any_of(std::begin(words), std::end(words),
                     [&](const auto& known) { return word == known.first; });
}

Result<ProgramCommand> parse_program_command(std::string_view line) {
  const std::string verb = take_word(line);
  ProgramCommand command;
  for (const auto& [word, kind] : words)
    if (verb == word) command.kind = kind;
  if (command.kind == Kind::start) return read_start(std::move(command), line);
  command.name = take_word(line);
  if (command.name.empty())
    return mistake(fmt::format("'{}' wants the name of a program after it", verb));
  if (command.kind == Kind::kill) return read_kill(std::move(command), line);
  if (!line.empty()) line.remove_prefix(1);  // the blank after the name; the rest is the text
  command.text = line;
  if (command.kind == Kind::eof && !command.text.empty())
    return mistake(fmt::format("'eof' takes nothing more than a name: '{}' is too much", line));
  return command;
}

Outcome perform(const ProgramCommand& command, Programs& programs) {
  switch (command.kind) {
    case Kind::start: return programs.start(command.host, command.name, command.argv);
    case Kind::input: return programs.input(command.name, command.text);
    case Kind::eof: return programs.end_input(command.name);
    case Kind::kill: return programs.signal(command.name, command.signal);
  }
  return Done{};
}

}  // namespace wirelab::lessons
