#include "lab/rows/flight.hpp"

#include "capture/words/words.hpp"
#include "lab/rows/bench_map.hpp"
#include "lab/rows/way.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// A copy that has not arrived this much after it should have is one that the hand keeps.
constexpr Time copy_patience = 2'000'000;

// What the fates of one copy say, in trace time; each no earlier than the frame can be in the hand.
struct Story {
  Time delay = 0;  // of the wire from port to port
  Time start = 0;  // sent; of a copy: when it was made
  double start_progress = 0;
  Time in_hand = 0;  // when it reaches the hand
  std::optional<Time> held, leaves, lost, arrived;
  bool changed = false, duplicated = false;
  std::optional<Fate> cause;
};

void tell(Story& story, const Fate& fate) {
  const Time at = std::max(fate.time, story.in_hand);
  switch (fate.kind) {
    case FateKind::delivered: story.arrived = fate.time; return;
    case FateKind::dropped:
    case FateKind::too_big: story.lost = at; break;
    case FateKind::held:
      story.held = at;
      story.leaves.reset();
      break;
    case FateKind::released:
      if (!story.held) story.held = story.in_hand;
      story.leaves = at;
      return;
    case FateKind::delayed:
      if (!story.held) story.held = story.in_hand;
      story.leaves = later_by(at, fate.delay);
      break;
    case FateKind::corrupted:
      story.changed = true;
      if (story.held) story.leaves = at;  // it was in the hand and goes on, changed
      break;
    case FateKind::duplicated:
      story.duplicated = true;
      if (story.held) story.leaves = at;
      break;
  }
  story.cause = fate;
}

// Did this host get it, whenever?
bool was_delivered(const View& view, const FrameRow& frame, const std::string& receiver) {
  const auto fates = view.trace.fates(frame.index);
  return !receiver.empty() && std::any_of(fates.begin(), fates.end(), [&](const Fate& fate) {
    return fate.kind == FateKind::delivered && host_of_port(fate.to) == receiver;
  });
}

std::optional<Story> story_of(const View& view, const Moment& moment, const FrameRow& frame,
                              int copy, const std::string& receiver) {
  Story story;
  const bool named = was_delivered(view, frame, receiver);
  story.delay = wire_delay(view, moment, frame);
  const Time half = story.delay / 2;
  story.start = frame.sent;
  story.in_hand = later_by(frame.sent, half);
  bool exists = copy == 1;
  for (const Fate& fate : view.trace.fates(frame.index)) {
    if (fate.time > moment.now) continue;
    const bool elsewhere = fate.kind == FateKind::delivered && host_of_port(fate.to) != receiver;
    if (named && elsewhere) continue;
    if (copy == 2 && (fate.copy == 2 || fate.kind == FateKind::duplicated) && !exists) {
      exists = true;  // it is made in the hand
      story.start = story.in_hand = std::max(fate.time, story.in_hand);
      story.start_progress = 0.5;
    }
    if (fate.copy == copy && !(copy == 2 && fate.kind == FateKind::duplicated)) tell(story, fate);
  }
  if (!exists || story.start > moment.now) return std::nullopt;
  // A copy that nobody has let go stays in the hand.
  const bool kept = copy == 2 && !story.held && !story.leaves && !story.arrived && !story.lost;
  const Time due = later_by(later_by(story.start, half), copy_patience);
  if (kept && moment.now > due) story.held = story.start;
  return story;
}

struct Leg {
  double progress;
  Time at;  // trace time
};

// The whole way as it would go on from here.
std::vector<Leg> planned(const Story& story, Time half) {
  std::vector<Leg> legs{{story.start_progress, story.start}};
  if (story.held || story.lost) legs.push_back({0.5, story.in_hand});
  if (story.lost) {
    if (*story.lost > story.in_hand) legs.push_back({0.5, *story.lost});
    return legs;
  }
  Time leaves = story.leaves.value_or(story.in_hand);
  if (story.held) {
    if (story.arrived) leaves = std::min(leaves, *story.arrived);
    if (leaves > story.in_hand) legs.push_back({0.5, leaves});
  } else if (story.arrived && story.start_progress > 0) {
    leaves =
        std::max(story.start, later_by(*story.arrived, -half));  // a copy that was let go later
    if (leaves > story.start) legs.push_back({0.5, leaves});
  }
  // While it is under way its arrival is only expected, and may lie in a silence that TeachingTime
  // cuts short: the middle of the cable is passed in time all the same.
  const bool bends = !story.arrived && legs.size() == 1 && half > 0;
  if (bends) legs.push_back({0.5, story.in_hand});
  legs.push_back({1, story.arrived.value_or(later_by(leaves, half))});
  return legs;
}

