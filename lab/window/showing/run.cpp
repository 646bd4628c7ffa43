#include "lab/window/showing/run.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "lab/model/countdown.hpp"
#include "lab/window/layout/bench.hpp"
#include "lab/window/showing/bench_rows.hpp"
#include "lab/window/showing/keys.hpp"

namespace wirelab::window {

using namespace lab;

namespace {

// As far as a person may go now: to the newest, or the question before it.
Time furthest(const Stops& stops) {
  return stops.ask ? std::min(*stops.ask, stops.newest) : stops.newest;
}

}  // namespace

View Run::view(const Trace& trace) const {
  View view{trace, session_, playhead_, scene_time_.teaching(), desk_.words, {}};
  const Source& source = producer_.source();
  view.bytes = [&source](const FrameRow& frame) { return source.bytes(frame); };
  view.producer_running = running_;
  if (at_newest_) view.clock = clock_;
  view.preferences = desk_.preferences;
  view.free_hand = free_hand_;
  return view;
}

Stops Run::stops(const Trace& trace) const {
  if (session_.scene >= trace.scenes().size()) return {};
  const auto clock = running_ ? std::optional(clock_) : std::nullopt;
  return lab::stops(trace, session_, scene_time_.teaching(), clock);
}

bool Run::advance(double seconds, Time clock) {
  clock_ = clock;
  running_ = producer_.running();
  const bool news = producer_.source().take_news();
  if (news) note_fault();
  const Playhead before = playhead_;
  const bool counted_down = std::exchange(counts_down_, false);
  at_newest_ = false;
  producer_.source().look([&](const Trace& trace) {
    if (news || !entered_) take_news(trace);
    if (session_.scene >= trace.scenes().size()) return;
    // What begins to play with these news has not lost the time before them.
    const double passed = before.playing ? seconds : 0;
    const Stops now = stops(trace);
    playhead_ =
        lab::advance(playhead_, scene_time_.teaching(), passed, desk_.preferences.speed, now);
    // The kernels of the last scene live on when its script is over.
    at_newest_ =
        running_ && session_.scene + 1 == trace.scenes().size() && playhead_.time >= now.newest;
    counts_down_ = at_newest_ && all_forgotten_at(trace, session_.scene).value_or(0) > clock;
  });
  if (producer_.is_testbed() && producer_.source().ended() && !ending_noted_) note_ending();
  const bool moved = playhead_.time != before.time;
  if (moved && !playhead_.playing) stopped();
  moving_ = moved && playhead_.playing;
  // A play that has just begun has not moved yet.
  if (playhead_.playing && !playhead_.live) moving_ = true;
  return std::exchange(changed_, false) || news || moved || counts_down_ || counted_down ||
         playhead_.playing != before.playing;
}

void Run::take_news(const Trace& trace) {
  follow_scene(trace);
  scene_time_.update(trace, session_.scene);
}

// A run of the step in view appears: that is what was asked for. A recording opens with the wanted
// step or its first.
void Run::follow_scene(const Trace& trace) {
  const auto scenes = trace.scenes();
  if (scenes.size() == scenes_seen_) return;
  const bool live = running_;
  for (std::size_t i = scenes_seen_; i < scenes.size(); ++i) {
    if (wanted(trace, i) && !scenes[i].set_aside && (live || !entered_)) enter_scene(trace, i);
  }
  scenes_seen_ = scenes.size();
}

bool Run::wanted(const Trace& trace, std::size_t scene) const {
  return scene == opening_scene(trace);
}

void Run::enter_scene(const Trace& trace, std::size_t scene) {
  session_.scene = scene;
  session_.selected.reset();
  session_.focus.reset();
  playhead_ = {trace.scenes()[scene].begin, true, free_hand_ && running_};
  scene_time_.update(trace, scene);
  entered_ = true;
  changed_ = true;
}

void Run::note_ending() {
  ending_noted_ = true;
  const Producer::Ending ending = producer_.ending();
  std::string reason = ending.said;
  if (reason.empty() && ending.end.signal != 0)
    reason = say(desk_.words, "window.bar.signal", {{"number", std::to_string(ending.end.signal)}});
  if (reason.empty())
    reason = say(desk_.words, "window.bar.code", {{"number", std::to_string(ending.end.code)}});
  ended(ending, reason);
}

void Run::ended(const Producer::Ending&, const std::string& reason) {
  announce(say(desk_.words, "ui.testbed_died", {{"reason", reason}}));
  can_run_again_ = true;
}

BenchRows Run::rows_of(const View& view) const { return bench_rows(view); }

BenchRows Run::rows() {
  BenchRows rows = producer_.source().look([&](const Trace& trace) {
    BenchRows built = rows_of(view(trace));
    // There is nothing to go to where the newest, or the question before it, is in view already.
    built.transport.can_go_live =
        built.transport.can_go_live && playhead_.time < furthest(stops(trace));
    return built;
  });
  dress(rows.bar);
  rows.bar.producer_running = running_;
  rows.bar.run_again = can_run_again_;
  if (running_) {
    rows.bar.source = say(desk_.words, "window.bar.real");
  } else if (!start_.recording.empty()) {
    rows.bar.source = say(desk_.words, "window.bar.file", {{"name", file_name()}});
  }
  rows.packets = [this](std::size_t first, std::size_t last) {
    return producer_.source().look(
        [&](const Trace& trace) { return packet_rows(view(trace), first, last); });
  };
  return rows;
}

Requests Run::draw(Paint& paint, Rect window, int text_shown) {
  BenchRows shown = rows();
  shown.bar.text_shown = text_shown;
  return draw_bench(paint, window, shown, state_);
}

Requests Run::key(Key key) { return run_keys(rows(), key); }

void Run::settle() {
  producer_.source().wait(std::chrono::hours(1));  // a pipe ends when its writer is done
  advance(0, 0);
}

void Run::perform(const Request& request) {
  std::visit([this](const auto& one) { on(one); }, request);
  changed_ = true;
}

void Run::on(const Seek& request) {
  producer_.source().look([&](const Trace& trace) {
    if (session_.scene >= trace.scenes().size()) return;
    const Time time = std::max(request.trace_time, trace.scenes()[session_.scene].begin);
    playhead_ = lab::seek(playhead_, time, stops(trace));
    playhead_.playing = false;
  });
}

void Run::on(const Scrub& request) { on(Seek{scene_time_.teaching().to_trace(request.teaching)}); }

// At its end a scene plays again from its beginning.
void Run::on(const Play& request) {
  producer_.source().look([&](const Trace& trace) {
    if (session_.scene >= trace.scenes().size()) return;
    playhead_.playing = request.on;
    if (!request.on) {
      playhead_.live = false;
      return;
    }
    if (playhead_.time >= furthest(stops(trace)))
      playhead_.time = trace.scenes()[session_.scene].begin;
  });
}

void Run::on(const StepBy& request) {
  producer_.source().look([&](const Trace& trace) {
    if (session_.scene >= trace.scenes().size()) return;
    playhead_ = lab::step_by(playhead_, request.events, scene_time_.events(), stops(trace));
    playhead_.live = false;
  });
}

void Run::on(const GoLive&) {
  producer_.source().look(
      [&](const Trace& trace) { playhead_ = lab::go_live(playhead_, stops(trace)); });
}

}  // namespace wirelab::window
