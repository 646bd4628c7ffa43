#pragma once

#include "capture/bytes/packed_source.hpp"

#include <memory>

namespace wirelab {

// Unpacks gzip (RFC 1952): one member after the other, as `cat a.gz b.gz` makes them, each with its
// checksum. Zero bytes behind the last one are padding; anything else there is damage.
class GzipSource final : public PackedSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> packed, UnpackLimit limit = {});
  ~GzipSource() override;

 private:
  Turn unpack(Bytes packed, std::span<std::uint8_t> room) override;

  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace wirelab
