#pragma once

#include "capture/findings/summary.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace wirelab::findings {

// What a person should look at, worst first in this order. The id (its name) keys the sentence in
// words/*.toml: "finding.lost_tail".
enum class FindingKind : std::uint8_t {
  lost_tail,        // the last data were repeated, and never acknowledged
  no_answer,        // SYNs, and not one word back
  refused,          // a RST answered the SYN
  half_open,        // a SYN found the other end still in an older connection
  reset,            // a RST ended it
  zero_window,      // the receiver stopped the sender
  incomplete,       // the handshake was never finished
  retransmissions,  // so many that they cost time
  slow_handshake,
  half_closed,   // one end has finished, the other has not
  capture_gaps,  // the capture lacks segments that were acknowledged or continued
};
constexpr int finding_kinds = static_cast<int>(FindingKind::capture_gaps) + 1;
std::string_view id(FindingKind kind);

// `who` did it, or it befell them: the sender of a lost tail, the receiver of a zero window.
struct Finding {
  FindingKind kind = FindingKind::reset;
  std::uint32_t stream = 0;
  Side who = Side::opener;
  std::vector<std::uint64_t> frames;   // where it is to be seen
  std::optional<Time> time;            // how long it lasted
  std::optional<std::uint64_t> count;  // how often
  std::optional<double> share;         // of the segments with data, 0 to 1
};

// The findings of one connection.
std::vector<Finding> findings_of(const ConnectionSummary& summary);
// Of all, worst first.
std::vector<Finding> rank(const std::vector<ConnectionSummary>& summaries);

}  // namespace wirelab::findings
