#include "lessons/text/parser.hpp"

#include "capture/words/nearest.hpp"
#include "lessons/text/markdown.hpp"
#include "lessons/text/state_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace wirelab::lessons {
namespace {

using Kind = Block::Kind;

// Thrown within this file only: the first mistake ends the reading.
struct Mistake {
  int line;
  std::string cause;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\n"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t\n") + 1 - begin);
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return std::string(trimmed(text));
}

bool is_id(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
  });
}

// "accepts: Accept it" taken apart, if it begins with an id.
std::optional<Option> split(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_id(text.substr(0, colon))) return std::nullopt;
  return Option{std::string(text.substr(0, colon)),
                on_one_line(std::string(text.substr(colon + 1)))};
}

class Parser {
 public:
  Parser(std::vector<Block> blocks, const std::string& id) : blocks_(std::move(blocks)) {
    lesson_.id = id;
  }

  LessonText read() {
    read_head();
    while (!done()) {
      const Block& heading = take();
      if (heading.kind != Kind::heading || heading.level != 2)
        throw Mistake{heading.line, "expected a section: '## id: Title', '## Checks' or '## End'"};
      read_section(heading);
    }
    if (lesson_.steps.empty()) throw Mistake{last_line_, "the lesson has no step ('## id: Title')"};
    return std::move(lesson_);
  }

 private:
  bool done() const { return next_ == blocks_.size(); }
  const Block& take() {
    const Block& block = blocks_[next_++];
    last_line_ = block.line;
    check_facts(block);
    return block;
  }
  bool at(Kind kind) const { return !done() && blocks_[next_].kind == kind; }

  static void check_facts(const Block& block) {
    int open = 0;
    for (const char letter : block.text) {
      open += letter == '{' ? 1 : letter == '}' ? -1 : 0;
      if (open < 0 || open > 1) break;
    }
    if (open != 0) throw Mistake{block.line, "a {fact} is not closed, or closed twice"};
  }

  std::vector<std::string> paragraphs() {
    std::vector<std::string> texts;
    while (at(Kind::paragraph)) texts.push_back(on_one_line(take().text));
    return texts;
  }

  std::vector<std::string> some_paragraphs(const Block& heading) {
    std::vector<std::string> texts = paragraphs();
    if (texts.empty()) throw Mistake{heading.line, fmt::format("'{}' is empty", heading.text)};
    if (at(Kind::item))
      throw Mistake{blocks_[next_].line,
                    fmt::format("'{}' takes paragraphs, no list", heading.text)};
    return texts;
  }

  // A list of "- id: text".
  std::vector<Option> options(const Block& heading, std::string_view what) {
    std::vector<Option> found;
    while (at(Kind::item)) {
      const Block& item = take();
      const auto option = split(item.text);
      if (!option || option->text.empty())
        throw Mistake{item.line, fmt::format("{} without an id: write '- id: text'", what)};
      for (const Option& before : found)
        if (before.id == option->id)
          throw Mistake{item.line, fmt::format("{} '{}' stands twice", what, option->id)};
      found.push_back(*option);
    }
    if (found.empty()) throw Mistake{heading.line, fmt::format("'{}' has no list", heading.text)};
    return found;
  }

  void read_head() {
    if (done() || !at(Kind::heading) || blocks_[next_].level != 1)
      throw Mistake{1, "a lesson begins with '# Its title'"};
    const Block& title = take();
    lesson_.title = on_one_line(title.text);
    if (!at(Kind::paragraph))
      throw Mistake{title.line, "below the title stand 'unit: ', 'minutes: ' and 'question: '"};
    read_keys(take());
    if (lesson_.unit.empty() || lesson_.minutes == 0 || lesson_.question.empty())
      throw Mistake{title.line, "'unit: ', 'minutes: ' or 'question: ' is missing below the title"};
    lesson_.introduction = paragraphs();
  }

  void read_keys(const Block& block) {
    std::string_view text = block.text;
    for (int line = block.line; !text.empty(); ++line) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const auto entry = split(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (!entry) throw Mistake{line, "expected 'key: value' here, then an empty line"};
      read_key(line, *entry);
    }
  }

  void read_key(int line, const Option& entry) {
    if (entry.id == "unit") {
      lesson_.unit = entry.text;
    } else if (entry.id == "question") {
      lesson_.question = entry.text;
    } else if (entry.id == "minutes") {
      const auto end = entry.text.data() + entry.text.size();
      const auto [stop, error] = std::from_chars(entry.text.data(), end, lesson_.minutes);
      if (error != std::errc() || stop != end || lesson_.minutes <= 0)
        throw Mistake{line, fmt::format("'minutes' wants a number, not '{}'", entry.text)};
    } else {
      throw Mistake{
          line, fmt::format("there is no key '{}'; there is: unit, minutes, question", entry.id)};
    }
  }

  void read_section(const Block& heading) {
    const std::string title = on_one_line(heading.text);
    if (title == "Checks") {
      read_checks(heading);
    } else if (title == "End") {
      read_end();
    } else if (const auto step = split(title); step && !step->text.empty()) {
      if (lesson_.step(step->id))
        throw Mistake{heading.line, fmt::format("section '{}' stands twice", step->id)};
      read_step(*step, heading.line);
    } else {
      throw Mistake{
          heading.line,
          fmt::format("unknown section '{}': a step is '## id: Title', beside it there are "
                      "only '## Checks' and '## End'",
                      title)};
    }
    if (!done() && blocks_[next_].kind != Kind::heading)
      throw Mistake{blocks_[next_].line, fmt::format("this has no place below '{}'", title)};
  }

