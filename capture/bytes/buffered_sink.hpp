#pragma once

#include "capture/bytes/byte_sink.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wirelab {

// Gathers small writes into large ones. What is not flushed is not written.
class BufferedSink {
 public:
  explicit BufferedSink(ByteSink sink) : sink_(std::move(sink)) {}

  Outcome write(std::span<const std::uint8_t> bytes);
  Outcome flush();
  bool empty() const { return buffer_.empty(); }

 private:
  ByteSink sink_;
  std::vector<std::uint8_t> buffer_;
};

}  // namespace wirelab
