#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/bytes/read_ahead.hpp"
#include "capture/recording/pcapng_blocks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wirelab::pcapng {

// One block of a file; the body is borrowed until the next one is taken.
struct BlockView {
  std::uint32_t type = 0;
  std::uint64_t offset = 0;  // of its first byte, the type, in the file
  Bytes body;                // without type and lengths
  Bytes raw;                 // with them
};

// Takes pcapng apart into blocks. It follows the byte order that each section header announces and
// refuses what cannot be a block.
class BlockReader {
 public:
  explicit BlockReader(ReadAhead bytes) : bytes_(std::move(bytes)) {}

  // The next block, as soon as it is whole; nothing at the end, which fault() explains. `frames`
  // were read before; the fault tells.
  std::optional<BlockView> next(std::uint64_t frames);
  // Ends the reading over what stands in a block. Returns nothing, for a shorter way out.
  std::nullopt_t damage(std::uint64_t offset, std::string_view cause);

  ByteOrder order() const { return order_; }
  // Empty after a clean end.
  const std::string& fault() const { return fault_; }

 private:
  std::nullopt_t cut(std::string_view what);
  bool read_section_start(std::uint64_t offset);

  ReadAhead bytes_;
  ByteOrder order_ = ByteOrder::little;
  std::uint64_t frames_ = 0;
  bool ended_ = false;
  std::string fault_;
};

}  // namespace wirelab::pcapng
