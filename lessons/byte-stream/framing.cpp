#include "lessons/byte-stream/framing.hpp"

namespace wirelab::lessons::framing {
namespace {

constexpr std::size_t length_bytes = 2;

std::size_t byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// What the first byte of a character says about its size (RFC 3629); a stray byte counts alone.
std::size_t character_size(std::size_t first) {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

}  // namespace

std::string with_length(std::string_view message) {
  const auto high = static_cast<char>(message.size() >> 8);
  const auto low = static_cast<char>(message.size() & 0xff);
  return std::string{high, low} + std::string(message);
}

std::string with_newline(std::string_view message) { return std::string(message) + "\n"; }

std::size_t Reader::whole() const {
  if (framing_ == Framing::newline) {
    const std::size_t end = kept_.find('\n');
    return end == std::string::npos ? 0 : end + 1;
  }
  if (kept_.size() < length_bytes) return 0;
  const std::size_t size = length_bytes + (byte(kept_, 0) << 8 | byte(kept_, 1));
  return kept_.size() < size ? 0 : size;
}

void Reader::take(std::string_view bytes) {
  kept_ += bytes;
  while (const std::size_t size = whole()) {
    messages_.push_back(framing_ == Framing::length
                            ? kept_.substr(length_bytes, size - length_bytes)
                            : kept_.substr(0, size - 1));
    kept_.erase(0, size);
  }
}

Characters characters_in(std::string_view bytes) {
  Characters found;
  std::size_t at = 0;
  while (at < bytes.size() && at + character_size(byte(bytes, at)) <= bytes.size()) {
    at += character_size(byte(bytes, at));
    ++found.whole;
  }
  found.left_over = bytes.size() - at;
  return found;
}

}  // namespace wirelab::lessons::framing
