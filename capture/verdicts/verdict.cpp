#include "capture/verdicts/verdict.hpp"

#include <array>

namespace wirelab {

namespace {

constexpr std::array<std::string_view, verdict_count> names{"retransmission",
                                                            "fast_retransmission",
                                                            "spurious_retransmission",
                                                            "out_of_order",
                                                            "duplicate_ack",
                                                            "lost_segment",
                                                            "ack_lost_segment",
                                                            "zero_window",
                                                            "zero_window_probe",
                                                            "zero_window_probe_ack",
                                                            "window_update",
                                                            "window_full",
                                                            "keep_alive",
                                                            "keep_alive_ack",
                                                            "reused_ports"};
static_assert(verdict_count == static_cast<int>(Verdict::reused_ports) + 1);

}  // namespace

std::string_view name(Verdict verdict) {
  const auto index = static_cast<std::size_t>(verdict);
  return index < names.size() ? names[index] : std::string_view();
}

std::optional<Verdict> verdict(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Verdict>(i);
  return std::nullopt;
}

}  // namespace wirelab
