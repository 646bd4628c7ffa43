#pragma once

#include "capture/bytes/packed_source.hpp"

#include <memory>

namespace wirelab {

// Unpacks Zstandard (RFC 8878): one frame after the other, skippable ones too. A frame that wants a
// window over 128 MiB (zstd --long=28 and more) is refused, as zstd itself does.
class ZstdSource final : public PackedSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> packed, UnpackLimit limit = {});
  ~ZstdSource() override;

 private:
  Turn unpack(Bytes packed, std::span<std::uint8_t> room) override;

  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace wirelab
