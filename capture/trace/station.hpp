#pragma once

#include "capture/decode/layers.hpp"
#include "capture/trace/column.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace wirelab {

// Who sent or gets a frame without TCP: an IP address with or without a port, or a MAC.
struct Station {
  enum class Kind : std::uint8_t { none, mac, ipv4, ipv6, ipv4_port, ipv6_port };
  Kind kind = Kind::none;
  std::uint16_t port = 0;
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const Station&) const = default;
  std::string text() const;
};

// The stations of a frame, from the innermost header that names them.
Station source_station(const decode::Layers& layers);
Station destination_station(const decode::Layers& layers);

// All stations, numbered. One may have several numbers.
class StationLog {
 public:
  std::uint32_t number_of(const Station& station);
  const Station& operator[](std::uint32_t number) const { return stations_[number]; }

 private:
  Column<Station> stations_;
  // The stations last seen: most captures have few, and those that have millions do not pay for a
  // table of them.
  std::array<std::uint32_t, 256> recent_{};
};

}  // namespace wirelab
