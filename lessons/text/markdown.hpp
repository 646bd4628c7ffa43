#pragma once

#include "capture/bytes/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// What a lesson's text is made of. Lines of a paragraph are still apart; ** and ` stand as written.
struct Block {
  enum class Kind { heading, paragraph, item };
  Kind kind = Kind::paragraph;
  int level = 0;  // of a heading
  int line = 1;   // where it begins
  std::string text;
};

// Splits Markdown into blocks. An error names the line: what a lesson has no use for (tables,
// quotes, code blocks, pictures, lists in lists) is a mistake in it.
struct MarkdownError {
  int line = 1;
  std::string cause;
};
std::vector<Block> read_markdown(std::string_view markdown, std::vector<MarkdownError>& errors);

}  // namespace wirelab::lessons
