#include "capture/trace/station.hpp"

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

std::uint32_t StationLog::number_of(const Station& station) {
  std::uint32_t& recent = recent_[slot(station)];
  if (recent < stations_.size() && stations_[recent] == station) return recent;
  stations_.push(station);
  return recent = static_cast<std::uint32_t>(stations_.size() - 1);
}

}  // namespace wirelab
