#include <algorithm>
#include <utility>

#include "lab/rows/lesson_state.hpp"
#include "lab/window/shell/app.hpp"

namespace wirelab::window {

using namespace lab;

void App::perform(const Request& request) {
  if (is_for_ping(request)) {
    perform_for_ping(request);
    changed_ = true;
    return;
  }
  std::visit([this](const auto& one) { on(one); }, request);
  changed_ = true;
}

void App::on(const Seek& request) {
  if (capture_) return seek_in_focus(request.trace_time);
  producer_->source().look([&](const Trace& trace) {
    if (session_.scene >= trace.scenes().size()) return;
    const Time time = std::max(request.trace_time, trace.scenes()[session_.scene].begin);
    playhead_ = lab::seek(playhead_, time, stops(trace));
    playhead_.playing = false;
  });
}

void App::on(const Scrub& request) {
  on(Seek{capture_ ? capture_->focus.teaching().to_trace(request.teaching)
                   : scene_time_.teaching().to_trace(request.teaching)});
}

// At its end a scene plays again from its beginning.
void App::on(const Play& request) {
  producer_->source().look([&](const Trace& trace) {
    if (session_.scene >= trace.scenes().size()) return;
    playhead_.playing = request.on;
    if (!request.on) {
      playhead_.live = false;
      return;
    }
    const Stops at = stops(trace);
    const Time end = at.ask ? std::min(*at.ask, at.newest) : at.newest;
    if (capture_) session_.selected.reset();
    const Time begin =
        capture_ ? capture_->focus.teaching().origin() : trace.scenes()[session_.scene].begin;
    if (playhead_.time >= end) playhead_.time = begin;
  });
}

void App::on(const StepBy& request) {
  if (capture_) return step_in_focus(request.events);
  producer_->source().look([&](const Trace& trace) {
    if (session_.scene >= trace.scenes().size()) return;
    playhead_ = lab::step_by(playhead_, request.events, scene_time_.events(), stops(trace));
    playhead_.live = false;
  });
}

void App::on(const GoLive&) {
  if (capture_) {
    playhead_.live = true;
    session_.selected.reset();
    return;
  }
  producer_->source().look(
      [&](const Trace& trace) { playhead_ = lab::go_live(playhead_, stops(trace)); });
}

void App::on(const SetSpeed& request) { preferences_.speed = request.speed; }

void App::on(const ChooseOption& request) {
  const std::string step =
      producer_->source().look([&](const Trace& trace) { return step_in_view(trace); });
  if (!session_.locked.contains({step, request.ask}))
    session_.chosen[{step, request.ask}] = request.option;
}

// The answer is fixed, and what happened then plays.
void App::on(const LockAnswer& request) {
  const std::string step =
      producer_->source().look([&](const Trace& trace) { return step_in_view(trace); });
  const auto chosen = session_.chosen.find({step, request.ask});
  if (chosen == session_.chosen.end()) return;
  session_.locked[chosen->first] = chosen->second;
  playhead_.playing = true;
}

void App::on(const OpenHint&) {
  ++session_
        .hints[producer_->source().look([&](const Trace& trace) { return step_in_view(trace); })];
}

// A step that has run is shown again; one that has not is run where there is a testbed.
void App::on(const OpenStep& request) {
  session_.step = request.step;
  const bool shown = producer_->source().look([&](const Trace& trace) {
    const auto scene = scene_of_step(trace, request.step);
    if (scene) enter_scene(trace, *scene, true);
    return scene.has_value();
  });
  if (shown) return;
  session_.selected.reset();
  if (producer_->running()) producer_->remote("go " + request.step);
}

void App::on(const RunStep& request) {
  session_.step = request.step;
  session_.selected.reset();
  if (producer_->running()) producer_->remote("go " + request.step);
}

// Nothing on the screen changes until the testbed's note of it comes back.
void App::on(const RemoteLine& request) { producer_->remote(request.line); }

void App::on(const SetLook& request) { preferences_.look = request.look; }
void App::on(const SetText& request) { preferences_.text_percent = request.percent; }
void App::on(const SetLayer& request) { preferences_.layer = request.layer; }
void App::on(const ToggleAbsolute&) {
  preferences_.absolute_numbers = !preferences_.absolute_numbers;
}

// Another testbed, another recording: what the old one recorded makes way for it.
void App::on(const RunAgain&) {
  capture_.reset();
  WindowStart again = start_;
  again.lesson = session_.lesson;
  again.step = session_.step;
  again.save_to.clear();  // the file holds the run that ended
  banner_.clear();
  can_run_again_ = ending_noted_ = fault_noted_ = entered_ = false;
  scenes_seen_ = 0;
  scene_time_ = {};
  session_.scene = 0;
  subnet_scene_.reset();
  session_.selected.reset();
  session_.focus.reset();
  if (const Outcome started = plays_freely() ? start_play(again) : start_lesson(again); !started) {
    banner_ = started.error().message;
    can_run_again_ = true;
  }
}

void App::on(const OpenLesson& request) {
  start_.lesson = request.name;
  session_.lesson = request.name;
  session_.step.clear();
  on(RunAgain{});
}

void App::on(const Quit&) { done_ = true; }

}  // namespace wirelab::window
