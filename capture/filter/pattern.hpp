#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace wirelab::filter {

// A regular expression of `matches`: POSIX extended, as most of Wireshark's are, without regard to
// case, with \d \w \s and \x41. What could take without limit is refused: references back, and
// repetitions that multiply beyond 255. At most 16 KiB of a value are looked at.
class Pattern {
 public:
  // The pattern, or why it is none.
  static std::variant<Pattern, std::string> compile(std::string_view text);
  bool matches(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<Compiled> compiled_;
};

}  // namespace wirelab::filter
