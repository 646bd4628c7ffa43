#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons::framing {

// A message as it is sent: its length in two bytes, the higher one first; or a newline behind it.
std::string with_length(std::string_view message);
std::string with_newline(std::string_view message);

// Takes bytes in pieces as recv() gives them, and hands out the messages that are whole by now.
class Reader {
 public:
  enum class Framing { length, newline };
  explicit Reader(Framing framing) : framing_(framing) {}
  void take(std::string_view bytes);
  const std::vector<std::string>& messages() const { return messages_; }

 private:
  // Bytes of the first whole message with its frame; 0: it is not whole yet.
  std::size_t whole() const;

  Framing framing_;
  std::string kept_;
  std::vector<std::string> messages_;
};

// How many characters of UTF-8 stand whole at the beginning of these bytes, and how many bytes are
// left over behind them.
struct Characters {
  std::size_t whole = 0, left_over = 0;
};
Characters characters_in(std::string_view bytes);

}  // namespace wirelab::lessons::framing
