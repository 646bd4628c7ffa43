#pragma once

#include "lab/model/scene_events.hpp"
#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// What every builder asks of a View first: the scene, what of it has happened at the playhead,
// which connection is in focus and which of its ends stands on the left.
struct Moment {
  const Scene* scene = nullptr;  // nullptr: nothing recorded yet
  Time now = 0;                  // trace time
  FrameRange seen;               // frames sent at or before now
  Time zero = 0;                 // when the scene's first frame was sent; its begin before that
  std::optional<std::uint32_t> focus;  // stream
  Side left = Side::opener;
  std::vector<std::string> way;  // the hosts with a lifeline, left to right: see rows/way
  Side right() const { return other(left); }
};
Moment moment_of(const View& view);

// Left host to right host. (In a foreign capture: sent by the left end of the focused connection.)
bool is_rightward(const View& view, const Moment& moment, const FrameRow& frame);
inline Hue end_hue(bool left) { return left ? Hue::client : Hue::server; }

// The frame that the panels explain: the selected one, else the last one sent; never a later one.
std::optional<FrameRow> selected_frame(const View& view, const Moment& moment);

// Of the connection in focus: where an end stood, its last change by a time, all its changes.
tcp::State state_at(const View& view, const Moment& moment, Side side, Time time);
std::optional<Transition> last_transition(const View& view, const Moment& moment, Side side,
                                          Time time);
std::vector<Transition> transitions(const View& view, const Moment& moment, Side side);

// "client", or its address where hosts have no names.
std::string end_name(const View& view, const Moment& moment, bool left);

}  // namespace wirelab::lab
