#include "capture/decode/tcp_options.hpp"

namespace wirelab::decode {

namespace {

void take_sack(Cursor value, TcpOptions& options) {
  options.sack_count = 0;
  while (value.remaining() >= 8 && options.sack_count < options.sack.size()) {
    SackBlock& block = options.sack[options.sack_count++];
    block.left = value.u32();
    block.right = value.u32();
  }
}

void take(const TcpOption& option, TcpOptions& options) {
  Cursor value(option.value);
  switch (option.kind) {
    case tcp_maximum_segment:
      if (option.length == 4) options.maximum_segment = value.u16();
      break;
    case tcp_window_scale:
      if (option.length == 3) options.window_shift = value.u8();
      break;
    case tcp_sack_permitted: options.sack_permitted |= option.length == 2; break;
    case tcp_sack:
      if (option.value.size() % 8 == 0) take_sack(value, options);
      break;
    case tcp_timestamps:
      if (option.length == 10) {
        const std::uint32_t stamp = value.u32();
        options.timestamps = TcpTimestamps{stamp, value.u32()};
      }
      break;
    case tcp_fast_open: options.fast_open = true; break;
    default: break;
  }
}

}  // namespace

std::optional<TcpOption> TcpOptionReader::next() {
  if (position_ >= options_.size()) return std::nullopt;
  TcpOption option;
  option.kind = options_[position_];
  option.offset = static_cast<std::uint8_t>(position_);
  option.length = 1;
  if (option.kind == tcp_end_of_options) {
    position_ = options_.size();
    return option;
  }
  if (option.kind != tcp_no_operation) {
    const std::size_t left = options_.size() - position_;
    option.length = left >= 2 ? options_[position_ + 1] : 0;
    if (option.length < 2 || option.length > left) {
      broken_ = true;
      position_ = options_.size();
      return std::nullopt;
    }
    option.value = options_.subspan(position_ + 2, option.length - 2u);
  }
  position_ += option.length;
  return option;
}

TcpOptions read_tcp_options(Bytes bytes) {
  TcpOptions options;
  TcpOptionReader reader(bytes);
  while (const auto option = reader.next()) take(*option, options);
  options.broken = reader.broken();
  return options;
}

}  // namespace wirelab::decode
