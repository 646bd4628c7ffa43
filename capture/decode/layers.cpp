#include "capture/decode/layers.hpp"

#include "capture/decode/decoder.hpp"

#include <algorithm>

namespace wirelab::decode {

bool Layers::is_fragment() const {
  return (ipv4 && ipv4->is_fragment()) || (extensions && extensions->is_fragment);
}

bool Layers::whole_tcp() const { return tcp && problem.empty(); }

bool Layers::numbered_tcp() const {
  return tcp && (problem.empty() || problem == "malformed.tcp_cut");
}

std::optional<IpAddress> Layers::source() const {
  if (ipv4) return ipv4->source;
  if (ipv6) return ipv6->source;
  if (arp) return arp->sender;
  return std::nullopt;
}

std::optional<IpAddress> Layers::destination() const {
  if (ipv4) return ipv4->destination;
  if (ipv6) return ipv6->destination;
  if (arp) return arp->target;
  return std::nullopt;
}

Layers decode(std::uint32_t link_type, Bytes bytes, std::uint32_t wire_length) {
  Layers layers;
  Decoder(bytes, wire_length, layers).run(link_type);
  return layers;
}

Bytes tcp_option_bytes(const Layers& layers, Bytes frame) {
  if (!layers.tcp) return {};
  const std::size_t first = layers.tcp->at.offset + Tcp::least_size;
  const std::size_t last = std::min<std::size_t>(layers.tcp->at.end(), frame.size());
  return first < last ? frame.subspan(first, last - first) : Bytes{};
}

}  // namespace wirelab::decode
