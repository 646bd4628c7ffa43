#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace wirelab {

using Bytes = std::span<const std::uint8_t>;

enum class ByteOrder : std::uint8_t { little, big };

// Reads numbers from bytes that nobody has checked. A read past the end yields 0 (or no bytes), and
// from then on ok() is false: read a whole header first, ask once. Numbers are network order (big)
// unless told otherwise.
class Cursor {
 public:
  explicit Cursor(Bytes bytes, ByteOrder order = ByteOrder::big) : bytes_(bytes), order_(order) {}

  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint16_t u16() { return number<std::uint16_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }

  // The next `count` bytes, borrowed; empty when there are fewer.
  Bytes take(std::size_t count) {
    if (!has(count)) return {};
    position_ += count;
    return bytes_.subspan(position_ - count, count);
  }
  void skip(std::size_t count) { take(count); }
  // What is left, without moving.
  Bytes rest() const { return bytes_.subspan(position_); }

  bool ok() const { return ok_; }
  std::size_t position() const { return position_; }
  std::size_t remaining() const { return bytes_.size() - position_; }

 private:
  bool has(std::size_t count) {
    if (!ok_ || count > remaining()) ok_ = false;
    return ok_;
  }

  template <class T>
  T number() {
    if (!has(sizeof(T))) return 0;
    T value;
    std::memcpy(&value, bytes_.data() + position_, sizeof(T));
    position_ += sizeof(T);
    const bool native =
        (order_ == ByteOrder::little) == (std::endian::native == std::endian::little);
    return native ? value : swapped(value);
  }

  static std::uint8_t swapped(std::uint8_t value) { return value; }
  static std::uint16_t swapped(std::uint16_t value) { return __builtin_bswap16(value); }
  static std::uint32_t swapped(std::uint32_t value) { return __builtin_bswap32(value); }
  static std::uint64_t swapped(std::uint64_t value) { return __builtin_bswap64(value); }

  Bytes bytes_;
  std::size_t position_ = 0;
  ByteOrder order_;
  bool ok_ = true;
};

}  // namespace wirelab
