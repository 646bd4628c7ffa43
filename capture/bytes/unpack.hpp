#pragma once

#include "capture/bytes/byte_source.hpp"
#include "capture/bytes/cursor.hpp"
#include "capture/bytes/unpack_limit.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace wirelab {

// How a recording is packed, told by its first bytes and never by its name.
enum class Packing : std::uint8_t { none, gzip, zstd };

// What every magic number fits into, and every recording is longer than.
constexpr std::size_t packing_start = 4;
Packing packing_of(Bytes start);

// The recording's own bytes, whether it is packed or not. The first bytes are looked at when the
// first are read, so nobody waits here for a pipe. It unpacks once: what is packed twice is no
// recording.
std::unique_ptr<ByteSource> unpacking(std::unique_ptr<ByteSource> source, UnpackLimit limit = {});

}  // namespace wirelab
