#pragma once

#include "capture/trace/trace.hpp"
#include "capture/words/words.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// A whole recording in a few lines: packets, connections, verdicts. `trace` has been read to its
// end; `totals` may be of a selection of its frames.
std::string summary_text(const Trace& trace, const Totals& totals, const Words& words);
// {"packets":5,"bytes":410,"seconds":0.1,"connections":1,"tcp":5,"other":{},"analysis":{...}} with
// every verdict, also those that never occurred.
std::string json_summary(const Trace& trace, const Totals& totals);

// Totals of some frames alone.
class TotalsOfFrames {
 public:
  void add(const FrameRow& row);
  Totals totals() const { return totals_; }

 private:
  Totals totals_;
  std::vector<bool> seen_;  // streams
};

}  // namespace wirelab::lab
