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
  decode::TcpOptionReader reader(options);
  while (const auto option = reader.next())
    if (option->kind == decode::tcp_window_scale && option->length == 3)
      shift = std::min<std::uint8_t>(option->value[0], 14);
  return shift;
}

}  // namespace wirelab::tcp
