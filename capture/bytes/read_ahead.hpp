#pragma once

#include "capture/bytes/byte_source.hpp"
#include "capture/bytes/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab {

// A window on a ByteSource that slides forward. It reads in big chunks but asks for more only when
// what was demanded is not there yet, so that a live pipe is followed byte for byte. Memory
// follows the bytes that came, not the number demanded.
class ReadAhead {
 public:
  explicit ReadAhead(std::unique_ptr<ByteSource> source);

  // Waits until `count` bytes are there. False: the source ended (or failed: see error()) before.
  bool demand(std::size_t count) { return end_ - begin_ >= count || fetch(count); }
  // All bytes that are there; borrowed until the next demand() for more.
  Bytes here() const { return {buffer_.data() + begin_, end_ - begin_}; }
  // Done with the first `count` bytes, which must be there.
  void consume(std::size_t count) { begin_ += count; }

  // Absolute offsets from the first byte of the source: of here(), and of its end.
  std::uint64_t offset() const { return end_offset_ - (end_ - begin_); }
  std::uint64_t end_offset() const { return end_offset_; }
  const std::string& name() const { return source_->name(); }
  std::string_view offset_unit() const { return source_->offset_unit(); }
  // Why the source could not be read on; empty at a plain end.
  const std::string& error() const { return error_; }

 private:
  bool fetch(std::size_t count);
  void make_room();

  std::unique_ptr<ByteSource> source_;
  std::vector<std::uint8_t> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t end_offset_ = 0;
  bool ended_ = false;
  std::string error_;
};

}  // namespace wirelab
