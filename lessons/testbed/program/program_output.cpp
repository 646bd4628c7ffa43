#include "lessons/testbed/program/program_output.hpp"

#include <algorithm>
#include <utility>

namespace wirelab::lessons {

void ProgramOutput::end_line(std::vector<std::string>& lines) {
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  ++lines_;
  lines.push_back(std::exchange(line_, {}));
}

std::vector<std::string> ProgramOutput::add(std::string_view bytes) {
  std::vector<std::string> lines;
  while (!bytes.empty()) {
    if (lines_ >= most_lines || bytes_ >= most_bytes) {
      left_out_ += bytes.size();
      break;
    }
    const std::size_t end = bytes.find('\n');
    const std::size_t room = std::min(longest_line - line_.size(), most_bytes - bytes_);
    const std::size_t taken = std::min({end, bytes.size(), room});
    line_ += bytes.substr(0, taken);
    bytes_ += taken;
    bytes.remove_prefix(taken);
    const bool ended = taken == end;
    if (ended) bytes.remove_prefix(1), ++bytes_;
    if (ended || line_.size() == longest_line || bytes_ >= most_bytes) end_line(lines);
  }
  return lines;
}

std::vector<std::string> ProgramOutput::flush() {
  std::vector<std::string> lines;
  if (!line_.empty()) end_line(lines);
  return lines;
}

}  // namespace wirelab::lessons
