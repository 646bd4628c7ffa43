#include "capture/filter/pattern.hpp"

#include <regex.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <mutex>
#include <utility>

namespace wirelab::filter {

namespace {

constexpr std::size_t longest_pattern = 256;
constexpr std::size_t longest_text = 16u << 10;
// The expression keeps the states that it meets, up to one for each byte: from time to time it is
// compiled anew, so that they cannot take all memory.
constexpr std::size_t bytes_with_one = 8u << 10;
constexpr unsigned most_repetitions = 255;  // of all {m,n}, multiplied

// What POSIX writes otherwise. Inside brackets a backslash stands for itself there.
std::string escape(char c) {
  switch (c) {
    case 'd': return "[0-9]";
    case 'D': return "[^0-9]";
    case 'r': return "\r";
    case 'n': return "\n";
    case 't': return "\t";
    default: return std::string("\\") + c;
  }
}

// The number behind \x, as a character that means only itself.
std::string byte(std::string_view digits) {
  unsigned value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() != 2 || read.ptr != digits.data() + 2 || value == 0) return {};
  const char c = static_cast<char>(value);
  return std::string("^$.[]|()*+?{}\\").find(c) != std::string::npos ? std::string("\\") + c
                                                                     : std::string(1, c);
}

// The largest number of a {m,n} that begins here; 1 where none does.
unsigned repetitions(std::string_view text) {
  const std::string_view inside = text.substr(1, text.find('}') - 1);
  const std::string_view last = inside.substr(std::min(inside.find(',') + 1, inside.size()));
  unsigned most = 1;
  for (const std::string_view part : {inside, last}) {
    unsigned value = 1;
    const auto read = std::from_chars(part.data(), part.data() + part.size(), value);
    if (read.ec == std::errc::result_out_of_range) return most_repetitions + 1;
    most = std::max(most, value);
  }
  return most;
}

struct Translated {
  std::string posix, refusal;
};

Translated translate(std::string_view text) {
  Translated made;
  unsigned long product = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{') product *= repetitions(text.substr(i));
    if (product > most_repetitions) return {"", "its repetitions multiply beyond 255"};
    if (c != '\\' || i + 1 == text.size()) {
      made.posix += c;
      continue;
    }
    const char next = text[++i];
    if (next >= '0' && next <= '9') return {"", "references back (\\1) are not supported"};
    const std::string literal = next == 'x' ? byte(text.substr(i + 1, 2)) : escape(next);
    if (literal.empty()) return {"", "\\x needs two digits, and not 00"};
    if (next == 'x') i += 2;
    made.posix += literal;
  }
  return made;
}

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(std::string text) : posix(std::move(text)) { compile(); }
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() { release(); }

  void compile() {
    release();
    code = ::regcomp(&expression, posix.c_str(), REG_EXTENDED | REG_ICASE | REG_NOSUB);
    searched = 0;
  }
  void release() {
    if (code == 0) ::regfree(&expression);
    code = -1;
  }

  std::string posix;
  regex_t expression{};
  int code = -1;  // 0: the expression is ready
  std::size_t searched = 0;
  std::mutex one_at_a_time;
};

std::variant<Pattern, std::string> Pattern::compile(std::string_view text) {
  if (text.empty() || text.size() > longest_pattern)
    return std::string("a pattern has 1 to 256 characters");
  if (text.find('\0') != std::string_view::npos) return std::string("a pattern has no byte 0");
  Translated translated = translate(text);
  if (!translated.refusal.empty()) return translated.refusal;
  Pattern pattern;
  pattern.compiled_ = std::make_shared<Compiled>(std::move(translated.posix));
  if (pattern.compiled_->code == 0) return pattern;
  std::array<char, 128> why{};
  ::regerror(pattern.compiled_->code, &pattern.compiled_->expression, why.data(), why.size());
  return std::string(why.data());
}

bool Pattern::matches(std::string_view text) const {
  const std::lock_guard lock(compiled_->one_at_a_time);
  // Bytes of 0 are in packets, so the end is told by a number; POSIX wants a terminated string even
  // so, and the sanitizers hold it to that.
  const std::string subject(text.substr(0, longest_text));
  if (compiled_->searched > bytes_with_one) compiled_->compile();
  compiled_->searched += subject.size();
  regmatch_t range{};
  range.rm_so = 0;
  range.rm_eo = static_cast<regoff_t>(subject.size());
  return compiled_->code == 0 &&
         ::regexec(&compiled_->expression, subject.c_str(), 1, &range, REG_STARTEND) == 0;
}

}  // namespace wirelab::filter
