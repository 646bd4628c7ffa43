#include "lab/rows/topology.hpp"

#include "lab/model/playhead.hpp"
#include "lab/rows/flight.hpp"
#include "lab/rows/frame_label.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// How long (teaching time) a lost frame's X and an arrived frame's capsule stay in the picture.
constexpr Time lost_stays = 40'000'000;
constexpr Time arrived_stays = 6'000'000;
// No more capsules than fit on the cable; older frames have arrived long ago.
constexpr std::size_t most_frames = 64;

TopologyRows::HostBox host_box(const View& view, const Moment& moment, bool left) {
  TopologyRows::HostBox box;
  box.name = end_name(view, moment, left);
  box.hue = end_hue(left);
  for (const Host& host : moment.scene->hosts)
    if (host.name == box.name && box.endpoint.empty()) box.endpoint = host.address;
  if (!moment.focus) return box;
  const Side side = left ? moment.left : moment.right();
  const Connection& connection = view.trace.connection(*moment.focus);
  // A port is known once this end has acted or a frame has named it.
  const bool named = view.trace.frame(connection.first_frame).sent <= moment.now ||
                     last_transition(view, moment, side, moment.now);
  if (named) box.endpoint = connection.side(side).endpoint;
  const tcp::State state = view.trace.state_at(*moment.focus, side, moment.now);
  if (state != tcp::State::unknown) box.state = tcp::name(state);
  return box;
}

bool still_shown(const View& view, const Moment& moment, const Flight& flight) {
  const Time age =
      between(view.teaching.to_teaching(flight.since), view.teaching.to_teaching(moment.now));
  if (flight.end == Flight::End::lost) return age <= lost_stays;
  if (flight.end == Flight::End::arrived) return age <= arrived_stays && flight.path.size() > 1;
  return true;
}

TopologyRows::Capsule capsule_of(const View& view, const FrameRow& frame, const Flight& flight,
                                 Stretch stretch) {
  const bool rightward = stretch.rightward();
  TopologyRows::Capsule capsule;
  capsule.frame = frame.number;
  capsule.label = flag_names(frame);
  if (frame.is_tcp && frame.segment.length > 0) {
    capsule.label += fmt::format("  {} B", frame.segment.length);
  }
  capsule.hue = frame_hue(frame, rightward);
  capsule.position = stretch.at(flight.path.back().progress);
  capsule.rightward = rightward;
  capsule.copy = flight.copy > 1;
  switch (flight.end) {
    case Flight::End::travelling: capsule.status = TopologyRows::Status::travelling; break;
    case Flight::End::arrived: capsule.status = TopologyRows::Status::delivered_now; break;
    case Flight::End::held:
      capsule.status = TopologyRows::Status::held;
      capsule.above = say(view.words, "rows.held_for", {{"time", short_time(flight.stood)}});
      break;
    case Flight::End::lost:
      capsule.status = TopologyRows::Status::lost;
      capsule.above = fate_text(view, flight);
      break;
  }
  return capsule;
}

void add_capsules(TopologyRows& rows, const View& view, const Moment& moment) {
  const FrameRange seen = moment.seen;
  const std::size_t first = seen.last - std::min(seen.last - seen.first, most_frames);
  for (std::size_t i = first; i < seen.last; ++i) {
    const FrameRow frame = view.trace.frame(i);
    if (!is_on_a_wire(view, frame)) continue;
    const Stretch stretch = stretch_of(view, moment, frame);
    for (const Flight& flight : flights(view, moment, frame, host_on(moment, stretch.to))) {
      if (!still_shown(view, moment, flight)) continue;
      rows.capsules.push_back(capsule_of(view, frame, flight, stretch));
    }
  }
}

void add_hand(TopologyRows& rows, const View& view) {
  if (view.free_hand && view.producer_running && view.playhead.live) {
    rows.standing.push_back(
        {say(view.words, "ui.hand.hold_all"), "", RemoteLine{"hold all"}, false});
    rows.standing.push_back(
        {say(view.words, "ui.hand.release_all"), "", RemoteLine{"release all"}, false});
  }
  const auto held = std::find_if(rows.capsules.begin(), rows.capsules.end(), [](const auto& c) {
    return c.status == TopologyRows::Status::held;
  });
  if (held == rows.capsules.end()) return;
  const AskEvent* turn = open_turn(view.trace, view.session.scene, view.playhead.time);
  const bool acts = view.producer_running && view.playhead.live && (turn || view.free_hand);
  rows.ghosted = !acts;
  if (!acts) return;
  rows.in_hand = turn && turn->frame ? turn->frame : held->frame;
  const auto add = [&](const char* id, const char* key, const char* command, const char* end = "") {
    const std::string line = fmt::format("{} {}{}", command, *rows.in_hand, end);
    rows.actions.push_back({say(view.words, id), key, RemoteLine{line}, rows.actions.empty()});
  };
  add("ui.hand.release", "R", "release");
  add("ui.hand.drop", "X", "drop");
  add("ui.hand.delay", "L", "delay", " 200");
  add("ui.hand.duplicate", "2", "duplicate");
  add("ui.hand.corrupt", "K", "corrupt");
}

// The kernels do not wait with the wire: the timer that fires first.
void add_deadline(TopologyRows& rows, const View& view, const Moment& moment) {
  if (!rows.in_hand || !moment.focus) return;
  std::optional<Time> soonest;
  for (const bool left : {true, false}) {
    const Side side = left ? moment.left : moment.right();
    const KernelRead* read = view.trace.kernel_at(*moment.focus, side, moment.now);
    if (!read || read->timer != "retransmit" || read->timer_left <= 0) continue;
    const Time left_now = between(moment.now, later_by(read->time, read->timer_left));
    if (soonest && left_now >= *soonest) continue;
    soonest = left_now;
    const Time whole = std::max(read->timer_left, read->rto_ns);
    rows.deadline =
        std::clamp(static_cast<double>(left_now) / static_cast<double>(whole), 0.0, 1.0);
    rows.deadline_text =
        say(view.words, "rows.resends_in",
            {{"host", end_name(view, moment, left)}, {"time", short_time(left_now)}});
  }
}

// "20 ms each way"; where the segments differ "left 20 ms, right 5 ms each way".
std::string delay_caption(const View& view, const Scene& scene) {
  const auto& segments = scene.segments;
  const bool alike = std::all_of(segments.begin(), segments.end(), [&](const BenchSegment& one) {
    return one.delay == segments.front().delay;
  });
  std::string times;
  if (!alike)
    for (const BenchSegment& one : segments)
      times += fmt::format("{}{} {}", times.empty() ? "" : ", ", one.name, short_time(one.delay));
  else if (scene.delay > 0)
    times = short_time(scene.delay);
  return times.empty() ? "" : say(view.words, "rows.delay_each_way", {{"time", times}});
}

}  // namespace

TopologyRows topology_rows(const View& view) {
  TopologyRows rows;
  const Moment moment = moment_of(view);
  if (!moment.scene) return rows;
  const Scene& scene = *moment.scene;
  rows.has_hosts = scene.hosts.size() >= 2 || moment.focus.has_value();
  rows.caption = delay_caption(view, scene);
  if (!scene.medium.empty())
    rows.medium = say(view.words, fmt::format("rows.medium.{}", scene.medium));
  rows.left = host_box(view, moment, true);
  rows.right = host_box(view, moment, false);
  rows.middle = middle_hosts(view, moment);
  rows.aside = hosts_aside(moment);
  add_capsules(rows, view, moment);
  add_hand(rows, view);
  add_deadline(rows, view, moment);
  return rows;
}

}  // namespace wirelab::lab
