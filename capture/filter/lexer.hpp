#pragma once

#include "capture/bytes/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::filter {

// A piece of a filter's text that cannot stand as it is.
struct Fault {
  std::size_t position = 0;  // bytes from the start
  std::size_t length = 1;
  std::string message;
};
// The message, and below it the text with the wrong piece underlined. Kind usage: exit code 2.
Error to_error(std::string_view text, const Fault& fault);

enum class TokenKind : std::uint8_t {
  word,    // tcp.port, 80, 10.0.0.0/24, 02:00:00:00:00:01, 1..9
  string,  // "GET", r"\d": text holds it without quotes and escapes
  relation,
  logical_and,
  logical_or,
  logical_xor,
  logical_not,
  contains,
  matches,
  in,
  open,
  close,
  open_set,
  close_set,
  comma,
  slice,  // [13:1]: text holds it without brackets
  bit_and,
  end
};

enum class Relation : std::uint8_t { eq, ne, gt, lt, ge, le };

struct Token {
  TokenKind kind = TokenKind::end;
  Relation relation = Relation::eq;
  std::string text;
  std::size_t position = 0, length = 0;
};

// Both spellings of each operator (== and eq) give the same token. The last token is `end`.
struct Tokens {
  std::vector<Token> tokens;
  bool broken = false;
  Fault fault;  // if broken
};
Tokens tokenize(std::string_view text);

}  // namespace wirelab::filter
