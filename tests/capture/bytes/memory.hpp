#pragma once

#include "capture/bytes/byte_source.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::test {

using ByteVector = std::vector<std::uint8_t>;

// "45 00 | 00 28": hexadecimal digits; all else is spacing.
inline ByteVector hex(std::string_view text) {
  ByteVector bytes;
  std::string digits;
  for (const char c : text) {
    if (std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos) digits += c;
  }
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

inline ByteVector operator+(ByteVector left, const ByteVector& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

// Hands bytes out in pieces of at most `piece`; at their end it ends, or fails if told to.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(ByteVector bytes, std::size_t piece = 1u << 20, std::string failure = "")
      : bytes_(std::move(bytes)), piece_(piece), failure_(std::move(failure)) {}

  Result<std::size_t> read(std::span<std::uint8_t> room) override {
    const std::size_t count = std::min({room.size(), piece_, bytes_.size() - given_});
    if (count == 0 && !failure_.empty()) return Error{ErrorKind::input, failure_};
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(given_), count, room.begin());
    given_ += count;
    return count;
  }
  const std::string& name() const override { return name_; }

 private:
  ByteVector bytes_;
  std::size_t piece_;
  std::string failure_;
  std::string name_ = "memory";
  std::size_t given_ = 0;
};

}  // namespace wirelab::test
