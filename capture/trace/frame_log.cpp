#include "capture/trace/frame_log.hpp"

#include "capture/tcp/sequence.hpp"

#include <algorithm>

namespace wirelab {

namespace {

Station ip_station(const decode::IpAddress& address, std::optional<std::uint16_t> port) {
  using Kind = Station::Kind;
  Station station;
  station.bytes = address.bytes;
  station.port = port.value_or(0);
  if (address.version == 4)
    station.kind = port ? Kind::ipv4_port : Kind::ipv4;
  else
    station.kind = port ? Kind::ipv6_port : Kind::ipv6;
  return station;
}

Station mac_station(const decode::MacAddress& address) {
  Station station;
  station.kind = Station::Kind::mac;
  std::copy(address.bytes.begin(), address.bytes.end(), station.bytes.begin());
  return station;
}

Station station_of(const decode::Layers& layers, bool source) {
  std::optional<std::uint16_t> port;
  if (layers.tcp) port = source ? layers.tcp->source_port : layers.tcp->destination_port;
  if (layers.udp) port = source ? layers.udp->source_port : layers.udp->destination_port;
  if (const auto address = source ? layers.source() : layers.destination())
    return ip_station(*address, port);
  if (layers.ethernet)
    return mac_station(source ? layers.ethernet->source : layers.ethernet->destination);
  return {};
}

std::size_t slot(const Station& station) {
  std::uint32_t hash = station.port + static_cast<std::uint32_t>(station.kind) * 131u;
  for (const std::uint8_t byte : station.bytes) hash = (hash ^ byte) * 16777619u;
  return (hash ^ (hash >> 16)) % 256;
}

}  // namespace

Station source_station(const decode::Layers& layers) { return station_of(layers, true); }
Station destination_station(const decode::Layers& layers) { return station_of(layers, false); }

std::string Station::text() const {
  if (kind == Kind::none) return {};
  if (kind == Kind::mac) {
    decode::MacAddress mac;
    std::copy_n(bytes.begin(), mac.bytes.size(), mac.bytes.begin());
    return mac.text();
  }
  decode::IpAddress address{bytes, 6};
  if (kind == Kind::ipv4 || kind == Kind::ipv4_port) address.version = 4;
  const bool has_port = kind == Kind::ipv4_port || kind == Kind::ipv6_port;
  return has_port ? decode::endpoint_text(address, port) : address.text();
}

tcp::Segment FrameRecord::segment() const {
  return {.sequence = sequence_or_destination,
          .acknowledgment = acknowledgment,
          .flags = flags,
          .window = window,
          .length = length};
}

std::size_t FrameLog::push(const FrameRecord& record) {
  const std::size_t index = records_.size();
  if (record.number != index + 1) numbers_[record.number] = static_cast<std::uint32_t>(index);
  records_.push(record);
  return index;
}

std::optional<std::size_t> FrameLog::by_number(std::uint64_t number) const {
  std::optional<std::size_t> index;
  if (const auto found = numbers_.find(number); found != numbers_.end()) index = found->second;
  if (number >= 1 && number <= records_.size() && records_[number - 1].number == number)
    index = std::max<std::size_t>(index.value_or(0), number - 1);
  return index;
}

std::uint8_t FrameLog::protocol_index(std::string_view name) {
  const auto found = std::find(protocols_.begin(), protocols_.end(), name);
  if (found != protocols_.end()) return static_cast<std::uint8_t>(found - protocols_.begin());
  if (protocols_.size() > 255) return 0;
  protocols_.emplace_back(name);
  return static_cast<std::uint8_t>(protocols_.size() - 1);
}

std::uint32_t FrameLog::station_index(const Station& station) {
  std::uint32_t& recent = recent_[slot(station)];
  if (recent < stations_.size() && stations_[recent] == station) return recent;
  stations_.push(station);
  return recent = static_cast<std::uint32_t>(stations_.size() - 1);
}

std::optional<std::size_t> FrameLog::first_transmission(std::size_t index) const {
  constexpr int farthest = 4096;
  const FrameRecord& resent = records_[index];
  const std::uint32_t sequence = resent.sequence_or_destination;
  std::optional<std::size_t> first;
  std::uint32_t at = resent.previous;
  for (int steps = 0; at != 0 && steps < farthest; ++steps) {
    const FrameRecord& candidate = records_[at - 1];
    const tcp::Segment segment = candidate.segment();
    if (candidate.sender == resent.sender && tcp::not_after(segment.sequence, sequence) &&
        tcp::after(segment.end(), sequence))
      first = at - 1;
    at = candidate.previous;
  }
  return first;
}

}  // namespace wirelab
