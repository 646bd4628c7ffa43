#pragma once

#include "capture/filter/bpf.hpp"
#include "capture/filter/filter.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// Which frames a command shows: those that pass the display filter (-Y) and the BPF expression. All
// frames are analysed first, so states, streams and verdicts are those of the whole recording.
class Selection {
 public:
  // An Error (usage) when the display filter cannot be compiled.
  static Result<Selection> make(const std::string& display_filter,
                                const std::vector<std::string>& bpf_words);

  bool takes_all() const { return !display_ && !bpf_; }
  // Before the first frame of an interface; BPF is compiled for its link type.
  Outcome meet(const Interface& interface);
  bool takes(const Trace& trace, const FrameRow& row, Bytes bytes) const;

 private:
  std::optional<filter::Filter> display_;
  std::optional<filter::Bpf> bpf_;
};

}  // namespace wirelab::lab
