#include "lessons/testbed/base/line_words.hpp"

#include "capture/words/nearest.hpp"

#include <algorithm>
#include <cmath>

namespace wirelab::lessons {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view without_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}  // namespace

Error mistake(std::string message) { return {ErrorKind::usage, std::move(message)}; }

Error unknown_word(std::string_view who, const std::string& word,
                   const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return mistake(fmt::format("{} knows no word '{}'{}", who, word,
                             near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

std::string LineWords::next() {
  rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
  const std::size_t end = std::min(rest_.find_first_of(blanks), rest_.size());
  std::string word(rest_.substr(0, end));
  rest_.remove_prefix(end);
  return word;
}

std::string LineWords::peek() const { return LineWords(*this).next(); }

bool LineWords::take(std::string_view word) {
  if (peek() != word) return false;
  next();
  return true;
}

std::string LineWords::rest() { return std::string(without_blanks(std::exchange(rest_, {}))); }

std::string LineWords::rest_or_quoted() {
  const std::string_view text = without_blanks(rest_);
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return rest();
  const std::size_t end = text.find(text[0], 1);
  if (end == std::string_view::npos) return rest();
  rest_ = text.substr(end + 1);
  return std::string(text.substr(1, end - 1));
}

Result<Time> LineWords::milliseconds(const std::string& after) {
  constexpr std::int64_t longest = 3'600'000;
  const auto number = this->number<std::int64_t>(after);
  if (!number) return number.error();
  if (*number > longest)
    return mistake(fmt::format("'{}' takes at most {} ms, an hour", after, longest));
  return *number * 1'000'000;
}

Result<double> LineWords::percent(const std::string& after) {
  const auto percent = number<double>(after);
  if (!percent) return percent.error();
  if (*percent > 100) return mistake(fmt::format("'{}' wants at most 100 percent", after));
  return *percent;
}

Result<std::uint64_t> LineWords::bits(const std::string& after) {
  constexpr double most = 1e12;
  const std::string word = next();
  std::string_view digits = word;
  double factor = 1;
  const auto unit =
      digits.empty() ? std::string_view::npos : std::string_view("kMG").find(digits.back());
  if (unit != std::string_view::npos) {
    factor = std::pow(1000, unit + 1);
    digits.remove_suffix(1);
  }
  double value = 0;
  if (!read_number(digits, value) || !(value * factor >= 1 && value * factor <= most))
    return mistake(fmt::format("'{}' wants bits a second after it, as 64000, 64k or 1.5M{}", after,
                               word.empty() ? "" : fmt::format(", not '{}'", word)));
  return static_cast<std::uint64_t>(value * factor);
}

}  // namespace wirelab::lessons
