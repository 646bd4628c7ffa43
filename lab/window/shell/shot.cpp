#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "capture/words/words.hpp"
#include "lab/model/playhead.hpp"
#include "lab/model/scene_events.hpp"
#include "lab/model/source.hpp"
#include "lab/model/subnet_step.hpp"
#include "lab/model/window_start.hpp"
#include "lab/window/ground/screen.hpp"
#include "lab/window/layout/bench.hpp"
#include "lab/window/layout/subnet.hpp"
#include "lab/window/shell/shot_subnet.hpp"
#include "lab/window/showing/bench_rows.hpp"
#include "lab/window/showing/recording/recording.hpp"
#include "lessons/text/catalogue.hpp"

namespace wirelab::lab {
namespace {

struct Moment {
  std::size_t scene = 0;
  Time time = 0;
};

// `at` counts from the first frame of the recording.
Result<Moment> find_moment(const Trace& trace, const ShotRequest& request) {
  const auto scenes = trace.scenes();
  if (scenes.empty())
    return Error{ErrorKind::input, fmt::format("{} holds no frame to show", request.recording)};
  Moment moment{.scene = opening_scene(trace)};
  if (request.at) {
    moment.time = later_by(trace.begin(), from_seconds(*request.at));
    for (std::size_t i = 0; i < scenes.size(); ++i) {
      if (scenes[i].begin <= moment.time) moment.scene = i;
    }
    return moment;
  }
  if (!request.step.empty()) {
    const auto scene = scene_of_step(trace, request.step);
    if (!scene)
      return Error{ErrorKind::usage,
                   fmt::format("{} holds no step '{}'", request.recording, request.step)};
    moment.scene = *scene;
  }
  SceneTime time;
  time.update(trace, moment.scene);
  moment.time = time.events().empty() ? trace.end() : time.events().back();
  if (!request.step.empty())
    moment.time = pictured_question(trace, moment.scene, request.unanswered).value_or(moment.time);
  return moment;
}

Result<window::Image> draw(const Source& source, const Trace& trace, const ShotRequest& request,
                           const window::Desk& desk) {
  const auto moment = find_moment(trace, request);
  if (!moment) return moment.error();
  Session session;
  session.scene = moment->scene;
  session.answers_shown = !request.unanswered;
  const Scene& scene = trace.scenes()[moment->scene];
  session.lesson = request.lesson.empty() ? scene.lesson : request.lesson;
  SceneTime time;
  time.update(trace, moment->scene);
  View view{trace, session, {moment->time, false, false}, time.teaching(), desk.words, {}};
  view.bytes = [&](const FrameRow& frame) { return source.bytes(frame); };

  const auto* entry = desk.entry(session.lesson);
  const lessons::LessonText* lesson = entry && entry->fault.empty() ? &entry->text : nullptr;
  window::BenchRows rows =
      lesson ? window::lesson_bench_rows({view, *lesson}) : window::bench_rows(view);
  rows.bar.look = request.look;
  rows.bar.source = say(desk.words, "window.bar.file",
                        {{"name", request.recording.substr(request.recording.rfind('/') + 1)}});
  rows.packets = [&](std::size_t first, std::size_t last) {
    return packet_rows(view, first, last);
  };
  if (const auto subnet = subnet_of_scene(trace, moment->scene, SubnetState())) {
    rows.bar.subnets = true;
    rows.subnet = subnet_rows(*subnet, desk.words);
    rows.subnet->with_lesson = true;
  }
  const auto scale = static_cast<float>(std::max(1, request.scale));
  window::Screen screen(request.width * std::max(1, request.scale),
                        request.height * std::max(1, request.scale), scale,
                        window::characters_of(desk.words, lesson));
  window::BenchState state;
  // Twice: a field knows what is typed in it only once it was drawn.
  for (int frame = 0; frame < (rows.subnet ? 2 : 1); ++frame) {
    screen.frame(window::theme(request.look), desk.words,
                 [&](window::Paint& paint, window::Rect all) {
                   if (rows.subnet) {
                     window::draw_subnet(paint, all, rows, state);
                   } else {
                     window::draw_bench(paint, all, rows, state);
                   }
                 });
  }
  return screen.picture();
}

// The last frame sent by a time; the first where there is none.
std::optional<std::uint64_t> frame_by(const Trace& trace, Time time) {
  std::size_t low = 0, high = trace.frame_count();
  if (high == 0) return std::nullopt;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (trace.frame(middle).sent <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return trace.frame(low == 0 ? 0 : low - 1).number;
}

// What the window would show when all is read and nobody has touched it.
Result<window::Image> draw_capture(window::BenchShowing& bench, const window::Desk& desk,
                                   const ShotRequest& request) {
  if (request.at) {
    const auto wanted =
        bench.source().look([&](const Trace& trace) -> std::optional<std::uint64_t> {
          return frame_by(trace, later_by(trace.begin(), from_seconds(*request.at)));
        });
    if (wanted) bench.perform(SelectFrame{*wanted});
    bench.settle();
  }
  const auto scale = static_cast<float>(std::max(1, request.scale));
  window::Screen screen(request.width * std::max(1, request.scale),
                        request.height * std::max(1, request.scale), scale, bench.characters());
  // Twice: some panels know their height only once they are drawn.
  for (int frame = 0; frame < 2; ++frame) {
    screen.frame(window::theme(request.look), desk.words,
                 [&](window::Paint& paint, window::Rect all) { bench.draw(paint, all, 0); });
  }
  return screen.picture();
}

// What came before the damage is drawn; that there is damage is said all the same.
Outcome finish(const Result<window::Image>& image, const Source& source,
               const ShotRequest& request) {
  const std::string fault = source.fault();
  if (!image) return fault.empty() ? image.error() : Error{ErrorKind::input, fault};
  if (Outcome written = window::write_png(request.out, *image); !written) return written;
  return fault.empty() ? Outcome(Done{}) : Error{ErrorKind::input, fault};
}

// Nothing: it is a run, or holds no frame.
Result<std::unique_ptr<window::BenchShowing>> open_capture(window::Desk& desk,
                                                           const ShotRequest& request) {
  WindowStart start;
  start.recording = request.recording;
  start.unpack = request.unpack;
  auto opened = window::Recording::open(desk, start);
  if (!opened) return opened.error();
  std::unique_ptr<window::BenchShowing> bench = *std::move(opened);
  bench->settle();
  const bool drawn = bench->source().look(
      [](const Trace& trace) { return !trace.is_run() && trace.frame_count() > 0; });
  if (!drawn) return std::unique_ptr<window::BenchShowing>();
  bench = bench->next();
  bench->settle();
  return bench;
}

}  // namespace

Outcome render_shot(const ShotRequest& request) {
  if (request.subnet) return window::render_subnet(request);
  auto words = Words::load(request.data_directory, request.language);
  if (!words) return words.error();
  window::Desk desk{*std::move(words),
                    lessons::read_catalogue(request.data_directory, request.language),
                    {.look = request.look},
                    {},
                    [] {}};
  if (request.lesson.empty() && request.step.empty()) {
    auto bench = open_capture(desk, request);
    if (!bench) return bench.error();
    if (*bench) return finish(draw_capture(**bench, desk, request), (*bench)->source(), request);
  }
  auto source = open_recording(
      request.recording, [] {}, Until::present_end, request.unpack);
  if (!source) return source.error();
  (*source)->wait(std::chrono::hours(1));  // a pipe ends when its writer is done
  const auto image =
      (*source)->look([&](const Trace& trace) { return draw(**source, trace, request, desk); });
  return finish(image, **source, request);
}

}  // namespace wirelab::lab
