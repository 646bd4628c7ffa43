#pragma once

#include "capture/verdicts/verdict.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace wirelab {

// What was counted of a whole recording.
struct Totals {
  std::size_t frames = 0;
  std::size_t connections = 0;
  std::uint64_t tcp_frames = 0;
  std::uint64_t wire_bytes = 0;  // of all frames
  std::array<std::uint64_t, verdict_count> verdicts{};
  std::map<std::string, std::uint64_t> other_protocols;  // frames without TCP

  bool operator==(const Totals&) const = default;
  std::uint64_t of(Verdict verdict) const { return verdicts[static_cast<std::size_t>(verdict)]; }
};

}  // namespace wirelab
