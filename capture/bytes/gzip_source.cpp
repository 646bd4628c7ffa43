#include "capture/bytes/gzip_source.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace wirelab {

namespace {

constexpr int gzip_only = 15 + 16;  // the largest window, and no other header than gzip's

}  // namespace

struct GzipSource::Stream {
  z_stream z{};
  bool ready = false;
  bool member_done = false;  // between two members, or behind the last

  Stream() { ready = inflateInit2(&z, gzip_only) == Z_OK; }
  ~Stream() { inflateEnd(&z); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

GzipSource::GzipSource(std::unique_ptr<ByteSource> packed, UnpackLimit limit)
    : PackedSource(std::move(packed), "gzip", limit), stream_(std::make_unique<Stream>()) {}

GzipSource::~GzipSource() = default;

PackedSource::Turn GzipSource::unpack(Bytes packed, std::span<std::uint8_t> room) {
  Turn turn;
  if (!stream_->ready) {
    turn.damage = "there is no memory to unpack them";
    return turn;
  }
  z_stream& z = stream_->z;
  if (stream_->member_done) {
    const auto next = std::find_if(packed.begin(), packed.end(), [](auto byte) { return byte; });
    turn.taken = static_cast<std::size_t>(next - packed.begin());
    turn.at_end = true;
    if (next == packed.end()) return turn;
    inflateReset(&z);
    stream_->member_done = false;
  }
  const Bytes left = packed.subspan(turn.taken);
  constexpr std::size_t most = std::numeric_limits<uInt>::max();
  z.next_in = const_cast<Bytef*>(left.data());
  z.avail_in = static_cast<uInt>(std::min(left.size(), most));
  z.next_out = room.data();
  z.avail_out = static_cast<uInt>(std::min(room.size(), most));
  const int code = inflate(&z, Z_NO_FLUSH);
  turn.taken = static_cast<std::size_t>(z.next_in - packed.data());
  turn.made = static_cast<std::size_t>(z.next_out - room.data());
  turn.at_end = stream_->member_done = code == Z_STREAM_END;
  if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
    turn.damage = z.msg != nullptr ? z.msg : zError(code);
  }
  return turn;
}

}  // namespace wirelab
