#pragma once

#include "capture/bytes/cursor.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// Option kinds (IANA) with the RFC that defines each.
enum TcpOptionKind : std::uint8_t {
  tcp_end_of_options = 0,   // RFC 9293
  tcp_no_operation = 1,     // RFC 9293
  tcp_maximum_segment = 2,  // RFC 9293
  tcp_window_scale = 3,     // RFC 7323
  tcp_sack_permitted = 4,   // RFC 2018
  tcp_sack = 5,             // RFC 2018
  tcp_timestamps = 8,       // RFC 7323
  tcp_fast_open = 34        // RFC 7413
};

// One option as it stands in the header.
struct TcpOption {
  std::uint8_t kind = 0;
  std::uint8_t offset = 0;  // bytes from the start of the options
  std::uint8_t length = 0;  // bytes in all, with kind and length; 1 for NOP and end
  Bytes value;              // after kind and length
};

// Walks over the bytes between the fixed header and the payload.
class TcpOptionReader {
 public:
  explicit TcpOptionReader(Bytes options) : options_(options) {}
  // The next option; nothing after the end or where a length is impossible (then broken()).
  std::optional<TcpOption> next();
  bool broken() const { return broken_; }

 private:
  Bytes options_;
  std::size_t position_ = 0;
  bool broken_ = false;
};

// From the left edge up to, not with, the right edge: sequence numbers.
struct SackBlock {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

struct TcpTimestamps {
  std::uint32_t value = 0;  // TSval
  std::uint32_t echo = 0;   // TSecr
};

// What the options say, each kind of the right length; the last of a kind counts.
struct TcpOptions {
  std::optional<std::uint16_t> maximum_segment;  // bytes
  std::optional<std::uint8_t> window_shift;      // as written; above 14 it counts as 14 (RFC 7323)
  bool sack_permitted = false;
  std::array<SackBlock, 4> sack{};
  std::uint8_t sack_count = 0;
  std::optional<TcpTimestamps> timestamps;
  bool fast_open = false;
  bool broken = false;  // a length was impossible; what stood before it is here
};

TcpOptions read_tcp_options(Bytes options);

}  // namespace wirelab::decode
