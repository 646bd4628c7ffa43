#include <algorithm>
#include <chrono>

#include "lab/rows/capture_bar.hpp"
#include "lab/rows/moment.hpp"
#include "lab/window/shell/app.hpp"

namespace wirelab::window {

using namespace lab;

namespace {

// How far the frames of a new focus are looked for between two pictures.
constexpr std::size_t frames_a_round = 500'000;

}  // namespace

template <class Build>
auto App::with_view(Build&& build) const {
  return producer_->source().look([&](const Trace& trace) {
    return capture_->analysis.look([&](const Analysis::Findings& findings) {
      return build(CaptureView{view(trace), capture_->focus, findings, capture_->grounds});
    });
  });
}

// Known as soon as the first block is read.
bool App::is_foreign() const {
  if (producer_->is_testbed()) return false;
  return producer_->source().look([](const Trace& trace) {
    const bool known = !trace.interfaces().empty() || trace.frame_count() > 0 || trace.ended();
    return known && !trace.is_run();
  });
}

bool App::has_capture() const {
  return capture_ && producer_->source().look([](const Trace& t) { return t.frame_count() > 0; });
}

bool App::advance_capture(double seconds, bool news) {
  OpenedCapture& opened = *capture_;
  if (news) opened.analysis.news();
  const bool found = opened.analysis.take_news();
  const Playhead before = playhead_;
  const std::size_t shown = opened.focus.frames().size();
  bool more = false;
  producer_->source().look([&](const Trace& trace) {
    if (found) opened.analysis.look([&](const auto& all) { choose_focus(trace, all); });
    more = opened.focus.update(trace, session_.focus, session_.open_folds, frames_a_round);
    const TeachingTime& teaching = opened.focus.teaching();
    if (teaching.empty()) return;
    if (playhead_.live) {
      playhead_.time = teaching.to_trace(teaching.length());
    } else if (playhead_.playing) {
      const double passed = before.playing ? seconds : 0;
      playhead_ = lab::advance(playhead_, teaching, passed, preferences_.speed, stops(trace));
    }
  });
  if (more) wake_();
  reading_ = !producer_->source().ended();
  moving_ = playhead_.playing && !playhead_.live;
  return std::exchange(changed_, false) || news || found || playhead_.time != before.time ||
         opened.focus.frames().size() != shown || playhead_.playing != before.playing;
}

// Until the person chooses: the worst that is known when there is anything, and the worst of all
// once all is read.
void App::choose_focus(const Trace& trace, const Analysis::Findings& findings) {
  OpenedCapture& opened = *capture_;
  const bool whole = trace.ended() && findings.connections.seen() == trace.frame_count();
  const bool wanted = whole ? !opened.settled : !session_.focus;
  if (opened.chosen || !wanted) return;
  if (findings.shown.empty()) {
    // No TCP: the first packet is as good as any.
    if (!session_.selected && trace.frame_count() > 0) look_at(trace, 0);
    return;
  }
  session_.focus = findings.shown.front();
  opened.settled = whole;
  look_at_worst(trace, findings.connections);
}

// To where the worst of the connection in focus is to be seen; else to its end.
void App::look_at_worst(const Trace& trace, const ConnectionList& connections) {
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

void App::look_at(const Trace& trace, std::size_t frame) {
  const FrameRow row = trace.frame(frame);
  session_.selected = row.number;
  if (row.is_tcp && session_.focus != row.stream) {
    session_.focus = row.stream;
    session_.open_folds.clear();
  }
  playhead_ = {row.sent, false, false};
}

// To the next frames of the connection in focus, or of the list where there is none.
void App::step_in_focus(int frames) {
  capture_->chosen = true;
  with_view([&](const CaptureView& view) {
    const auto selected = selected_frame(view, moment_of(view));
    const Focus& focus = capture_->focus;
    const FilteredFrames& list = view.findings.frames;
    const bool own = focus.stream() && (!selected || selected->stream == *focus.stream());
    const std::size_t count = own ? focus.frames().size() : list.count(view.trace);
    if (count == 0) return;
    std::size_t at = 0;
    if (selected) {
      const std::size_t from =
          own ? focus.position(selected->index) : list.position(selected->index);
      const auto to = static_cast<std::ptrdiff_t>(from) + frames;
      at = static_cast<std::size_t>(
          std::clamp<std::ptrdiff_t>(to, 0, static_cast<std::ptrdiff_t>(count) - 1));
    }
    look_at(view.trace, own ? focus.frames()[at] : list.frame(at));
  });
}

void App::seek_in_focus(Time time) {
  capture_->chosen = true;
  const TeachingTime& teaching = capture_->focus.teaching();
  if (teaching.empty()) return;
  session_.selected.reset();
  const Time end = teaching.to_trace(teaching.length());
  playhead_ = {std::clamp(time, teaching.origin(), std::max(teaching.origin(), end)), false, false};
}

void App::on(const SelectFrame& request) {
  if (!capture_) {
    session_.selected = request.number;
    return;
  }
  capture_->chosen = true;
  producer_->source().look([&](const Trace& trace) {
    if (const auto index = trace.frame_by_number(request.number)) look_at(trace, *index);
  });
}

void App::on(const FocusStream& request) {
  session_.focus = request.stream;
  if (!capture_) return;
  capture_->chosen = true;
  playhead_.live = false;
  with_view([&](const CaptureView& view) { look_at_worst(view.trace, view.findings.connections); });
}

// What cannot be compiled is said, and the filter that was there stays.
void App::on(const SetFilter& request) {
  if (!capture_) return;
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
  capture_->analysis.set_filter(std::move(frames));
}

void App::on(const OpenFold& request) { session_.open_folds.insert(request.fold); }
void App::on(const CloseFolds&) { session_.open_folds.clear(); }

void App::on(const StopReading&) {
  if (start_.stop_live) start_.stop_live();
  producer_->source().stop();
  playhead_.live = false;
}

// A verdict's grounds are looked for once, when its frame is selected.
void App::find_grounds(const CaptureView& view) {
  const auto selected = selected_frame(view, moment_of(view));
  const auto index = selected ? std::optional(selected->index) : std::nullopt;
  if (index == capture_->grounds_of) return;
  capture_->grounds_of = index;
  capture_->grounds.clear();
  if (index) capture_->grounds = grounds_of(view.trace, *index);
}

BenchRows App::capture_rows() {
  const Source& source = producer_->source();
  const Source::Progress progress = source.progress();
  std::string name = recording_.substr(recording_.rfind('/') + 1);
  if (recording_ == "-") name = say(words_, "window.capture.input");
  if (!start_.live.empty()) name = say(words_, "window.capture.live", {{"name", start_.live}});
  BenchRows rows = with_view([&](const CaptureView& view) {
    find_grounds(view);
    BenchRows built = focus_rows(view);
    built.capture->bar = capture_bar_rows(view, name, progress);
    const bool ended = view.trace.ended();
    built.transport.live = playhead_.live && !ended;
    built.transport.can_go_live = capture_->live && !playhead_.live && !ended;
    return built;
  });
  rows.bar.look = preferences_.look;
  rows.bar.text_percent = preferences_.text_percent;
  rows.bar.banner = banner_;
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

void App::settle() {
  producer_->source().wait(std::chrono::hours(1));  // a pipe ends when its writer is done
  advance(0, 0);
  if (!capture_) return;
  capture_->analysis.news();
  capture_->analysis.wait();
  advance(0, 0);
  const auto frames = [&] { return capture_->focus.frames().size(); };
  for (std::size_t before = frames() + 1; before != frames();) {
    before = frames();
    advance(0, 0);
  }
}

}  // namespace wirelab::window
