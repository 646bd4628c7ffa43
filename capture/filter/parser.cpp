#include "capture/filter/parser.hpp"

#include "capture/words/nearest.hpp"

#include <fmt/core.h>

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

  Node filter() { return chain(Node::Kind::any, TokenKind::logical_or); }

  Node chain(Node::Kind kind, TokenKind between) {
    Node node;
    node.kind = kind;
    do {
      node.parts.push_back(kind == Node::Kind::any ? chain(Node::Kind::all, TokenKind::logical_and)
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
    const Token sign = now();
    if (accept(TokenKind::relation)) {
      node.kind = Node::Kind::comparison;
      node.relation = sign.relation;
      comparison(node, name);
    } else if (accept(TokenKind::contains)) {
      node.kind = Node::Kind::contains;
      if (node.field->type != Type::text && node.field->type != Type::protocol)
        fail(sign, fmt::format("{} has no text: contains is for protocols and texts", name.text));
      node.value = value(*node.field, name);
    } else if (accept(TokenKind::in)) {
      node.kind = Node::Kind::membership;
      if (!is_comparable(*node.field)) not_comparable(sign, name);
      set(node, name);
    }
    return node;
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

  static bool is_comparable(const Field& field) {
    return field.type != Type::mark && field.type != Type::protocol;
  }
  void not_comparable(const Token& sign, const Token& name) {
    fail(sign, fmt::format("{} has no value to compare: it is there or not", name.text));
  }

  void comparison(Node& node, const Token& name) {
    if (!is_comparable(*node.field)) return not_comparable(tokens_[at_ - 1], name);
    if (now().kind == TokenKind::word && node.field->type != Type::text)
      node.other = field(now().text);
    if (!node.other) {
      node.value = value(*node.field, name);
      return;
    }
    const Token other = take();
    if (node.other->type != node.field->type)
      fail(other, fmt::format("{} and {} are of different kinds", name.text, other.text));
  }

  Value value(const Field& field, const Token& name) {
    const Token token = take();
    const bool is_value = token.kind == TokenKind::word || token.kind == TokenKind::string;
    if (!is_value) {
      fail(token, example(field.type), "behind the operator");
      return {};
    }
    return read(field, name, token, token.text);
  }

  Value read(const Field& field, const Token& name, const Token& token, const std::string& text) {
    auto read = constant(field.type, text);
    if (!read)
      fail(token,
           fmt::format("'{}' does not fit {}, which is {}", text, name.text, example(field.type)));
    return read.value_or(Value{});
  }

  void set(Node& node, const Token& name) {
    if (!accept(TokenKind::open_set)) return fail(now(), "'{'", "behind 'in'");
    do {
      const Token token = take();
      const bool is_value = token.kind == TokenKind::word || token.kind == TokenKind::string;
      if (!is_value) return fail(token, example(node.field->type), "in the set");
      const std::size_t dots =
          token.kind == TokenKind::word ? token.text.find("..") : std::string::npos;
      Range range;
      range.low = read(*node.field, name, token, token.text.substr(0, dots));
      if (dots != std::string::npos)
        range.high = read(*node.field, name, token, token.text.substr(dots + 2));
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
