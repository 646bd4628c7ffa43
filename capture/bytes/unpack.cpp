#include "capture/bytes/unpack.hpp"

#include "capture/bytes/gzip_source.hpp"
#include "capture/bytes/zstd_source.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace wirelab {

namespace {

// More than the magic number when it is there anyway: who refuses the file looks at it.
using Start = std::array<std::uint8_t, 512>;

// Gives first what was read already, then the rest.
class ResumedSource final : public ByteSource {
 public:
  ResumedSource(std::unique_ptr<ByteSource> source, Start start, std::size_t size)
      : source_(std::move(source)), start_(start), end_(size) {}

  Result<std::size_t> read(std::span<std::uint8_t> room) override {
    if (begin_ == end_) return source_->read(room);
    const std::size_t count = std::min(room.size(), end_ - begin_);
    std::copy_n(start_.begin() + static_cast<std::ptrdiff_t>(begin_), count, room.begin());
    begin_ += count;
    return count;
  }
  const std::string& name() const override { return source_->name(); }

 private:
  std::unique_ptr<ByteSource> source_;
  Start start_;
  std::size_t begin_ = 0, end_;
};

class UnpackingSource final : public ByteSource {
 public:
  UnpackingSource(std::unique_ptr<ByteSource> source, UnpackLimit limit)
      : source_(std::move(source)), limit_(limit) {}

  Result<std::size_t> read(std::span<std::uint8_t> room) override {
    if (!looked_) {
      if (auto looked = look(); !looked) return looked.error();
      looked_ = true;
    }
    return source_->read(room);
  }
  const std::string& name() const override { return source_->name(); }
  std::string_view offset_unit() const override { return source_->offset_unit(); }

 private:
  Outcome look() {
    Start start{};
    std::size_t size = 0;
    while (size < packing_start) {
      auto count = source_->read(std::span(start).subspan(size));
      if (!count) return count.error();
      if (*count == 0) break;
      size += *count;
    }
    source_ = std::make_unique<ResumedSource>(std::move(source_), start, size);
    switch (packing_of(Bytes(start).first(size))) {
      case Packing::gzip: source_ = std::make_unique<GzipSource>(std::move(source_), limit_); break;
      case Packing::zstd: source_ = std::make_unique<ZstdSource>(std::move(source_), limit_); break;
      case Packing::none: break;
    }
    return Done{};
  }

  std::unique_ptr<ByteSource> source_;
  UnpackLimit limit_;
  bool looked_ = false;
};

}  // namespace

Packing packing_of(Bytes start) {
  constexpr std::uint32_t zstd_frame = 0xfd2fb528;
  constexpr std::uint32_t skippable_frame = 0x184d2a50;  // and the fifteen numbers after it
  if (start.size() >= 2 && start[0] == 0x1f && start[1] == 0x8b) return Packing::gzip;
  const std::uint32_t magic = Cursor(start, ByteOrder::little).u32();
  if (magic == zstd_frame || (magic & ~0xfu) == skippable_frame) return Packing::zstd;
  return Packing::none;
}

std::unique_ptr<ByteSource> unpacking(std::unique_ptr<ByteSource> source, UnpackLimit limit) {
  return std::make_unique<UnpackingSource>(std::move(source), limit);
}

}  // namespace wirelab
