#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/base/line_words.hpp"
#include "lessons/testbed/frame/header_field.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lessons {

// What is changed in a frame on its way: a header field, one bit, or just enough that its checksum
// tells.
struct Edit {
  const HeaderField* field = nullptr;
  std::optional<std::size_t> bit;   // counted from the frame's first bit
  std::vector<std::uint8_t> value;  // of the field: its bits, last byte last
  int sign = 0;                     // +1, -1: the value is added or taken away
  bool mended = false;              // checksums are computed anew, so that the receiver takes it
  std::string text;                 // "tcp.seq 1000 mended"; empty: the last bit
};

// [FIELD VALUE | bit N] [mended|broken], as far as the words are of an edit. An error names the
// field and what it takes.
Result<Edit> parse_edit(LineWords& words);

// Changes the frame. Error: it has no such header, or not so many bits; then nothing is changed.
Outcome change(const Edit& edit, std::vector<std::uint8_t>& ethernet);

}  // namespace wirelab::lessons
