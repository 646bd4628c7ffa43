#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/frame/header_field.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wirelab::lessons {

// A value for a field: its bits in as many bytes as they need, the last bit last.
struct FieldValue {
  std::vector<std::uint8_t> bits;
  int sign = 0;  // +1, -1: to be added or taken away
};

// A number (12, 0xc), a difference (+1000, -1), flags by name (SYN,ACK), a MAC or IP address, as
// the field has it. An error says what it takes.
Result<FieldValue> parse_value(const HeaderField& field, const std::string& word);

// Both of the same length; what does not fit is cut off, as in TCP's own arithmetic.
std::vector<std::uint8_t> sum(const std::vector<std::uint8_t>& a,
                              const std::vector<std::uint8_t>& b, int sign);

}  // namespace wirelab::lessons
