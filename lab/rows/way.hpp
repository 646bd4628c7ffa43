#pragma once

#include "lab/rows/moment.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// The hosts of a scene that have a lifeline, left to right: of two hosts both; of more, the ends of
// the connection in focus and the routers between them, or without a connection the first of all.
// At most five. Empty in a foreign capture. Made once a moment: Moment::way has it.
std::vector<std::string> way_of(const View& view, const Moment& moment);

// Whose address this is, "10.0.0.1" or "10.0.0.1:80"; empty: nobody's on this bench.
std::string host_at(const Scene& scene, const std::string& end);

// How far a frame goes on it: 0 the left lifeline, 1 the right one.
struct Stretch {
  double from = 0, to = 1;

  bool rightward() const { return to > from; }
  double at(double progress) const { return from + (to - from) * progress; }
};
constexpr Stretch whole_way(bool rightward) { return rightward ? Stretch{0, 1} : Stretch{1, 0}; }
Stretch stretch_of(const View& view, const Moment& moment, const FrameRow& frame);

// Whose lifeline stands here; empty where nobody's does.
std::string host_on(const Moment& moment, double lifeline);

// The other lifelines where it was delivered, as a switch does with a broadcast.
std::vector<double> heard_also(const View& view, const Moment& moment, const FrameRow& frame,
                               Stretch stretch);

// False for what a host sends to itself: it is on no wire.
bool is_on_a_wire(const View& view, const FrameRow& frame);

// The lifelines between the two ends.
struct MiddleHost {
  std::string name, address;
  double x;
  bool router = false;  // frames go through it, not past it
};
std::vector<MiddleHost> middle_hosts(const View& view, const Moment& moment);

// The hosts of the scene that have no lifeline.
std::vector<std::string> hosts_aside(const Moment& moment);

// Where there are several: the segment that a frame is on; else empty.
std::string segment_of(const View& view, const Moment& moment, const FrameRow& frame);

// How long its segment takes from port to port; 0 where nothing delays or nothing is known.
Time wire_delay(const View& view, const Moment& moment, const FrameRow& frame);

}  // namespace wirelab::lab
