#include "lessons/testbed/remote/command.hpp"

#include <algorithm>
#include <array>

namespace wirelab::lessons {
namespace {

using Kind = Command::Kind;

constexpr std::array verbs{
    std::pair{"go", Kind::go},           std::pair{"next", Kind::next},
    std::pair{"hold", Kind::hold},       std::pair{"release", Kind::release},
    std::pair{"drop", Kind::drop},       std::pair{"duplicate", Kind::duplicate},
    std::pair{"delay", Kind::delay},     std::pair{"reorder", Kind::reorder},
    std::pair{"corrupt", Kind::corrupt}, std::pair{"rule", Kind::rule},
    std::pair{"set", Kind::set},         std::pair{"wait", Kind::wait},
    std::pair{"status", Kind::status},   std::pair{"quit", Kind::quit},
    std::pair{"exec", Kind::exec},       std::pair{"exited", Kind::exited}};

Error unknown(const std::string& verb) {
  std::vector<std::string> known;
  for (const auto& [name, kind] : verbs)
    if (kind != Kind::exited) known.emplace_back(name);
  return unknown_word("the remote", verb, known);
}

Outcome read_frame(LineWords& words, const std::string& verb, std::uint64_t& number) {
  const std::string word = words.next();
  if (!read_number(word, number) || number == 0)
    return mistake(fmt::format("'{}' wants the number of a frame after it{}", verb,
                               word.empty() ? "" : fmt::format(", not '{}'", word)));
  return Done{};
}

Outcome read_word(LineWords& words, std::string_view wanted, Command& command) {
  command.word = words.next();
  if (command.word.empty()) return mistake(std::string(wanted));
  return Done{};
}

Outcome read_delay(LineWords& words, Command& command) {
  if (Outcome number = read_frame(words, "delay", command.number); !number) return number;
  if (words.peek().empty()) return mistake("'delay' wants a frame and milliseconds: delay 7 500");
  const auto delay = words.milliseconds("delay");
  if (!delay) return delay.error();
  command.delay = *delay;
  return Done{};
}

Outcome read_reorder(LineWords& words, Command& command) {
  if (Outcome first = read_frame(words, "reorder", command.number); !first) return first;
  if (words.peek().empty())
    return mistake("'reorder' wants two frames, the first is to follow the second: reorder 7 8");
  if (Outcome second = read_frame(words, "reorder", command.behind); !second) return second;
  if (command.number == command.behind)
    return mistake(fmt::format("frame {} cannot follow itself", command.number));
  return Done{};
}

Outcome read_corrupt(LineWords& words, Command& command) {
  if (Outcome number = read_frame(words, "corrupt", command.number); !number) return number;
  const std::string word = words.peek();
  const bool starts_edit = word.empty() || word == "bit" || word == "mended" || word == "broken" ||
                           word.find('.') != std::string::npos;
  if (!starts_edit)
    return mistake(
        fmt::format("'corrupt' takes a field and its value, as tcp.window 0, or bit N, "
                    "not '{}'",
                    word));
  auto edit = parse_edit(words);
  if (!edit) return edit.error();
  command.edit = *std::move(edit);
  return Done{};
}

Outcome read_rule(LineWords& words, Command& command) {
  const std::string word = words.peek();
  if (word != "list" && word != "clear" && word != "remove") {
    command.text = words.rest();
    return Done{};
  }
  command.word = words.next();
  if (word != "remove") return Done{};
  const auto number = words.number<std::uint64_t>("rule remove");
  if (!number) return number.error();
  command.number = *number;
  return Done{};
}

Outcome read_within(LineWords& words, Command& command) {
  constexpr std::int64_t longest = 86'400;
  const auto seconds = words.number<std::int64_t>("within");
  if (!seconds) return seconds.error();
  if (*seconds > longest) return mistake("'within' takes at most 86400 seconds, a day");
  command.delay = *seconds * 1'000'000'000;
  return Done{};
}

// wait end | settled | [FATE] N | [FATE] MATCH, each with [within SECONDS]
Outcome read_wait(LineWords& words, Command& command) {
  command.delay = 20'000'000'000;
  bool something = false;
  if (const std::string first = words.peek(); first == "end" || first == "settled") {
    command.word = words.next();
    something = true;
  } else if (const auto fate = fate_kind(first)) {
    command.fate = fate;
    words.next();
    something = true;
  }
  if (command.word.empty() && read_number(words.peek(), command.number)) {
    words.next();
    something = true;
  }
  for (std::string word = words.next(); !word.empty(); word = words.next()) {
    if (word == "within") {
      if (Outcome within = read_within(words, command); !within) return within;
      continue;
    }
    if (word == "bpf") return mistake("'wait' knows no 'bpf': a rule does");
    Result<bool> known = false;
    if (command.word.empty() && command.number == 0)
      known = read_match_word(words, word, command.match);
    if (!known) return known.error();
    if (!*known) return unknown_word("wait", word, match_words());
    something = true;
  }
  if (!something)
    return mistake("'wait' wants to know what for: a frame (held from client syn), end or settled");
  return Done{};
}

Outcome read_arguments(Command& command, const std::string& verb, LineWords& words) {
  switch (command.kind) {
    case Kind::go: return read_word(words, "'go' wants the name of a step after it", command);
    case Kind::hold:
      command.alone = words.take("only");
      return read_word(words, "'hold' wants all, next, a port or the number of a frame after it",
                       command);
    case Kind::release:
      if (words.take("all")) return command.word = "all", Done{};
      return read_frame(words, verb, command.number);
    case Kind::drop:
    case Kind::duplicate: return read_frame(words, verb, command.number);
    case Kind::corrupt: return read_corrupt(words, command);
    case Kind::delay: return read_delay(words, command);
    case Kind::reorder: return read_reorder(words, command);
    case Kind::rule: return read_rule(words, command);
    case Kind::wait: return read_wait(words, command);
    case Kind::set: {
      const Outcome key = read_word(words, "'set' wants a key and a value after it", command);
      command.text = words.rest();
      return key;
    }
    default: return Done{};
  }
}

}  // namespace

Result<Command> parse_command(std::string_view line) {
  LineWords words(line);
  const std::string verb = words.next();
  const auto known = std::find_if(verbs.begin(), verbs.end(),
                                  [&](const auto& entry) { return verb == entry.first; });
  if (known == verbs.end()) return unknown(verb);
  Command command{.kind = known->second};
  if (command.kind == Kind::exec || command.kind == Kind::exited) {
    command.text = LineWords(line).rest();
    return command;
  }
  if (Outcome read = read_arguments(command, verb, words); !read) return read.error();
  if (const std::string rest = words.rest(); !rest.empty())
    return mistake(fmt::format("'{}' takes nothing more than that: '{}' is too much", verb, rest));
  return command;
}

}  // namespace wirelab::lessons
