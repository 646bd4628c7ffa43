#include "capture/decode/artefacts.hpp"

#include "capture/decode/checksum.hpp"
#include "capture/decode/tcp_options.hpp"

#include <algorithm>

namespace wirelab::decode {

namespace {

constexpr std::uint32_t usual_mtu = 1500;
constexpr std::uint64_t short_while = 20'000'000;  // ns

std::uint64_t hash(Bytes bytes) {
  std::uint64_t sum = 14695981039346656037u;
  for (const std::uint8_t byte : bytes) sum = (sum ^ byte) * 1099511628211u;
  return sum;
}

std::uint32_t packet_offset(const Layers& layers) {
  return layers.ipv4 ? layers.ipv4->at.offset : layers.ipv6->at.offset;
}

// A packet of a machine to itself meets no link, and no network card.
bool is_loopback(const Layers& layers) {
  constexpr std::uint8_t this_host = 127;
  const IpAddress source = *layers.source(), destination = *layers.destination();
  return source == destination || (layers.ipv4 && source.octets()[0] == this_host) ||
         (layers.ethernet && layers.ethernet->source == MacAddress{} &&
          layers.ethernet->destination == MacAddress{});
}

}  // namespace

std::string_view id(Artefact artefact) {
  constexpr std::array<std::string_view, artefact_count> ids{"checksum_not_computed", "over_mtu",
                                                             "seen_twice"};
  return ids[static_cast<std::size_t>(artefact)];
}

Appearance Observer::see(const Layers& layers, const Frame& frame) {
  Appearance appearance;
  if (!layers.ipv4 && !layers.ipv6) return appearance;
  const ChecksumState header = check_ipv4(layers, frame.bytes).state;
  const ChecksumState transport = check_transport(layers, frame.bytes).state;
  const auto either = [&](ChecksumState state) { return header == state || transport == state; };
  if (either(ChecksumState::not_computed))
    appearance.artefacts.push_back(Artefact::checksum_not_computed);
  const bool over = is_over_mtu(layers, frame);
  if (over) appearance.artefacts.push_back(Artefact::over_mtu);
  if (is_seen_twice(layers, frame)) appearance.artefacts.push_back(Artefact::seen_twice);
  // A card that joins segments leaves the checksum of the first.
  appearance.checksum_wrong = !over && either(ChecksumState::wrong);
  return appearance;
}

// 1500 bytes, or what an MSS that was announced there makes room for.
bool Observer::is_over_mtu(const Layers& layers, const Frame& frame) {
  if (is_loopback(layers)) return false;
  std::uint32_t& largest = largest_.try_emplace(frame.interface, usual_mtu).first->second;
  const std::uint32_t fixed =
      (layers.ipv4 ? std::uint32_t{Ipv4::least_size} : std::uint32_t{Ipv6::size}) + Tcp::least_size;
  if (layers.tcp && (layers.tcp->flags & 0x02) != 0) {
    const auto options = read_tcp_options(tcp_option_bytes(layers, frame.bytes));
    if (options.maximum_segment) largest = std::max(largest, *options.maximum_segment + fixed);
  }
  return layers.payload.end() > packet_offset(layers) + largest;
}

// The same bytes from IP on. Only a packet with an identification is never sent twice like this; of
// the others it must be another interface, or the other side of it on "any".
bool Observer::is_seen_twice(const Layers& layers, const Frame& frame) {
  const std::size_t start = std::min<std::size_t>(packet_offset(layers), frame.bytes.size());
  const std::size_t end = std::clamp<std::size_t>(layers.payload.end(), start, frame.bytes.size());
  const Seen now{hash(frame.bytes.subspan(start, end - start)),
                 layers.cooked ? hash(frame.bytes.first(start)) : 0, frame.interface, frame.time};
  const bool has_id = layers.ipv4 && layers.ipv4->identification != 0;
  const bool twice = std::any_of(recent_.begin(), recent_.end(), [&](const Seen& before) {
    if (before.packet != now.packet) return false;
    const auto since =
        static_cast<std::uint64_t>(now.time) - static_cast<std::uint64_t>(before.time);
    return std::min(since, 0 - since) < short_while &&
           (has_id || before.link != now.link || before.interface != now.interface);
  });
  recent_[next_++ % recent_.size()] = now;
  return twice;
}

}  // namespace wirelab::decode
