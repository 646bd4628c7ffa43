#pragma once

#include "capture/recording/time.hpp"
#include "capture/tcp/machine.hpp"
#include "capture/trace/connection.hpp"

#include <span>

namespace wirelab {

// The steps of both ends of a foreign connection, in the one order in which they are taken: when
// the frames are read, and again when somebody asks for the transitions. `told(side, changes, time,
// by_frame)` hears of every change.

// TIME-WAIT ends two MSL after the connection's last frame, if that is over by `now`.
template <class Told>
void end_time_wait(tcp::Endpoint (&ends)[2], Time last, Time now, Told&& told) {
  const Time over = later_by(last, tcp::two_msl);
  for (const Side side : {Side::opener, Side::acceptor}) {
    tcp::Endpoint& end = ends[static_cast<int>(side)];
    if (end.state != tcp::State::time_wait || now < over) continue;
    const tcp::Step step = tcp::elapsed(end, tcp::two_msl);
    end = step.endpoint;
    told(side, step.all_changes(), over, false);
  }
}

// Nobody tells when a frame of a foreign capture arrives: it is received as it is sent. Of the
// sender, and then of the receiver.
template <class Told>
void overhear_departure(tcp::Endpoint (&ends)[2], Side sender, const tcp::Segment& segment,
                        Time time, Told&& told) {
  const tcp::Move left = tcp::send(ends[static_cast<int>(sender)], segment);
  if (left.change_count > 0) told(sender, left.all_changes(), time, true);
}
template <class Told>
void overhear_arrival(tcp::Endpoint (&ends)[2], Side sender, const tcp::Segment& segment, Time time,
                      Told&& told) {
  const Side receiver = other(sender);
  const tcp::Move arrived = tcp::receive(ends[static_cast<int>(receiver)], segment);
  if (arrived.change_count > 0) told(receiver, arrived.all_changes(), time, true);
}

}  // namespace wirelab
