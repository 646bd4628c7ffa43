#include "capture/bytes/read_ahead.hpp"

#include <cstring>
#include <utility>

namespace wirelab {

namespace {

constexpr std::size_t chunk = 128u << 10;

}  // namespace

ReadAhead::ReadAhead(std::unique_ptr<ByteSource> source)
    : source_(std::move(source)), buffer_(chunk) {}

bool ReadAhead::fetch(std::size_t count) {
  while (end_ - begin_ < count && !ended_) {
    make_room();
    auto got = source_->read(std::span(buffer_).subspan(end_));
    if (!got) error_ = got.error().message;
    if (!got || *got == 0) {
      ended_ = true;
      break;
    }
    end_ += *got;
    end_offset_ += *got;
  }
  return end_ - begin_ >= count;
}

void ReadAhead::make_room() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
}

}  // namespace wirelab
