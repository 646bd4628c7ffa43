#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// Cuts what a program prints into lines, and keeps no more of it than its bounds: the rest is
// counted. Nothing here waits or grows.
class ProgramOutput {
 public:
  static constexpr std::size_t longest_line = 4096;  // longer ones are cut into several
  static constexpr std::size_t most_lines = 2'000;   // of a program
  static constexpr std::size_t most_bytes = 1 << 20;

  // The lines that these bytes complete, without their ends.
  std::vector<std::string> add(std::string_view bytes);
  // What stands there without an end of line, as a prompt does.
  std::vector<std::string> flush();
  bool has_begun_line() const { return !line_.empty(); }
  // What was printed beyond the bounds.
  std::uint64_t left_out() const { return left_out_; }

 private:
  void end_line(std::vector<std::string>& lines);

  std::string line_;
  std::size_t lines_ = 0, bytes_ = 0;
  std::uint64_t left_out_ = 0;
};

}  // namespace wirelab::lessons
