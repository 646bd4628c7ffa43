#include "lessons/testbed/command.hpp"

#include "capture/words/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace wirelab::lessons {
namespace {

using Kind = Command::Kind;

constexpr std::array words{
    std::pair{"go", Kind::go},        std::pair{"next", Kind::next},
    std::pair{"hold", Kind::hold},    std::pair{"release", Kind::release},
    std::pair{"drop", Kind::drop},    std::pair{"duplicate", Kind::duplicate},
    std::pair{"delay", Kind::delay},  std::pair{"corrupt", Kind::corrupt},
    std::pair{"rule", Kind::rule},    std::pair{"set", Kind::set},
    std::pair{"quit", Kind::quit},    std::pair{"exec", Kind::exec},
    std::pair{"exited", Kind::exited}};

// Words of the remote that later versions will know.
constexpr std::array later{"reorder", "input", "kill"};

Error mistake(std::string message) { return {ErrorKind::usage, std::move(message)}; }

std::string take_word(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
  line.remove_prefix(begin);
  const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
  std::string word(line.substr(0, end));
  line.remove_prefix(end);
  return word;
}

std::string rest_of(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
  const std::size_t end = line.find_last_not_of(" \t\r") + 1;
  return std::string(line.substr(begin, end > begin ? end - begin : 0));
}

template <class Number>
std::optional<Number> number_in(const std::string& word) {
  Number number = 0;
  const auto end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (word.empty() || error != std::errc() || stop != end) return std::nullopt;
  return number;
}

Error unknown(const std::string& word) {
  for (const char* name : later)
    if (word == name) return mistake(fmt::format("'{}' is not built yet", word));
  std::vector<std::string> known;
  for (const auto& [name, kind] : words)
    if (kind != Kind::exited) known.emplace_back(name);
  const std::string near = nearest(word, known);
  return mistake(fmt::format("the remote knows no word '{}'{}", word,
                             near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

Outcome read_frame_number(Command& command, const std::string& verb, std::string_view& line) {
  const std::string word = take_word(line);
  const auto number = number_in<std::uint64_t>(word);
  if (!number || *number == 0)
    return mistake(fmt::format("'{}' wants the number of a frame after it{}", verb,
                               word.empty() ? "" : fmt::format(", not '{}'", word)));
  command.number = *number;
  return Done{};
}

Outcome read_delay(Command& command, std::string_view& line) {
  constexpr std::int64_t longest = 3'600'000;
  const std::string word = take_word(line);
  const auto milliseconds = number_in<std::int64_t>(word);
  if (!milliseconds || *milliseconds < 0 || *milliseconds > longest)
    return mistake("'delay' wants a frame and milliseconds: delay 7 500");
  command.delay = *milliseconds * 1'000'000;
  return Done{};
}

Outcome read_arguments(Command& command, const std::string& verb, std::string_view& line) {
  switch (command.kind) {
    case Kind::go:
      command.word = take_word(line);
      if (command.word.empty()) return mistake("'go' wants the name of a step after it");
      break;
    case Kind::hold:
      command.word = take_word(line);
      if (command.word.empty())
        return mistake("'hold' wants all, next, a port or the number of a frame after it");
      break;
    case Kind::release: {
      std::string_view look = line;
      command.word = take_word(look);
      if (command.word != "all") return read_frame_number(command, verb, line);
      line = look;
      break;
    }
    case Kind::drop:
    case Kind::duplicate:
    case Kind::corrupt: return read_frame_number(command, verb, line);
    case Kind::delay: {
      if (Outcome number = read_frame_number(command, verb, line); !number) return number;
      return read_delay(command, line);
    }
    case Kind::set:
      command.word = take_word(line);
      if (command.word.empty()) return mistake("'set' wants a key and a value after it");
      break;
    default: break;
  }
  return Done{};
}

}  // namespace

Result<Command> parse_command(std::string_view whole) {
  std::string_view line = whole;
  const std::string verb = take_word(line);
  const auto known = std::find_if(words.begin(), words.end(),
                                  [&](const auto& entry) { return verb == entry.first; });
  if (known == words.end()) return unknown(verb);
  Command command{.kind = known->second};
  if (Outcome read = read_arguments(command, verb, line); !read) return read.error();
  command.text = rest_of(line);
  const bool takes_text = command.kind == Kind::rule || command.kind == Kind::set ||
                          command.kind == Kind::exec || command.kind == Kind::exited;
  if (command.kind == Kind::corrupt && !command.text.empty())
    return mistake("'corrupt' of a chosen field is not built yet: corrupt N flips one bit");
  if (!takes_text && !command.text.empty())
    return mistake(
        fmt::format("'{}' takes nothing more than that: '{}' is too much", verb, command.text));
  if (command.kind == Kind::exec || command.kind == Kind::exited) command.text = rest_of(whole);
  return command;
}

}  // namespace wirelab::lessons