  void read_checks(const Block& heading) {
    for (std::size_t i = next_; i < blocks_.size() && blocks_[i].kind == Kind::item; ++i) {
      const auto wrong = unknown_state(blocks_[i].text);
      if (!wrong) continue;
      const std::string near = nearest_state(*wrong);
      throw Mistake{blocks_[i].line,
                    fmt::format("TCP has no state '{}'{}", *wrong,
                                near.empty() ? "" : fmt::format("; did you mean '{}'?", near))};
    }
    lesson_.checks = options(heading, "a check");
  }

  // The heading of the next part of a section ("### Because"), if there is one; each may stand
  // once.
  const Block* part(const std::vector<std::string>& known, std::set<std::string>& seen) {
    if (!at(Kind::heading) || blocks_[next_].level < 3) return nullptr;
    const Block& heading = take();
    const std::string title = on_one_line(heading.text);
    if (heading.level > 3) throw Mistake{heading.line, "headings go three levels deep, not more"};
    if (std::find(known.begin(), known.end(), title) == known.end()) {
      const std::string near = nearest(title, known);
      throw Mistake{heading.line,
                    fmt::format("unknown section '{}'; {}", title,
                                near.empty() ? fmt::format("there is: {}", fmt::join(known, ", "))
                                             : fmt::format("did you mean '{}'?", near))};
    }
    if (!seen.insert(title).second)
      throw Mistake{heading.line, fmt::format("section '{}' stands twice in this step", title)};
    return &heading;
  }

  void read_step(const Option& name, int line) {
    static const std::vector<std::string> known{"Predict", "Your turn", "Because", "Hint 1",
                                                "Hint 2",  "Hint 3",    "Try",     "Presenter"};
    StepText step{.id = name.id, .title = name.text, .line = line, .body = paragraphs()};
    std::set<std::string> seen;
    while (const Block* heading = part(known, seen)) {
      const std::string title = on_one_line(heading->text);
      if (title == "Predict") step.prediction = read_prediction(*heading);
      if (title == "Your turn") step.turn = some_paragraphs(*heading);
      if (title == "Because") step.because = some_paragraphs(*heading);
      if (title == "Presenter") step.presenter = some_paragraphs(*heading);
      if (title == "Try") step.tries = read_tries(*heading);
      if (title.substr(0, 4) == "Hint") {
        step.hints.push_back(fmt::format("{}", fmt::join(some_paragraphs(*heading), "\n")));
        if (title.back() != static_cast<char>('0' + step.hints.size()))
          throw Mistake{heading->line, "hints stand in order: Hint 1, Hint 2, Hint 3"};
      }
    }
    lesson_.steps.push_back(std::move(step));
  }

  Prediction read_prediction(const Block& heading) {
    Prediction prediction;
    prediction.question = fmt::format("{}", fmt::join(paragraphs(), "\n"));
    if (prediction.question.empty())
      throw Mistake{heading.line, "a prediction begins with its question"};
    prediction.options = options(heading, "an option");
    if (prediction.options.size() < 2 || prediction.options.size() > 4)
      throw Mistake{heading.line, "a prediction has two to four options (keys A to D)"};
    return prediction;
  }

  std::vector<std::string> read_tries(const Block& heading) {
    std::vector<std::string> tries;
    while (at(Kind::item)) tries.push_back(on_one_line(take().text));
    if (tries.empty()) throw Mistake{heading.line, "'Try' is a list: '- one experiment'"};
    return tries;
  }

  void read_end() {
    static const std::vector<std::string> known{"Believed", "Seen", "True"};
    std::set<std::string> seen;
    while (const Block* heading = part(known, seen)) {
      const std::string title = on_one_line(heading->text);
      auto& texts = title == "Believed" ? lesson_.believed
                    : title == "Seen"   ? lesson_.seen
                                        : lesson_.truth;
      texts = some_paragraphs(*heading);
    }
  }

  std::vector<Block> blocks_;
  std::size_t next_ = 0;
  int last_line_ = 1;
  LessonText lesson_;
};

}  // namespace

const StepText* LessonText::step(const std::string& wanted) const {
  for (const StepText& step : steps)
    if (step.id == wanted) return &step;
  return nullptr;
}

Result<LessonText> parse_lesson_text(std::string_view markdown, const std::string& id,
                                     const std::string& file) {
  const auto error = [&](int line, const std::string& cause) {
    return Error{ErrorKind::input, fmt::format("{}:{}: {}", file, line, cause)};
  };
  std::vector<MarkdownError> errors;
  std::vector<Block> blocks = read_markdown(markdown, errors);
  if (!errors.empty()) return error(errors.front().line, errors.front().cause);
  try {
    return Parser(std::move(blocks), id).read();
  } catch (const Mistake& mistake) {
    return error(mistake.line, mistake.cause);
  }
}

}  // namespace wirelab::lessons
