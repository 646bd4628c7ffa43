#include "capture/tcp/to_segment.hpp"

#include "capture/decode/tcp_options.hpp"

namespace wirelab::tcp {

std::optional<Segment> to_segment(const decode::Layers& layers, Bytes frame) {
  if (!layers.numbered_tcp() || layers.is_fragment()) return std::nullopt;
  const decode::Tcp& header = *layers.tcp;
  Segment segment{.sequence = header.sequence,
                  .acknowledgment = header.acknowledgment,
                  .flags = header.flags,
                  .window = header.window,
                  .length = layers.payload.length,
                  .options_cut = !layers.whole_tcp()};
  if (segment.has(syn)) {
    const auto options = decode::read_tcp_options(decode::tcp_option_bytes(layers, frame));
    if (options.window_shift)
      segment.window_shift = *options.window_shift > 14 ? 14 : *options.window_shift;
  }
  return segment;
}

}  // namespace wirelab::tcp
