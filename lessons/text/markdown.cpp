#include "lessons/text/markdown.hpp"

#include <md4c.h>

#include <algorithm>

namespace wirelab::lessons {
namespace {

class Collector {
 public:
  Collector(std::string_view whole, std::vector<MarkdownError>& errors)
      : whole_(whole), errors_(errors) {}

  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        open({.kind = Block::Kind::heading,
              .level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level)});
        break;
      case MD_BLOCK_P:
        if (!in_item_) open({.kind = Block::Kind::paragraph});
        break;
      case MD_BLOCK_LI:
        if (in_item_) refuse("a list within a list");
        in_item_ = true;
        open({.kind = Block::Kind::item});
        break;
      case MD_BLOCK_DOC:
      case MD_BLOCK_UL: break;
      case MD_BLOCK_OL: refuse("a numbered list"); break;
      case MD_BLOCK_QUOTE: refuse("a quotation"); break;
      case MD_BLOCK_HR: refuse("a line across"); break;
      default: refuse("a code block"); break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_LI) in_item_ = false;
  }

  void span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG) refuse("a picture");
    if (type == MD_SPAN_STRONG) add("**");
    if (type == MD_SPAN_EM) add("*");
    if (type == MD_SPAN_CODE) add("`");
  }

  void text(MD_TEXTTYPE type, std::string_view words) {
    follow(words);
    switch (type) {
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR: return add("\n");
      case MD_TEXT_NULLCHAR: return add("\uFFFD");
      default: return add(words);
    }
  }

  std::vector<Block> take() {
    // A block without any text (an empty list item) was never placed: it stands near the one before
    // it.
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (blocks_[i].line == 0) blocks_[i].line = i > 0 ? blocks_[i - 1].line : 1;
    return std::move(blocks_);
  }

 private:
  void open(Block block) {
    block.line = 0;
    blocks_.push_back(std::move(block));
  }

  void add(std::string_view words) {
    if (!blocks_.empty()) blocks_.back().text += words;
  }

  // md4c tells no line numbers, but hands out pointers into what it was given.
  void follow(std::string_view words) {
    const char* begin = whole_.data();
    const char* end = begin + whole_.size();
    if (words.data() < begin || words.data() >= end) return;
    line_ = 1 + static_cast<int>(std::count(begin, words.data(), '\n'));
    if (!blocks_.empty() && blocks_.back().line == 0) blocks_.back().line = line_;
  }

  void refuse(const std::string& what) {
    errors_.push_back({line_, what + " has no place in a lesson's text (near here)"});
  }

  std::string_view whole_;
  std::vector<MarkdownError>& errors_;
  std::vector<Block> blocks_;
  int line_ = 1;
  bool in_item_ = false;
};

Collector& collector(void* user) { return *static_cast<Collector*>(user); }

}  // namespace

std::vector<Block> read_markdown(std::string_view markdown, std::vector<MarkdownError>& errors) {
  Collector collected(markdown, errors);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return collector(user).enter(type, detail), 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
    return collector(user).leave(type), 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* user) {
    return collector(user).span(type), 0;
  };
  parser.leave_span = parser.enter_span;
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
    return collector(user).text(type, {text, size}), 0;
  };
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &collected);
  return collected.take();
}

}  // namespace wirelab::lessons
