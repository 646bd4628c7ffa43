#include "capture/tcp/to_segment.hpp"

#include "capture/decode/tcp_options.hpp"

#include <algorithm>

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
  if (segment.has(syn))
    segment.window_shift = announced_shift(decode::tcp_option_bytes(layers, frame));
  return segment;
}

std::uint8_t announced_shift(Bytes options) {
  std::uint8_t shift = 255;
  for (std::size_t at = 0; at < options.size() && options[at] != decode::tcp_end_of_options;) {
    if (options[at] == decode::tcp_no_operation) {
      ++at;
      continue;
    }
    const std::size_t length = at + 1 < options.size() ? options[at + 1] : 0u;
    if (length < 2 || length > options.size() - at) break;
    if (options[at] == decode::tcp_window_scale && length == 3)
      shift = std::min<std::uint8_t>(options[at + 2], 14);
    at += length;
  }
  return shift;
}

}  // namespace wirelab::tcp
