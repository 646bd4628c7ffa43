#pragma once

#include "capture/tcp/state.hpp"
#include "capture/tcp/transitions.hpp"
#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// The state diagram: where both ends of the focused connection stand, and the last transition of
// each.
struct DiagramRows {
  struct Tag {
    tcp::State state;
    std::string name;  // "client"
    Hue hue;
  };
  struct Lit {
    tcp::State from, to;
    std::string label;   // "SYN,ACK in, ACK out"
    std::string reason;  // the sentence
    Hue hue;
    double age;          // seconds of teaching time since it was taken (glow fades)
    bool flash = false;  // a reset: no arrow, the CLOSED node flashes
  };
  std::vector<Tag> tags;         // 0..2
  std::vector<Lit> lit;          // 0..2
  std::vector<tcp::Edge> edges;  // the machine's own table, one per (from, to)
};
DiagramRows diagram_rows(const View& view);

}  // namespace wirelab::lab
