#include "capture/bytes/packed_source.hpp"

#include <fmt/core.h>

#include <utility>

namespace wirelab {

namespace {

constexpr std::size_t chunk_size = 128u << 10;

}  // namespace

PackedSource::PackedSource(std::unique_ptr<ByteSource> packed, const char* format,
                           UnpackLimit limit)
    : packed_(std::move(packed)), format_(format), chunk_(chunk_size), limit_(limit) {}

Error PackedSource::broken(const std::string& how) const {
  return {ErrorKind::input,
          fmt::format("{}: its {} data are {} at packed byte {}", name(), format_, how, taken_)};
}

Error PackedSource::too_much() const {
  return {
      ErrorKind::input,
      fmt::format("{}: {} bytes of its {} data have unpacked to {} MiB; no more is read, unless "
                  "--unpack-at-most allows it",
                  name(), taken_, format_, made_ >> 20)};
}

// False at the end of the packed bytes, or where they cannot be read: see failure_.
bool PackedSource::fetch() {
  auto count = packed_->read(chunk_);
  if (!count) failure_ = count.error().message;
  if (!count || *count == 0) return false;
  begin_ = 0;
  end_ = *count;
  return true;
}

Result<std::size_t> PackedSource::read(std::span<std::uint8_t> room) {
  while (failure_.empty()) {
    // The unpacker may still hold bytes when all of the chunk is taken.
    if (begin_ == end_ && (idle_ || at_end_) && !fetch()) {
      if (failure_.empty() && !at_end_) failure_ = broken("cut off").message;
      break;
    }
    const Turn turn = unpack(Bytes(chunk_).subspan(begin_, end_ - begin_), room);
    begin_ += turn.taken;
    taken_ += turn.taken;
    at_end_ = turn.at_end;
    idle_ = turn.made < room.size();
    if (!turn.damage.empty()) failure_ = broken("damaged (" + turn.damage + ")").message;
    made_ += turn.made;
    if (made_ > limit_.of(taken_)) failure_ = too_much().message;
    if (turn.made > 0) return turn.made;
  }
  if (failure_.empty()) return std::size_t{0};
  return Error{ErrorKind::input, failure_};
}

}  // namespace wirelab