// Cuts the way at the playhead, in teaching time, where the legs are straight: the tip of the arrow
// is where the capsule is.
std::vector<Flight::Point> flown(const View& view, const std::vector<Leg>& legs, Time now) {
  const Time until = view.teaching.to_teaching(now);
  std::vector<Flight::Point> path;
  for (const Leg& leg : legs) {
    const Flight::Point to{leg.progress, view.teaching.to_teaching(leg.at)};
    if (!path.empty() && to.teaching > until) {
      const Flight::Point from = path.back();
      const double span = static_cast<double>(between(from.teaching, to.teaching));
      const double share = static_cast<double>(between(from.teaching, until)) / span;
      path.push_back({from.progress + share * (to.progress - from.progress), until});
      return path;
    }
    path.push_back(to);
  }
  return path;
}

Flight fly(const View& view, const Moment& moment, const Story& story, int copy) {
  const Time half = story.delay / 2, now = moment.now;
  Flight flight;
  flight.copy = copy;
  flight.changed = story.changed;
  flight.duplicated = story.duplicated;
  flight.cause = story.cause;
  flight.since = story.start;
  const bool stands =
      story.held && *story.held <= now && !story.leaves && !story.arrived && !story.lost;
  std::vector<Leg> legs = planned(story, half);
  if (story.arrived) {
    flight.end = Flight::End::arrived;
    flight.since = *story.arrived;
  } else if (story.lost && *story.lost <= now) {
    flight.end = Flight::End::lost;
    flight.since = *story.lost;
  } else if (stands) {
    flight.end = Flight::End::held;
    flight.since = *story.held;
    legs = {{story.start_progress, story.start}, {0.5, story.in_hand}};
  }
  if (story.held) {
    flight.resumed = story.leaves && *story.leaves <= now;
    flight.stood =
        std::max<Time>(0, between(*story.held, std::min(now, story.leaves.value_or(now))));
  }
  flight.path = flown(view, legs, now);
  const bool straight = !story.held && !story.lost && flight.path.size() == 3;
  if (straight)
    flight.path.erase(flight.path.begin() + 1);  // an arrow under way has no bend, only a tip
  const Flight::Point tip = flight.path.back();
  const double rest = (1 - tip.progress) * static_cast<double>(story.delay);
  flight.ghost = {1, later_by(tip.teaching, whole_nanoseconds(rest))};
  return flight;
}

// Where fates are not recorded a frame arrives as it is seen.
Flight seen_once(const View& view, const FrameRow& frame) {
  Flight flight;
  const Time at = view.teaching.to_teaching(frame.sent);
  flight.path = {{0, at}, {1, at}};
  flight.ghost = {1, at};
  flight.end = Flight::End::arrived;
  flight.since = frame.sent;
  return flight;
}

}  // namespace

std::vector<Flight> flights(const View& view, const Moment& moment, const FrameRow& frame,
                            const std::string& receiver) {
  if (frame.sent > moment.now) return {};
  if (!view.trace.is_run()) return {seen_once(view, frame)};
  std::vector<Flight> found;
  for (const int copy : {1, 2}) {
    if (const auto story = story_of(view, moment, frame, copy, receiver)) {
      found.push_back(fly(view, moment, *story, copy));
    }
  }
  return found;
}

std::string fate_text(const View& view, const Flight& flight) {
  if (!flight.cause) return "";
  const std::string& who = flight.cause->by;
  const std::string id = fmt::format("fate.{}.", to_word(flight.cause->kind));
  std::string by = say(view.words, id + (view.words.has(id + who) ? who : "wire"));
  switch (flight.cause->kind) {
    case FateKind::dropped:
    case FateKind::too_big: return flight.end == Flight::End::lost ? by : "";
    case FateKind::held:
      if (flight.end == Flight::End::held) return by;
      return flight.resumed ? fmt::format("+{}", short_time(flight.stood)) : "";
    case FateKind::delayed: return fmt::format("+{}", short_time(flight.cause->delay));
    case FateKind::corrupted:
    case FateKind::duplicated: return by;
    default: return "";
  }
}

}  // namespace wirelab::lab
