#include "capture/bytes/zstd_source.hpp"

#include <zstd.h>

#include <utility>

namespace wirelab {

namespace {

constexpr int largest_window = 27;  // log2 of bytes

}  // namespace

struct ZstdSource::Stream {
  ZSTD_DCtx* context = ZSTD_createDCtx();

  Stream() { ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, largest_window); }
  ~Stream() { ZSTD_freeDCtx(context); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

ZstdSource::ZstdSource(std::unique_ptr<ByteSource> packed, UnpackLimit limit)
    : PackedSource(std::move(packed), "zstd", limit), stream_(std::make_unique<Stream>()) {}

ZstdSource::~ZstdSource() = default;

PackedSource::Turn ZstdSource::unpack(Bytes packed, std::span<std::uint8_t> room) {
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  ZSTD_outBuffer out{room.data(), room.size(), 0};
  const std::size_t code = ZSTD_decompressStream(stream_->context, &out, &in);
  Turn turn;
  turn.taken = in.pos;
  turn.made = out.pos;
  turn.at_end = code == 0;  // a frame is whole and all of it was handed out
  if (ZSTD_isError(code) != 0) turn.damage = ZSTD_getErrorName(code);
  return turn;
}

}  // namespace wirelab
