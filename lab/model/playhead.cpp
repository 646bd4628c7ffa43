#include "lab/model/playhead.hpp"

#include "lab/model/scene_events.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

// As far as the playhead may go now.
Time limit(const Stops& stops) {
  return stops.ask ? std::min(*stops.ask, stops.newest) : stops.newest;
}

// What befell a frame last, its copies aside.
std::optional<FateKind> last_fate(const Trace& trace, std::size_t index, Time now) {
  std::optional<FateKind> last;
  for (const Fate& fate : trace.fates(index)) {
    if (fate.time <= now && fate.copy == 1) last = fate.kind;
  }
  return last;
}

bool is_held(const Trace& trace, std::uint64_t frame, Time now) {
  const auto index = trace.frame_by_number(frame);
  return index && last_fate(trace, *index, now) == FateKind::held;
}

// A frame is in the hand, or one is on its way after one that the hand has lost.
bool shows_the_hand(const Trace& trace, FrameRange frames, Time now) {
  bool lost = false, under_way = false;
  for (std::size_t i = frames.first; i < frames.last; ++i) {
    if (trace.sent(i) > now) break;
    const auto last = last_fate(trace, i, now);
    if (last == FateKind::held) return true;
    if (last == FateKind::dropped) lost = true;
    if (!last) under_way = true;
  }
  return lost && under_way;
}

}  // namespace

const AskEvent* question(const Trace& trace, std::size_t scene) {
  for (const AskEvent& ask : trace.asks(scene)) {
    if (!ask.turn) return &ask;
  }
  return nullptr;
}

const AskEvent* open_turn(const Trace& trace, std::size_t scene, Time now) {
  if (scene >= trace.scenes().size() || trace.ended()) return nullptr;
  const Scene& s = trace.scenes()[scene];
  if (s.end && *s.end <= now) return nullptr;
  const AskEvent* last = nullptr;
  for (const AskEvent& ask : trace.asks(scene)) {
    if (ask.turn && ask.time <= now) last = &ask;
  }
  if (last && last->frame != 0 && !is_held(trace, last->frame, now)) return nullptr;
  return last;
}

std::optional<Time> pictured_question(const Trace& trace, std::size_t scene, bool open) {
  const AskEvent* ask = question(trace, scene);
  if (!ask) return std::nullopt;
  if (open) return ask->time;
  if (shows_the_hand(trace, frames_of(trace, scene), ask->time)) return ask->time;
  const auto asked = trace.frame_by_number(ask->frame);
  if (!asked) return std::nullopt;
  const auto fates = trace.fates(*asked);
  for (std::size_t i = 0; i < fates.size(); ++i) {
    if (fates[i].kind != FateKind::held) continue;
    const Time until = i + 1 < fates.size() ? fates[i + 1].time : fates[i].time;
    return later_by(fates[i].time, between(fates[i].time, until) / 2);
  }
  return std::nullopt;
}

Stops stops(const Trace& trace, const Session& session, const TeachingTime& teaching,
            std::optional<Time> clock) {
  Stops result;
  const bool last_scene = session.scene + 1 == trace.scenes().size();
  const bool running = clock && last_scene && !trace.scenes()[session.scene].end;
  const Time last_event = teaching.to_trace(teaching.length());
  result.newest = running ? std::max(*clock, last_event) : last_event;
  for (const AskEvent& ask : trace.asks(session.scene)) {
    if (ask.turn) continue;
    const auto& step = trace.scenes()[ask.scene].step;
    if (session.locked.contains({step, ask.id})) continue;
    result.ask = result.ask ? std::min(*result.ask, ask.time) : ask.time;
  }
  result.turn = running && open_turn(trace, session.scene, result.newest) != nullptr;
  return result;
}

Playhead advance(Playhead playhead, const TeachingTime& teaching, double seconds, double speed,
                 const Stops& stops) {
  const Time end = limit(stops);
  // An answer comes first: the turn behind an unanswered question waits for it.
  if (stops.turn && end == stops.newest) playhead.live = true;
  if (playhead.live) {
    playhead.time = end;
    playhead.live = end == stops.newest;
    playhead.playing = playhead.live;
    return playhead;
  }
  if (playhead.playing) {
    const Time moved = from_seconds(seconds * speed);
    playhead.time = teaching.to_trace(later_by(teaching.to_teaching(playhead.time), moved));
  }
  if (playhead.time >= end) {
    playhead.time = end;
    playhead.playing = false;
  }
  return playhead;
}

Playhead seek(Playhead playhead, Time trace_time, const Stops& stops) {
  playhead.time = std::min(trace_time, limit(stops));
  playhead.live = false;
  return playhead;
}

Playhead step_by(Playhead playhead, int count, const std::vector<Time>& events,
                 const Stops& stops) {
  playhead.playing = false;
  for (; count > 0; --count) {
    playhead = seek(playhead, event_after(events, playhead.time).value_or(playhead.time), stops);
  }
  for (; count < 0; ++count) {
    playhead = seek(playhead, event_before(events, playhead.time).value_or(playhead.time), stops);
  }
  return playhead;
}

Playhead go_live(Playhead playhead, const Stops& stops) {
  playhead.time = limit(stops);
  playhead.live = playhead.time == stops.newest;
  playhead.playing = playhead.live;
  return playhead;
}

}  // namespace wirelab::lab
