#include "lab/window/showing/capture/capture.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "lab/model/playhead.hpp"
#include "lab/rows/capture_bar.hpp"
#include "lab/rows/moment.hpp"
#include "lab/window/layout/capture.hpp"
#include "lab/window/showing/bench_rows.hpp"
#include "lab/window/showing/keys.hpp"

namespace wirelab::window {

using namespace lab;

namespace {

// How far the frames of a new focus are looked for between two pictures.
constexpr std::size_t frames_a_round = 500'000;

}  // namespace

Capture::Capture(Desk& desk, Opening opening)
    : Traced(desk, std::move(opening)),
      analysis_(producer_.source(), desk.wake),
      live_(!start_.live.empty()) {
  playhead_.live = live_;
}

template <class Build>
auto Capture::with_view(Build&& build) const {
  const Source& source = producer_.source();
  return source.look([&](const Trace& trace) {
    return analysis_.look([&](const Findings& findings) {
      CaptureView view{{trace, session_, playhead_, focus_.teaching(), desk_.words, {}},
                       focus_,
                       findings,
                       grounds_};
      view.bytes = [&source](const FrameRow& frame) { return source.bytes(frame); };
      view.preferences = desk_.preferences;
      view.scope = &scope_;
      return build(view);
    });
  });
}

bool Capture::advance(double seconds, Time) {
  const bool news = producer_.source().take_news();
  if (news) note_fault();
  if (news) analysis_.news();
  const bool found = analysis_.take_news();
  const Playhead before = playhead_;
  const std::size_t shown = focus_.frames().size();
  bool more = false;
  producer_.source().look([&](const Trace& trace) {
    if (found) analysis_.look([&](const Findings& all) { choose_focus(trace, all); });
    more = focus_.update(trace, session_.focus, session_.open_folds, frames_a_round);
    const TeachingTime& teaching = focus_.teaching();
    if (teaching.empty()) return;
    if (playhead_.live) {
      playhead_.time = teaching.to_trace(teaching.length());
    } else if (playhead_.playing) {
      const double passed = before.playing ? seconds : 0;
      playhead_ = lab::advance(playhead_, teaching, passed, desk_.preferences.speed,
                               stops(trace, session_, teaching, std::nullopt));
    }
  });
  if (more) desk_.wake();
  reading_ = !producer_.source().ended();
  moving_ = playhead_.playing && !playhead_.live;
  return std::exchange(changed_, false) || news || found || playhead_.time != before.time ||
         focus_.frames().size() != shown || playhead_.playing != before.playing;
}

// Until the person chooses: the worst that is known when there is anything, and the worst of all
// once all is read.
void Capture::choose_focus(const Trace& trace, const Findings& findings) {
  const bool whole = trace.ended() && findings.connections.seen() == trace.frame_count();
  const bool wanted = whole ? !settled_ : !session_.focus;
  if (chosen_ || !wanted) return;
  if (findings.shown.empty()) {
    // No TCP: the first packet is as good as any.
    if (!session_.selected && trace.frame_count() > 0) look_at(trace, 0);
    return;
  }
  session_.focus = findings.shown.front();
  settled_ = whole;
  look_at_worst(trace, findings.connections);
}

// To where the worst of the connection in focus is to be seen; else to its end.
void Capture::look_at_worst(const Trace& trace, const ConnectionList& connections) {
  session_.selected.reset();
  session_.open_folds.clear();
  if (!session_.focus || *session_.focus >= connections.size()) return;
  std::uint64_t number = connections.summary(*session_.focus).last.frame;
  for (const auto& finding : connections.findings(*session_.focus)) {
    if (finding.frames.empty()) continue;
    number = finding.frames.front();
    break;
  }
  const auto index = trace.frame_by_number(number);
  if (index && !playhead_.live) look_at(trace, *index);
}

void Capture::look_at(const Trace& trace, std::size_t frame) {
  const FrameRow row = trace.frame(frame);
  session_.selected = row.number;
  if (row.is_tcp && session_.focus != row.stream) {
    session_.focus = row.stream;
    session_.open_folds.clear();
  }
  playhead_ = {row.sent, false, false};
}

// A verdict's grounds are looked for once, when its frame is selected.
void Capture::find_grounds(const CaptureView& view) {
  const auto selected = selected_frame(view, moment_of(view));
  const auto index = selected ? std::optional(selected->index) : std::nullopt;
  if (index == grounds_of_) return;
  grounds_of_ = index;
  grounds_.clear();
  if (index) grounds_ = grounds_of(view.trace, *index);
}

std::string Capture::name() const {
  if (live_) return say(desk_.words, "window.capture.live", {{"name", start_.live}});
  return start_.recording == "-" ? say(desk_.words, "window.capture.input") : file_name();
}

BenchRows Capture::rows() {
  const Source::Progress progress = producer_.source().progress();
  BenchRows rows = with_view([&](const CaptureView& view) {
    find_grounds(view);
    BenchRows built = focus_rows(view);
    built.capture->bar = capture_bar_rows(view, name(), progress);
    const bool ended = view.trace.ended();
    built.transport.live = playhead_.live && !ended;
    built.transport.can_go_live = live_ && !playhead_.live && !ended;
    return built;
  });
  dress(rows.bar);
  rows.packets = [this](std::size_t first, std::size_t last) {
    return with_view(
        [&](const CaptureView& view) { return filtered_packet_rows(view, first, last); });
  };
  rows.capture->connections = [this](std::size_t first, std::size_t last) {
    return with_view([&](const CaptureView& view) { return connection_rows(view, first, last); });
  };
  rows.capture->ladder = [this](Time from, Time to) {
    return with_view([&](const CaptureView& view) { return focus_ladder_rows(view, from, to); });
  };
  return rows;
}

Requests Capture::draw(Paint& paint, Rect window, int text_shown) {
  BenchRows shown = rows();
  shown.bar.text_shown = text_shown;
  return draw_capture(paint, window, shown, state_);
}

Requests Capture::key(Key key) {
  if (key == Key::find) state_.filter.wanted = true;
  return capture_keys(rows(), key);
}

void Capture::perform(const Request& request) {
  std::visit([this](const auto& one) { on(one); }, request);
  changed_ = true;
}

void Capture::on(const Seek& request) {
  chosen_ = true;
  const TeachingTime& teaching = focus_.teaching();
  if (teaching.empty()) return;
  session_.selected.reset();
  const Time end = teaching.to_trace(teaching.length());
  playhead_ = {std::clamp(request.trace_time, teaching.origin(), std::max(teaching.origin(), end)),
               false, false};
}

void Capture::on(const Scrub& request) { on(Seek{focus_.teaching().to_trace(request.teaching)}); }

// At its end the connection plays again from its beginning.
void Capture::on(const Play& request) {
  producer_.source().look([&](const Trace& trace) {
    if (trace.scenes().empty()) return;
    playhead_.playing = request.on;
    if (!request.on) {
      playhead_.live = false;
      return;
    }
    session_.selected.reset();
    const Stops at = stops(trace, session_, focus_.teaching(), std::nullopt);
    if (playhead_.time >= at.newest) playhead_.time = focus_.teaching().origin();
  });
}

// To the next frames of the connection in focus, or of the list where there is none.
void Capture::on(const StepBy& request) {
  chosen_ = true;
  with_view([&](const CaptureView& view) {
    const auto selected = selected_frame(view, moment_of(view));
    const FilteredFrames& list = view.findings.frames;
    const bool own = focus_.stream() && (!selected || selected->stream == *focus_.stream());
    const std::size_t count = own ? focus_.frames().size() : list.count(view.trace);
    if (count == 0) return;
    std::size_t at = 0;
    if (selected) {
      const std::size_t from =
          own ? focus_.position(selected->index) : list.position(selected->index);
      const auto to = static_cast<std::ptrdiff_t>(from) + request.events;
      at = static_cast<std::size_t>(
          std::clamp<std::ptrdiff_t>(to, 0, static_cast<std::ptrdiff_t>(count) - 1));
    }
    look_at(view.trace, own ? focus_.frames()[at] : list.frame(at));
  });
}

void Capture::on(const GoLive&) {
  playhead_.live = true;
  session_.selected.reset();
}

void Capture::on(const SelectFrame& request) {
  chosen_ = true;
  producer_.source().look([&](const Trace& trace) {
    if (const auto index = trace.frame_by_number(request.number)) look_at(trace, *index);
  });
}

void Capture::on(const FocusStream& request) {
  session_.focus = request.stream;
  chosen_ = true;
  playhead_.live = false;
  with_view([&](const CaptureView& view) { look_at_worst(view.trace, view.findings.connections); });
}

// What cannot be compiled is said, and the filter that was there stays.
void Capture::on(const SetFilter& request) {
  session_.filter_fault.clear();
  FilteredFrames frames;
  if (request.text.find_first_not_of(' ') != std::string::npos) {
    auto filter = filter::Filter::compile(request.text);
    if (!filter) {
      session_.filter_fault = filter.error().message;
      return;
    }
    frames = FilteredFrames(request.text, *std::move(filter));
  }
  session_.filter = frames.text();
  analysis_.set_filter(std::move(frames));
}

void Capture::on(const StopReading&) {
  if (start_.stop_live) start_.stop_live();
  producer_.source().stop();
  playhead_.live = false;
}

void Capture::settle() {
  producer_.source().wait(std::chrono::hours(1));  // a pipe ends when its writer is done
  advance(0, 0);
  analysis_.news();
  analysis_.wait();
  advance(0, 0);
  const auto frames = [&] { return focus_.frames().size(); };
  for (std::size_t before = frames() + 1; before != frames();) {
    before = frames();
    advance(0, 0);
  }
}

}  // namespace wirelab::window
