#pragma once

#include "capture/trace/trace.hpp"

#include <string>

// A recording that was fed to two Traces in two ways must be the same in both.
namespace wirelab::test {

// The first thing that they tell differently; empty: none.
inline std::string difference(const Trace& one, const Trace& two) {
  if (one.totals() != two.totals()) return "totals";
  if (one.begin() != two.begin() || one.end() != two.end()) return "times";
  if (one.ended() != two.ended() || one.fault() != two.fault()) return "end";
  for (std::size_t i = 0; i < one.frame_count(); ++i) {
    if (one.tcp(i) != two.tcp(i)) return "TCP of frame " + std::to_string(i + 1);
    if (one.frame(i) != two.frame(i)) return "row of frame " + std::to_string(i + 1);
  }
  for (std::uint32_t stream = 0; stream < one.connection_count(); ++stream) {
    const std::string name = " of connection " + std::to_string(stream);
    if (one.connection(stream) != two.connection(stream)) return "ends" + name;
    if (one.frames_of(stream) != two.frames_of(stream)) return "frames" + name;
    for (const Side side : {Side::opener, Side::acceptor}) {
      if (one.transitions(stream, side) != two.transitions(stream, side))
        return "transitions" + name;
      if (one.final_state(stream, side) != two.final_state(stream, side))
        return "final state" + name;
    }
  }
  return {};
}

}  // namespace wirelab::test
