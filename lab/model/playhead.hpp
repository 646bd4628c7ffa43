#pragma once

#include "capture/trace/trace.hpp"
#include "lab/model/session.hpp"
#include "lab/model/teaching_time.hpp"

#include <optional>
#include <vector>

namespace wirelab::lab {

// What the scene in view asks of the playhead.
struct Stops {
  std::optional<Time>
      ask;            // the earliest question without a locked answer: nothing after it may be seen
  bool turn = false;  // the wire waits for the hand: the playhead is pinned to live
  Time newest = 0;    // as far as there is anything: the producer's now, or the scene's last event
};

// The question of a scene that waits for an answer (the step's prediction), and the wire's wait for
// the hand while it is open: a running scene whose frame is still held at `now`.
const AskEvent* question(const Trace& trace, std::size_t scene);
const AskEvent* open_turn(const Trace& trace, std::size_t scene, Time now);

// Of a picture of a scene: the moment of its question, if that is to be open or the wire shows then
// what the hand does (a frame held, or one on its way after one lost); or while the frame is in the
// hand that is asked about. Else nothing: the end tells more, for there the answer is seen.
std::optional<Time> pictured_question(const Trace& trace, std::size_t scene, bool open);

// `clock`: the time of day while a producer runs (the testbed's frames are stamped with the same
// clock), else absent.
Stops stops(const Trace& trace, const Session& session, const TeachingTime& teaching,
            std::optional<Time> clock);

// Pure: the playhead after `seconds` of the person's time at `speed`. Stops at an unanswered
// question and at the newest event; live, it stands at the newest.
Playhead advance(Playhead playhead, const TeachingTime& teaching, double seconds, double speed,
                 const Stops& stops);
Playhead seek(Playhead playhead, Time trace_time, const Stops& stops);
// `count` events on (or back, negative); pauses.
Playhead step_by(Playhead playhead, int count, const std::vector<Time>& events, const Stops& stops);
Playhead go_live(Playhead playhead, const Stops& stops);

}  // namespace wirelab::lab
