#include "capture/decode/fragments.hpp"

#include "capture/decode/link.hpp"

#include <algorithm>
#include <cstring>

namespace wirelab::decode {

namespace {

constexpr std::size_t piece_cost = 64;     // what a piece takes beside its bytes
constexpr std::size_t most_pieces = 8192;  // as many as fit side by side
constexpr std::uint32_t largest = 65535;   // of a packet, header included

void put16(std::vector<std::uint8_t>& bytes, std::size_t at, std::size_t value) {
  bytes[at] = static_cast<std::uint8_t>(value >> 8);
  bytes[at + 1] = static_cast<std::uint8_t>(value);
}

// The header that a packet which was never cut would have; its checksum is not computed.
std::vector<std::uint8_t> header(const IpAddress& source, const IpAddress& destination,
                                 std::uint8_t protocol, std::size_t payload) {
  const bool version6 = source.version == 6;
  std::vector<std::uint8_t> bytes(version6 ? Ipv6::size : Ipv4::least_size);
  bytes[0] = version6 ? 0x60 : 0x45;
  put16(bytes, version6 ? 4 : 2, payload + (version6 ? 0 : bytes.size()));
  bytes[version6 ? 6 : 9] = protocol;
  const auto from = source.octets(), to = destination.octets();
  std::copy(from.begin(), from.end(), bytes.begin() + (version6 ? 8 : 12));
  std::copy(to.begin(), to.end(), bytes.begin() + (version6 ? 24 : 16));
  return bytes;
}

// What follows the IP headers of a packet; nothing when the capture does not hold all of it.
Bytes ip_payload(const Layers& layers, Bytes frame) {
  std::size_t begin = 0, end = 0;
  if (layers.ipv4) {
    begin = layers.ipv4->at.end();
    end = std::size_t{layers.ipv4->at.offset} + layers.ipv4->total_length;
  } else {
    begin = layers.extensions->at.end();
    end = std::size_t{layers.ipv6->at.end()} + layers.ipv6->payload_length;
  }
  return begin < end && end <= frame.size() ? frame.subspan(begin, end - begin) : Bytes{};
}

}  // namespace

std::optional<Fragments::Part> Fragments::part_of(const Layers& layers, Bytes frame) {
  if (!layers.is_fragment()) return std::nullopt;
  Part part;
  part.bytes = ip_payload(layers, frame);
  if (layers.ipv4) {
    part.offset = layers.ipv4->fragment_offset;
    part.identification = layers.ipv4->identification;
    part.protocol = layers.ipv4->protocol;
    part.more = layers.ipv4->more_fragments;
  } else {
    part.offset = layers.extensions->fragment_offset;
    part.identification = layers.extensions->identification;
    part.protocol = layers.extensions->protocol;
    part.more = layers.extensions->more_fragments;
  }
  if (part.bytes.empty() || part.offset + part.bytes.size() > largest) return std::nullopt;
  return part;
}

std::size_t Fragments::Hash::operator()(const Key& key) const {
  std::uint64_t hash = key.identification * 0x9e3779b97f4a7c15u + key.protocol + key.segment;
  for (const IpAddress* address : {&key.source, &key.destination}) {
    std::uint64_t halves[2];
    std::memcpy(halves, address->bytes.data(), sizeof halves);
    for (const std::uint64_t half : halves) hash = (hash ^ half) * 0x9e3779b97f4a7c15u ^ hash >> 29;
  }
  return hash;
}

std::optional<Datagram> Fragments::add(const Layers& layers, Bytes frame, std::uint32_t segment,
                                       Time time) {
  const auto part = part_of(layers, frame);
  if (!part) return std::nullopt;
  make_room(time);
  const Key key{*layers.source(), *layers.destination(), part->identification, segment,
                part->protocol};
  const auto [found, opened] = pending_.try_emplace(key);
  if (opened) found->second = order_.insert(order_.end(), Pending{key, time, {}, 0, {}});
  const auto pending = found->second;
  take(*pending, *part);
  held_ += part->bytes.size() + piece_cost;
  std::optional<Datagram> datagram;
  if (whole(*pending)) datagram = join(*pending);
  if (datagram || pending->pieces.size() >= most_pieces) forget(pending);
  return datagram;
}

void Fragments::clear() {
  order_.clear();
  pending_.clear();
  held_ = 0;
}

void Fragments::take(Pending& pending, const Part& part) {
  const auto end = part.offset + static_cast<std::uint32_t>(part.bytes.size());
  if (!part.more && !pending.total) pending.total = end;
  const auto place = std::upper_bound(
      pending.pieces.begin(), pending.pieces.end(), part.offset,
      [](std::uint32_t offset, const Piece& piece) { return offset < piece.offset; });
  pending.pieces.insert(place, Piece{part.offset, {part.bytes.begin(), part.bytes.end()}});
  pending.bytes += part.bytes.size();
}

bool Fragments::whole(const Pending& pending) {
  if (!pending.total || pending.bytes < *pending.total) return false;
  std::size_t reached = 0;
  for (const Piece& piece : pending.pieces) {
    if (piece.offset > reached) break;
    reached = std::max(reached, piece.offset + piece.bytes.size());
  }
  return reached >= *pending.total;
}

Datagram Fragments::join(const Pending& pending) {
  const Key& key = pending.key;
  Datagram datagram{key.source.version == 6 ? link_ipv6 : link_ipv4, {}};
  datagram.bytes = header(key.source, key.destination, key.protocol, *pending.total);
  const std::size_t start = datagram.bytes.size();
  const std::size_t end = start + *pending.total;
  for (const Piece& piece : pending.pieces) {
    const std::size_t have = datagram.bytes.size() - start;
    if (have >= *pending.total) break;
    if (piece.offset + piece.bytes.size() <= have) continue;
    const auto fresh = static_cast<std::ptrdiff_t>(have - piece.offset);
    datagram.bytes.insert(datagram.bytes.end(), piece.bytes.begin() + fresh, piece.bytes.end());
  }
  datagram.bytes.resize(end);
  return datagram;
}

void Fragments::make_room(Time now) {
  while (!order_.empty()) {
    // Absurd times may lie further apart than a Time can say; unsigned they cannot.
    const Time begun = order_.front().begun;
    const auto age = static_cast<std::uint64_t>(now) - static_cast<std::uint64_t>(begun);
    const bool late = now > begun && age > static_cast<std::uint64_t>(patience);
    if (!late && order_.size() < most_datagrams && held_ < most_bytes) return;
    forget(order_.begin());
  }
}

void Fragments::forget(Order::iterator pending) {
  held_ -= pending->bytes + pending->pieces.size() * piece_cost;
  pending_.erase(pending->key);
  order_.erase(pending);
}

}  // namespace wirelab::decode
