#pragma once

#include "capture/recording/frame.hpp"
#include "lab/model/fold.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace wirelab::lab {

// What the person chose in what is open: with the Trace, the playhead and the preferences it
// determines every picture. Nothing here is a fact of the network.
struct Session {
  std::string lesson;          // id, empty when a file was opened
  std::string step;            // in view before it has run; empty: the scene's own
  std::set<std::string> done;  // steps that count as done, from the person's progress
  std::size_t scene = 0;       // index into Trace::scenes(): the step in view
  std::optional<std::uint32_t>
      focus;  // stream; absent: the scene's last connection with a change before the playhead
  std::optional<std::uint64_t>
      selected;  // frame number; absent: the last frame sent before the playhead
  std::map<std::pair<std::string, std::string>, std::string>
      chosen;  // (step, ask) -> option id, not yet locked
  std::map<std::pair<std::string, std::string>, std::string> locked;  // (step, ask) -> option id
  std::map<std::string, int> hints;                                   // step -> hints opened
  std::string filter;        // of a foreign capture: the display filter that holds
  std::string filter_fault;  // why the one that was typed last does not
  std::set<Fold> open_folds;
  bool answers_shown = false;  // a picture without a person: the run's answer is marked at once
};

// Where on the trace the view stands.
struct Playhead {
  Time time = 0;  // trace time
  bool playing = false;
  bool live = false;  // pinned to the newest event of a running producer
};

}  // namespace wirelab::lab
