#include "capture/filter/lexer.hpp"

#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace wirelab::filter {

namespace {

struct Operator {
  std::string_view text;
  TokenKind kind;
  Relation relation = Relation::eq;
};

// Longer ones first.
constexpr std::array signs{Operator{"&&", TokenKind::logical_and},
                           Operator{"||", TokenKind::logical_or},
                           Operator{"^^", TokenKind::logical_xor},
                           Operator{"==", TokenKind::relation, Relation::eq},
                           Operator{"!=", TokenKind::relation, Relation::ne},
                           Operator{">=", TokenKind::relation, Relation::ge},
                           Operator{"<=", TokenKind::relation, Relation::le},
                           Operator{">", TokenKind::relation, Relation::gt},
                           Operator{"<", TokenKind::relation, Relation::lt},
                           Operator{"!", TokenKind::logical_not},
                           Operator{"~", TokenKind::matches},
                           Operator{"&", TokenKind::bit_and},
                           Operator{"(", TokenKind::open},
                           Operator{")", TokenKind::close},
                           Operator{"{", TokenKind::open_set},
                           Operator{"}", TokenKind::close_set},
                           Operator{",", TokenKind::comma}};
constexpr std::array names{Operator{"and", TokenKind::logical_and},
                           Operator{"or", TokenKind::logical_or},
                           Operator{"xor", TokenKind::logical_xor},
                           Operator{"not", TokenKind::logical_not},
                           Operator{"contains", TokenKind::contains},
                           Operator{"matches", TokenKind::matches},
                           Operator{"bitwise_and", TokenKind::bit_and},
                           Operator{"in", TokenKind::in},
                           Operator{"eq", TokenKind::relation, Relation::eq},
                           Operator{"ne", TokenKind::relation, Relation::ne},
                           Operator{"gt", TokenKind::relation, Relation::gt},
                           Operator{"lt", TokenKind::relation, Relation::lt},
                           Operator{"ge", TokenKind::relation, Relation::ge},
                           Operator{"le", TokenKind::relation, Relation::le}};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == ':' || c == '_' || c == '-' || c == '/';
}

// What people write who know all of Wireshark's language.
std::string help(char c) {
  switch (c) {
    case '|': return "'|' alone is not in this subset: write 'or' or '||'";
    case '=': return "a comparison is written == or eq";
    case '^': return "'^' alone has no meaning here: write 'xor' or '^^'";
    default: return "this character has no meaning here";
  }
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Tokens run() {
    while (!result_.broken && skip_blanks()) next();
    result_.tokens.push_back({TokenKind::end, Relation::eq, "", text_.size(), 1});
    return std::move(result_);
  }

 private:
  bool skip_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos) ++at_;
    return at_ < text_.size();
  }
  void push(TokenKind kind, std::size_t length, std::string text, Relation relation) {
    result_.tokens.push_back({kind, relation, std::move(text), at_, length});
    at_ += length;
  }
  void fail(std::size_t length, std::string message) {
    result_.broken = true;
    result_.fault = {at_, length, std::move(message)};
  }

  void next() {
    const std::string_view rest = text_.substr(at_);
    if (rest.front() == '"') return string(rest);
    if (rest.starts_with("r\"")) return raw_string(rest);
    if (rest.front() == '[') return slice(rest);
    for (const Operator& sign : signs)
      if (rest.starts_with(sign.text))
        return push(sign.kind, sign.text.size(), std::string(sign.text), sign.relation);
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_word);
    const std::string_view word = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (word.empty()) return fail(1, help(rest.front()));
    for (const Operator& name : names)
      if (word == name.text) return push(name.kind, word.size(), std::string(word), name.relation);
    push(TokenKind::word, word.size(), std::string(word), Relation::eq);
  }

  void string(std::string_view rest) {
    std::string content;
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '"') return push(TokenKind::string, i + 1, std::move(content), Relation::eq);
      if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
      content += rest[i];
    }
    fail(rest.size(), "this text has no closing quote");
  }

  void raw_string(std::string_view rest) {
    const std::size_t close = rest.find('"', 2);
    if (close == rest.npos) return fail(rest.size(), "this text has no closing quote");
    push(TokenKind::string, close + 1, std::string(rest.substr(2, close - 2)), Relation::eq);
  }

  void slice(std::string_view rest) {
    const std::size_t close = rest.find(']');
    if (close == rest.npos) return fail(rest.size(), "this slice has no closing bracket");
    std::string content;
    for (const char c : rest.substr(1, close - 1))
      if (c != ' ') content += c;
    push(TokenKind::slice, close + 1, std::move(content), Relation::eq);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Tokens result_;
};

}  // namespace

Tokens tokenize(std::string_view text) { return Lexer(text).run(); }

Error to_error(std::string_view text, const Fault& fault) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  const std::string mark = "^" + std::string(std::max<std::size_t>(fault.length, 1) - 1, '~');
  return {ErrorKind::usage, fmt::format("{}\n  {}\n  {}{}", fault.message, line,
                                        std::string(fault.position, ' '), mark)};
}

}  // namespace wirelab::filter
