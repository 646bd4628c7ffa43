#include "lab/window/shell/app.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <random>

#include "capture/bytes/write_text.hpp"
#include "lab/model/countdown.hpp"
#include "lab/rows/lesson_state.hpp"

namespace wirelab::window {

using namespace lab;

Result<std::unique_ptr<App>> App::open(const WindowStart& start, std::function<void()> wake) {
  auto words = Words::load(start.data_directory, start.language);
  if (!words) return words.error();
  std::unique_ptr<App> app(new App(*std::move(words)));
  app->wake_ = std::move(wake);
  app->catalogue_ = lessons::read_catalogue(start.data_directory, start.language);
  app->start_ = start;
  app->choose_place(start);
  const Outcome opened = !app->start_.recording.empty()
                             ? app->start_recording(app->start_.recording)
                         : !app->start_.topology.empty() ? app->start_play(app->start_)
                                                         : app->start_lesson(app->start_);
  if (!opened) return opened.error();
  return app;
}

// The look of last time; without lesson and file the place of last time, else the first lesson.
void App::choose_place(const WindowStart& start) {
  const Settings settings = read_settings();
  progress_ = read_progress();
  preferences_.look = start.look.value_or(settings.look);
  if (!start.as_new) {
    preferences_.text_percent = settings.text_percent;
    preferences_.speed = settings.speed;
    subnet_.seed = start.seed.value_or(std::random_device()());
  }
  if (!start.recording.empty() || !start.lesson.empty() || !start.topology.empty()) return;
  start_.lesson = entry(settings.last_lesson) ? settings.last_lesson : "";
  if (start_.lesson.empty() && !catalogue_.empty()) start_.lesson = catalogue_.front().name;
  const auto* found = entry(start_.lesson);
  if (found && found->text.step(settings.last_step)) start_.step = settings.last_step;
}

Outcome App::start_lesson(const WindowStart& start) {
  const auto* found = entry(start.lesson);
  if (!found) return Error{ErrorKind::usage, fmt::format("There is no lesson '{}'.", start.lesson)};
  if (!found->fault.empty()) return Error{ErrorKind::input, found->fault};
  lesson_ = &found->text;
  session_.lesson = start.lesson;
  session_.done = progress_.done[start.lesson];
  session_.step = start.step;
  if (session_.step.empty() && !lesson_->steps.empty()) session_.step = lesson_->steps.front().id;
  auto producer = Producer::testbed({start.lesson, "", "", start.seed, start.save_to}, wake_);
  if (!producer) {
    if (producer.error().kind != ErrorKind::machine) return producer.error();
    return play_shipped(producer.error().message);
  }
  producer_ = *std::move(producer);
  producer_->remote("go " + session_.step);
  return Done{};
}

// Hosts and wires without a lesson; nothing of it is in the catalogue.
Outcome App::start_play(const WindowStart& start) {
  auto producer =
      Producer::testbed({"", start.topology, start.ping, start.seed, start.save_to}, wake_);
  if (!producer) return producer.error();
  producer_ = *std::move(producer);
  return Done{};
}

Outcome App::start_recording(const std::string& path) {
  auto producer = Producer::recording(path, start_.unpack, wake_);
  if (!producer) return producer.error();
  capture_.reset();
  producer_ = *std::move(producer);
  recording_ = path;
  // What is short is whole in the first picture.
  producer_->source().wait(std::chrono::milliseconds(50));
  return Done{};
}

// Where a testbed is forbidden the lesson is still there to see: as it was recorded.
Outcome App::play_shipped(const std::string& reason) {
  const auto* found = entry(session_.lesson);
  if (!found || found->recording.empty()) return Error{ErrorKind::machine, reason};
  if (Outcome opened = start_recording(found->recording); !opened) return opened;
  banner_ = say(words_, "ui.shipped_recording", {{"reason", reason}});
  scenes_seen_ = 0, entered_ = false;
  scene_time_ = {};
  changed_ = true;
  return Done{};
}

const lessons::CatalogueEntry* App::entry(const std::string& name) const {
  const auto found = std::find_if(catalogue_.begin(), catalogue_.end(),
                                  [&](const auto& e) { return e.name == name; });
  return found == catalogue_.end() ? nullptr : &*found;
}

View App::view(const Trace& trace) const {
  const TeachingTime& teaching = capture_ ? capture_->focus.teaching() : scene_time_.teaching();
  View view{trace, session_, playhead_, teaching, words_, {}};
  const Source& source = producer_->source();
  view.bytes = [&source](const FrameRow& frame) { return source.bytes(frame); };
  view.producer_running = running_;
  if (at_newest_) view.clock = clock_;
  view.preferences = preferences_;
  view.free_hand = lesson_ == nullptr;
  if (capture_) view.scope = &capture_->scope;
  return view;
}

Stops App::stops(const Trace& trace) const {
  std::optional<Time> clock;
  if (running_) clock = clock_;
  Stops stops;
  if (session_.scene >= trace.scenes().size()) return stops;
  if (capture_) return lab::stops(trace, session_, capture_->focus.teaching(), std::nullopt);
  return lab::stops(trace, session_, scene_time_.teaching(), clock);
}

std::string App::step_in_view(const Trace& trace) const {
  if (!session_.step.empty()) return session_.step;
  const auto scenes = trace.scenes();
  return session_.scene < scenes.size() ? scenes[session_.scene].step : "";
}

bool App::advance(double seconds, Time clock) {
  clock_ = clock;
  advance_ping(seconds, clock);
  running_ = producer_->running();
  const bool news = producer_->source().take_news();
  if (news && !fault_noted_) note_fault();
  if (!capture_ && is_foreign()) {
    capture_ = std::make_unique<OpenedCapture>(producer_->source(), wake_);
    capture_->live = playhead_.live = !start_.live.empty();
  }
  if (capture_) return advance_capture(seconds, news);
  const Playhead before = playhead_;
  const bool counted_down = std::exchange(counts_down_, false);
  at_newest_ = false;
  producer_->source().look([&](const Trace& trace) {
    if (news || !entered_) take_news(trace);
    if (session_.scene >= trace.scenes().size()) return;
    follow_subnet(trace);
    // What begins to play with these news has not lost the time before them.
    const double passed = before.playing ? seconds : 0;
    const Stops now = stops(trace);
    playhead_ = lab::advance(playhead_, scene_time_.teaching(), passed, preferences_.speed, now);
    // The kernels of the last scene live on when its script is over.
    at_newest_ =
        running_ && session_.scene + 1 == trace.scenes().size() && playhead_.time >= now.newest;
    counts_down_ = at_newest_ && all_forgotten_at(trace, session_.scene).value_or(0) > clock;
  });
  if (producer_->is_testbed() && producer_->source().ended() && !ending_noted_) note_ending();
  const bool moved = playhead_.time != before.time;
  if (moved && !playhead_.playing) note_progress();
  moving_ = moved && playhead_.playing;
  // A play that has just begun has not moved yet.
  if (playhead_.playing && !playhead_.live) moving_ = true;
  return std::exchange(changed_, false) || news || moved || counts_down_ || counted_down ||
         playhead_.playing != before.playing;
}

void App::take_news(const Trace& trace) {
  if (lesson_ == nullptr) adopt_lesson(trace);
  follow_scene(trace);
  scene_time_.update(trace, session_.scene);
}

// A recording of a lesson brings its lesson with it.
void App::adopt_lesson(const Trace& trace) {
  if (trace.scenes().empty()) return;
  const auto* found = entry(trace.scenes().front().lesson);
  if (!found || !found->fault.empty()) return;
  lesson_ = &found->text;
  session_.lesson = found->name;
  session_.done = progress_.done[found->name];
}

// A run of the step in view appears: that is what was asked for. A recording opens with the wanted
// step or its first.
void App::follow_scene(const Trace& trace) {
  const auto scenes = trace.scenes();
  if (scenes.size() == scenes_seen_) return;
  const bool live = running_;
  const std::size_t opening = opening_scene(trace);
  for (std::size_t i = scenes_seen_; i < scenes.size(); ++i) {
    const bool wanted =
        plays_freely() || (session_.step.empty() ? i == opening : scenes[i].step == session_.step);
    if (wanted && !scenes[i].set_aside && (live || !entered_)) enter_scene(trace, i, true);
  }
  scenes_seen_ = scenes.size();
}

void App::enter_scene(const Trace& trace, std::size_t scene, bool play) {
  session_.scene = scene;
  session_.selected.reset();
  session_.focus.reset();
  playhead_ = {trace.scenes()[scene].begin, play, plays_freely() && running_};
  scene_time_.update(trace, scene);
  entered_ = true;
  changed_ = true;
}

void App::note_ending() {
  ending_noted_ = true;
  changed_ = true;
  const Producer::Ending ending = producer_->ending();
  std::string reason = ending.said;
  if (reason.empty() && ending.end.signal != 0)
    reason = say(words_, "window.bar.signal", {{"number", std::to_string(ending.end.signal)}});
  if (reason.empty())
    reason = say(words_, "window.bar.code", {{"number", std::to_string(ending.end.code)}});
  const bool nothing =
      producer_->source().look([](const Trace& trace) { return trace.frame_count() == 0; });
  if (ending.forbidden && nothing && play_shipped(reason)) return;
  banner_ = say(words_, "ui.testbed_died", {{"reason", reason}});
  can_run_again_ = true;
  write_text(STDERR_FILENO, fmt::format("wirelab: {}\n", banner_));  // for who started it there
}

// A recording that breaks off, or cannot be written on, says so above all that came before.
void App::note_fault() {
  const std::string fault = producer_->source().fault();
  if (fault.empty()) return;
  fault_noted_ = changed_ = true;
  banner_ = fault;
  write_text(STDERR_FILENO, fmt::format("wirelab: {}\n", banner_));  // for who started it there
}

// A step counts as done when its answer was seen, or its end where nothing is asked.
void App::note_progress() {
  if (lesson_ == nullptr) return;
  const std::string step = producer_->source().look([&](const Trace& trace) {
    const LessonState state = lesson_state({view(trace), *lesson_});
    const bool seen = state.stage == LessonRows::Stage::revealed ||
                      (state.stage == LessonRows::Stage::none && state.at_end);
    return state.step && seen ? state.step->id : std::string();
  });
  if (step.empty() || !session_.done.insert(step).second) return;
  progress_.done[session_.lesson].insert(step);
  changed_ = true;
  // A disk that is full is no reason to stop a lesson: the step is done all the same, until the
  // window closes.
  if (const Outcome written = write_progress(progress_); !written) return;
}

BenchRows App::rows() {
  if (ping_ && subnet_.open && subnet_.frames) return ping_rows();
  BenchRows rows = capture_ ? capture_rows() : lesson_rows();
  if (subnet_.open) add_subnet(rows);
  return rows;
}

BenchRows App::lesson_rows() {
  BenchRows rows = producer_->source().look([&](const Trace& trace) {
    BenchRows built =
        lesson_ ? lesson_bench_rows({view(trace), *lesson_}) : bench_rows(view(trace));
    // There is nothing to go to where the newest, or the question before it, is in view already.
    const Stops at = stops(trace);
    const Time newest = at.ask ? std::min(*at.ask, at.newest) : at.newest;
    built.transport.can_go_live = built.transport.can_go_live && playhead_.time < newest;
    return built;
  });
  rows.bar.look = preferences_.look;
  rows.bar.text_percent = preferences_.text_percent;
  rows.bar.producer_running = running_;
  rows.bar.banner = banner_;
  rows.bar.run_again = can_run_again_;
  if (running_) {
    rows.bar.source = say(words_, "window.bar.real");
  } else if (!recording_.empty()) {
    rows.bar.source =
        say(words_, "window.bar.file", {{"name", recording_.substr(recording_.rfind('/') + 1)}});
  }
  rows.packets = [this](std::size_t first, std::size_t last) {
    return producer_->source().look(
        [&](const Trace& trace) { return packet_rows(view(trace), first, last); });
  };
  return rows;
}

void App::remember() const {
  Settings settings = read_settings();
  settings.look = preferences_.look;
  settings.text_percent = preferences_.text_percent;
  settings.speed = preferences_.speed;
  if (!session_.lesson.empty() && start_.recording.empty()) {
    settings.last_lesson = session_.lesson;
    settings.last_step = session_.step;
  }
  // Nothing that a person could do about it now: the window closes.
  if (const Outcome written = write_settings(settings); !written) return;
}

}  // namespace wirelab::window
