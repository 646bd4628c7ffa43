#pragma once

#include "capture/decode/layers.hpp"
#include "capture/tcp/segment.hpp"
#include "capture/tcp/state.hpp"
#include "capture/trace/column.hpp"
#include "capture/trace/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

// One frame as it is kept; words and strings are made of it on request.
struct FrameRecord {
  Time time = 0;
  std::uint64_t number = 0;
  std::uint64_t file_offset = 0;
  std::uint32_t wire_length = 0;
  std::uint32_t captured_length = 0;
  std::uint32_t interface = 0;
  std::uint32_t stream_or_source = 0;  // TCP: stream; else index of the sender's Station
  // TCP: sequence number; else index of the receiver's Station
  std::uint32_t sequence_or_destination = 0;
  std::uint32_t acknowledgment = 0;
  std::uint32_t length = 0;    // TCP payload, bytes
  std::uint32_t previous = 0;  // frame of the same connection before this one: index + 1, 0 none
  std::uint16_t flags = 0;
  std::uint16_t window = 0;
  std::uint16_t verdicts = 0;
  std::uint8_t protocol = 0;          // index of its name
  std::uint8_t shift = 0;             // that applies to window
  std::uint8_t copies_in_flight = 0;  // deliveries still to come, in a run
  tcp::State sender_state = tcp::State::unknown;
  tcp::State receiver_state = tcp::State::unknown;
  bool is_tcp = false;
  Side sender = Side::opener;
  bool delivered = false;

  tcp::Segment segment() const;
};

// All frames, by index, and what their strings are made of.
class FrameLog {
 public:
  std::size_t size() const { return records_.size(); }
  FrameRecord& operator[](std::size_t index) { return records_[index]; }
  const FrameRecord& operator[](std::size_t index) const { return records_[index]; }

  std::size_t push(const FrameRecord& record);
  // The latest frame of this number.
  std::optional<std::size_t> by_number(std::uint64_t number) const;

  std::uint8_t protocol_index(std::string_view name);
  const std::string& protocol(std::uint8_t index) const { return protocols_[index]; }
  std::uint32_t station_index(const Station& station);
  const Station& station(std::uint32_t index) const { return stations_[index]; }

  // The oldest frame among the last few thousand of the connection that already carried the first
  // sequence number of this one.
  std::optional<std::size_t> first_transmission(std::size_t index) const;

 private:
  Column<FrameRecord> records_;
  std::unordered_map<std::uint64_t, std::uint32_t>
      numbers_;  // only of frames whose number is not index + 1
  std::vector<std::string> protocols_{""};
  Column<Station> stations_;
  // The stations last seen: most captures have few, and those that have millions do not pay for a
  // table of them.
  std::array<std::uint32_t, 256> recent_{};
};

// The stations of a frame, from the innermost header that names them.
Station source_station(const decode::Layers& layers);
Station destination_station(const decode::Layers& layers);

}  // namespace wirelab
