#pragma once

#include "lab/rows/flight.hpp"
#include "lab/rows/ladder.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/way.hpp"

namespace wirelab::lab {

// What the ladder of a scene and the ladder of a capture are both made of.

// In ns. No kernel timer is shorter: a sooner resend has another reason.
constexpr Time shortest_timer = 150'000'000;

// The states of an end up to a trace time.
LadderRows::Lifeline lifeline(const View& view, const Moment& moment, bool left, Time until);
LadderRows::Arrow arrow_of(const View& view, const FrameRow& frame, const Flight& flight,
                           Stretch stretch);
// A label of the axis, unless one stands too near above. `decimals` of milliseconds.
void add_tick(LadderRows& rows, const View& view, const Moment& moment, Time at, int decimals = 0);

}  // namespace wirelab::lab
