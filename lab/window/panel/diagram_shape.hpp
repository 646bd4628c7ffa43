#pragma once

#include <optional>
#include <vector>

#include "capture/tcp/state.hpp"
#include "lab/window/ground/geometry.hpp"

namespace wirelab::window {

// Where the state diagram's nodes stand and how its edges run, checked numerically at three sizes:
// no two edges cross, none runs through a node. Which edges there are is the machine's table, not
// this.
struct NodePlace {
  tcp::State state;
  float x, y;  // of the panel
};
const std::vector<NodePlace>& node_places();

struct EdgeShape {
  enum class Kind { straight, curve, right_side, left_side };
  tcp::State from, to;
  Kind kind;
  Point start, end;  // anchors in half-extents of the node
  Point out, in;     // control offsets in panel units
};
const EdgeShape* edge_shape(tcp::State from, tcp::State to);

}  // namespace wirelab::window
