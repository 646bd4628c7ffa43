#pragma once

#include "capture/findings/finding.hpp"
#include "capture/findings/survey.hpp"
#include "capture/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace wirelab::lab {

// The connections of a capture that may still grow, the one that most deserves a look first: by its
// worst finding, then by what was sent again.
class ConnectionList {
 public:
  // Takes up at most `most` frames more. True while there are more.
  bool catch_up(const Trace& trace, std::size_t most);
  std::size_t seen() const { return survey_.seen(); }  // frames

  // Orders anew. Two steps, so that a thread can sort without a lock and then show the order under
  // one: rank() changes nothing that the readers below see.
  void rank();
  void publish() { order_ = next_; }

  std::size_t size() const { return survey_.size(); }
  std::span<const std::uint32_t> worst_first() const { return order_; }  // streams
  findings::ConnectionSummary summary(std::uint32_t stream) const {
    return survey_.summary(stream);
  }
  std::vector<findings::Finding> findings(std::uint32_t stream) const;

 private:
  struct Score {
    std::uint8_t kind = findings::finding_kinds;  // of its worst finding; none: behind them all
    std::uint64_t again = 0;
    std::uint32_t stream = 0;
  };
  static Score score(const findings::ConnectionSummary& summary);

  findings::Survey survey_;
  std::vector<bool> touched_;  // since the last rank(); index = stream
  std::vector<Score> scores_;  // index = stream
  std::vector<std::uint32_t> next_, order_;
};

}  // namespace wirelab::lab
