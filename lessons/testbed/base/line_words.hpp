#pragma once

#include "capture/bytes/result.hpp"
#include "capture/recording/frame.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace wirelab::lessons {

// A mistake of whoever wrote a line.
Error mistake(std::string message);
// "a rule knows no word 'dorp'; did you mean 'drop'?"
Error unknown_word(std::string_view who, const std::string& word,
                   const std::vector<std::string>& known);

// A whole number and nothing else.
template <class Number>
bool read_number(std::string_view word, Number& value) {
  const auto end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  return !word.empty() && error == std::errc() && stop == end && value >= Number{};
}

// The words of a line of the remote, taken one by one. Any bytes are a line.
class LineWords {
 public:
  explicit LineWords(std::string_view line) : rest_(line) {}

  // The next word, empty when there is none.
  std::string next();
  // The same, without taking it.
  std::string peek() const;
  // True when the next word was this one: then it is taken.
  bool take(std::string_view word);
  // All that is left, without blanks at its ends. What is quoted ("..." or '...') ends with its
  // quote.
  std::string rest();
  std::string rest_or_quoted();

  // `after` is the word that wants it, for the error.
  template <class Number>
  Result<Number> number(const std::string& after) {
    const std::string word = next();
    Number value{};
    if (word.empty()) return mistake(fmt::format("'{}' wants a number after it", after));
    if (!read_number(word, value))
      return mistake(fmt::format("'{}' wants a number after it, not '{}'", after, word));
    return value;
  }
  // Milliseconds, at most an hour.
  Result<Time> milliseconds(const std::string& after);
  Result<double> percent(const std::string& after);
  // Bits in a second: 64000, 64k, 1.5M, 1G.
  Result<std::uint64_t> bits(const std::string& after);

 private:
  std::string_view rest_;
};

}  // namespace wirelab::lessons
