#pragma once

#include "capture/filter/value.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace wirelab::filter {

// Some bytes of a value, joined: [13:1], [0-5], [-4:2], [:2], [4:], [1,3-5]. A negative offset
// counts from the end. Of a protocol the bytes of its header count, as in Wireshark.
class Slice {
 public:
  // What stands between the brackets; nothing when it is no slice.
  static std::optional<Slice> read(std::string_view text);
  // The bytes, as a Value of Type::bytes; nothing when some of them lie beyond the end.
  std::optional<Value> of(Type type, const Value& value) const;

 private:
  struct Piece {
    std::int32_t offset = 0;
    std::optional<std::int32_t> length, last;  // neither: to the end
  };
  static std::optional<Piece> read_piece(std::string_view text);
  std::vector<Piece> pieces_;
};

// Types that have bytes to be sliced.
bool is_sliceable(Type type);

}  // namespace wirelab::filter
