#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// Bytes as they come, taken out as lines. However much comes, little is kept.
class LineBuffer {
 public:
  static constexpr std::size_t longest_line = 65536;  // bytes, without its end

  struct Line {
    std::string text;  // empty where it was too long
    std::size_t length = 0;
    bool is_too_long() const { return length > longest_line; }
  };

  void add(std::string_view bytes);
  // Nothing more will come: what has no end yet is a line, too.
  void end() { ended_ = true; }
  // The next whole line; nothing: there is none yet.
  std::optional<Line> next();
  // All lines have been taken and no other will come.
  bool is_over() const { return ended_ && unread_.empty() && skipped_ == 0; }

 private:
  void skip_too_long();
  std::string unread_;
  std::size_t skipped_ = 0;  // bytes of the line that unread_ goes on with
  bool ended_ = false;
};

}  // namespace wirelab::lessons
