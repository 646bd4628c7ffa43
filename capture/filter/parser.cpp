#include "capture/filter/parser.hpp"

#include "capture/words/nearest.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace wirelab::filter {

namespace {

constexpr int deepest = 100;

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::variant<Node, Fault> run() {
    Node root = filter();
    if (!fault_ && now().kind != TokenKind::end)
      fail(now(), "'and' or 'or' is missing before this");
    if (fault_) return *fault_;
    return root;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  // The last token is `end`; nothing goes past it.
  Token take() { return at_ + 1 < tokens_.size() ? tokens_[at_++] : tokens_[at_]; }
  bool accept(TokenKind kind) {
    if (fault_ || now().kind != kind) return false;
    take();
    return true;
  }
  void fail(const Token& token, std::string message) {
    if (!fault_) fault_ = Fault{token.position, token.length, std::move(message)};
  }
  void fail(const Token& token, const std::string& wanted, const char* where) {
    if (token.kind == TokenKind::end)
      fail(token, fmt::format("the filter ends {}: {} is missing", where, wanted));
    else
      fail(token, fmt::format("'{}' stands {}, where {} is expected", token.text, where, wanted));
  }

  Node filter() { return chain(Node::Kind::any); }

  // From the operator that binds least inwards.
  Node chain(Node::Kind kind) {
    const TokenKind between = kind == Node::Kind::any   ? TokenKind::logical_or
                              : kind == Node::Kind::odd ? TokenKind::logical_xor
                                                        : TokenKind::logical_and;
    Node node;
    node.kind = kind;
    do {
      node.parts.push_back(kind == Node::Kind::any   ? chain(Node::Kind::odd)
                           : kind == Node::Kind::odd ? chain(Node::Kind::all)
                                                     : term());
    } while (accept(between));
    if (node.parts.size() > 1) return node;
    Node only = std::move(node.parts.front());
    return only;
  }

  Node term() {
    const Token token = now();
    if (++depth_ > deepest) fail(token, "this filter nests too deep");
    Node node;
    if (fault_) {
    } else if (accept(TokenKind::logical_not)) {
      node.kind = Node::Kind::negation;
      node.parts.push_back(term());
    } else if (accept(TokenKind::open)) {
      node = filter();
      if (!accept(TokenKind::close) && !fault_) {
        if (now().kind == TokenKind::end)
          fail(token, "this parenthesis is never closed");
        else
          fail(now(), "'and', 'or' or ')' is expected here");
      }
    } else {
      node = test();
    }
    --depth_;
    return node;
  }

  Node test() {
    Node node;
    const Token name = take();
    node.field = known_field(name);
    if (fault_) return node;
    node.type = node.field->type;
    narrow(node, name);
    const bool negated = now().kind == TokenKind::logical_not && next().kind == TokenKind::in;
    if (negated) take();
    relate(node, name);
    if (!negated) return node;
    Node opposite;
    opposite.kind = Node::Kind::negation;
    opposite.parts.push_back(std::move(node));
    return opposite;
  }

  // A slice or a mask.
  void narrow(Node& node, const Token& name) {
    const Token sign = now();
    if (accept(TokenKind::slice)) {
      node.slice = Slice::read(sign.text);
      if (!node.slice) return fail(sign, "a slice reads [offset:length], [first-last] or [offset]");
      if (!is_sliceable(node.type))
        return fail(sign, fmt::format("{} has no bytes to slice", name.text));
      node.type = Type::bytes;
    } else if (accept(TokenKind::bit_and)) {
      if (node.type != Type::number)
        return fail(sign, fmt::format("{} is no number: & is for numbers", name.text));
      node.mask = value(Type::number, name).number;
    }
  }

  void relate(Node& node, const Token& name) {
    const Token sign = now();
    const bool has_text =
        node.type == Type::text || node.type == Type::protocol || node.type == Type::bytes;
    if (accept(TokenKind::relation)) {
      node.kind = Node::Kind::comparison;
      node.relation = sign.relation;
      comparison(node, name);
    } else if (accept(TokenKind::contains)) {
      node.kind = Node::Kind::contains;
      if (!has_text)
        fail(sign, fmt::format("{} has no text: contains is for protocols and texts", name.text));
      node.value = value(Type::text, name);
    } else if (accept(TokenKind::matches)) {
      node.kind = Node::Kind::matches;
      if (!has_text)
        fail(sign, fmt::format("{} has no text: matches is for protocols and texts", name.text));
      pattern(node);
    } else if (accept(TokenKind::in)) {
      node.kind = Node::Kind::membership;
      if (!is_comparable(node.type)) not_comparable(sign, name);
      set(node, name);
    }
  }

  void pattern(Node& node) {
    const Token token = take();
    if (token.kind != TokenKind::string)
      return fail(token, "a pattern in quotes, as \"get|post\"", "behind 'matches'");
    auto compiled = Pattern::compile(token.text);
    if (const auto* why = std::get_if<std::string>(&compiled)) return fail(token, *why);
    node.pattern = std::get<Pattern>(std::move(compiled));
  }

  const Field* known_field(const Token& name) {
    if (name.kind != TokenKind::word) {
      fail(name, "a field", "where a test begins");
      return nullptr;
    }
    const Field* known = field(name.text);
    if (known) return known;
    const std::string near = nearest(name.text, field_names());
    fail(name, near.empty()
                   ? fmt::format("there is no field {} in this subset (man wirelab lists them)",
                                 name.text)
                   : fmt::format("there is no field {}: did you mean {}?", name.text, near));
    return nullptr;
  }

  static bool is_comparable(Type type) { return type != Type::mark && type != Type::protocol; }
  void not_comparable(const Token& sign, const Token& name) {
    fail(sign, fmt::format("{} has no value to compare: it is there or not", name.text));
  }

  void comparison(Node& node, const Token& name) {
    if (!is_comparable(node.type)) return not_comparable(tokens_[at_ - 1], name);
    const bool may_be_field = node.type != Type::text && node.type != Type::bytes;
    if (now().kind == TokenKind::word && may_be_field) node.other = field(now().text);
    if (!node.other) {
      node.value = value(node.type, name);
      return;
    }
    const Token other = take();
    if (node.other->type != node.type)
      fail(other, fmt::format("{} and {} are of different kinds", name.text, other.text));
  }

  Value value(Type type, const Token& name) {
    const Token token = take();
    const bool is_value = token.kind == TokenKind::word || token.kind == TokenKind::string;
    if (!is_value) {
      fail(token, example(type), "behind the operator");
      return {};
    }
    return read(type, name, token, token.text);
  }

  Value read(Type type, const Token& name, const Token& token, const std::string& text) {
    // A slice can be compared with a text as with bytes.
    const bool is_text = type == Type::bytes && token.kind == TokenKind::string;
    auto read = constant(is_text ? Type::text : type, text);
    if (!read)
      fail(token, fmt::format("'{}' does not fit {}, which is {}", text, name.text, example(type)));
    return read.value_or(Value{});
  }

  void set(Node& node, const Token& name) {
    if (!accept(TokenKind::open_set)) return fail(now(), "'{'", "behind 'in'");
    do {
      const Token token = take();
      const bool is_value = token.kind == TokenKind::word || token.kind == TokenKind::string;
      if (!is_value) return fail(token, example(node.type), "in the set");
      const std::size_t dots =
          token.kind == TokenKind::word ? token.text.find("..") : std::string::npos;
      Range range;
      range.low = read(node.type, name, token, token.text.substr(0, dots));
      if (dots != std::string::npos)
        range.high = read(node.type, name, token, token.text.substr(dots + 2));
      node.set.push_back(std::move(range));
    } while (accept(TokenKind::comma));
    if (!accept(TokenKind::close_set)) fail(now(), "',' or '}'", "in the set");
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace

std::variant<Node, Fault> parse(std::string_view text) {
  Tokens tokens = tokenize(text);
  if (tokens.broken) return tokens.fault;
  return Parser(std::move(tokens.tokens)).run();
}

}  // namespace wirelab::filter
