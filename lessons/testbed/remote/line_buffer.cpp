#include "lessons/testbed/remote/line_buffer.hpp"

#include <utility>

namespace wirelab::lessons {

void LineBuffer::add(std::string_view bytes) {
  unread_ += bytes;
  skip_too_long();
}

std::optional<LineBuffer::Line> LineBuffer::next() {
  std::size_t end = unread_.find('\n');
  const bool has_end = end != std::string::npos;
  if (!has_end && (!ended_ || is_over())) return std::nullopt;
  if (!has_end) end = unread_.size();
  Line line{unread_.substr(0, end), std::exchange(skipped_, 0) + end};
  if (line.is_too_long()) line.text.clear();
  unread_.erase(0, has_end ? end + 1 : end);
  skip_too_long();
  return line;
}

// Of a line that is too long already only the length is still of interest.
void LineBuffer::skip_too_long() {
  if (skipped_ + unread_.size() <= longest_line || unread_.find('\n') != std::string::npos) return;
  skipped_ += unread_.size();
  unread_.clear();
}

}  // namespace wirelab::lessons
