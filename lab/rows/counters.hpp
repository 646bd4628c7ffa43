#pragma once

#include "capture/recording/note.hpp"
#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lab {

// What the kernels of a scene have counted by the playhead, as netstat -s does, a line a host. What
// every connection counts is left out.
struct CounterRows {
  struct Change {
    std::string name, text;   // "ListenOverflows", "ListenOverflows +1"
    bool fresh = false;       // since the last frame was sent
    std::string explanation;  // may be empty
  };
  struct Line {
    Hue hue;
    std::string host;
    std::vector<Change> changes;  // the newest first
  };
  std::vector<Line> lines;
};
CounterRows counter_rows(const View& view);

// "ListenOverflows +1"
std::string counter_text(const Note& note);
// ActiveOpens and the like.
bool is_everyday_counter(std::string_view name);

}  // namespace wirelab::lab
