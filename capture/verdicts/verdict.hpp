#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wirelab {

// tcp.analysis verdicts, named as tshark's without the prefix. In the order in which they are
// shown.
enum class Verdict : std::uint8_t {
  retransmission,
  fast_retransmission,
  spurious_retransmission,
  out_of_order,
  duplicate_ack,
  lost_segment,
  ack_lost_segment,
  zero_window,
  zero_window_probe,
  zero_window_probe_ack,
  window_update,
  window_full,
  keep_alive,
  keep_alive_ack,
  reused_ports
};
constexpr int verdict_count = 15;

// "out_of_order", and back.
std::string_view name(Verdict verdict);
std::optional<Verdict> verdict(std::string_view name);

// The verdicts of one frame.
class Verdicts {
 public:
  constexpr Verdicts() = default;
  constexpr explicit Verdicts(std::uint16_t bits) : bits_(bits) {}
  constexpr void add(Verdict verdict) { bits_ = static_cast<std::uint16_t>(bits_ | bit(verdict)); }
  constexpr bool has(Verdict verdict) const { return (bits_ & bit(verdict)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::uint16_t bits() const { return bits_; }
  constexpr bool operator==(const Verdicts&) const = default;

 private:
  static constexpr unsigned bit(Verdict verdict) { return 1u << static_cast<unsigned>(verdict); }
  std::uint16_t bits_ = 0;
};

}  // namespace wirelab
