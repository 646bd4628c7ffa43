#include "capture/bytes/buffered_sink.hpp"

namespace wirelab {

namespace {

constexpr std::size_t enough = 256u << 10;

}  // namespace

Outcome BufferedSink::write(std::span<const std::uint8_t> bytes) {
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  return buffer_.size() < enough ? Done{} : flush();
}

Outcome BufferedSink::flush() {
  if (buffer_.empty()) return Done{};
  Outcome written = sink_(buffer_);
  buffer_.clear();
  return written;
}

}  // namespace wirelab
