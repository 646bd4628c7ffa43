#pragma once

#include "capture/decode/layers.hpp"
#include "capture/decode/tcp_glance.hpp"
#include "capture/tcp/to_segment.hpp"

// A glance is right when it says what the whole decoder says.
namespace wirelab::test {

inline bool is_address(const std::optional<decode::IpAddress>& address, std::uint32_t number) {
  if (!address || address->version != 4) return false;
  for (int i = 0; i < 4; ++i)
    if (address->bytes[i] != (number >> (24 - 8 * i) & 0xffu)) return false;
  return true;
}

inline bool glance_is_right(const decode::TcpGlance& glance, std::uint32_t link, Bytes frame,
                            std::uint32_t wire_length) {
  const decode::Layers layers = decode::decode(link, frame, wire_length);
  const auto segment = tcp::to_segment(layers, frame);
  if (!segment || !layers.problem.empty() || segment->options_cut) return false;
  const Bytes options = decode::tcp_option_bytes(layers, frame);
  tcp::Segment glanced{.sequence = glance.sequence,
                       .acknowledgment = glance.acknowledgment,
                       .flags = glance.flags,
                       .window = glance.window,
                       .length = glance.length};
  if (glanced.has(tcp::syn)) glanced.window_shift = tcp::announced_shift(glance.options);
  return glanced == *segment && is_address(layers.source(), glance.source) &&
         is_address(layers.destination(), glance.destination) &&
         layers.tcp->source_port == glance.source_port &&
         layers.tcp->destination_port == glance.destination_port &&
         options.size() == glance.options.size() &&
         (options.empty() || options.data() == glance.options.data());
}

}  // namespace wirelab::test
