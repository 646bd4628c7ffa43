#include "lab/window/showing/bench_rows.hpp"

#include "capture/words/words.hpp"

namespace wirelab::window {

BenchRows lesson_bench_rows(const lab::LessonView& view) {
  BenchRows rows = bench_rows(view);
  rows.lesson = lab::lesson_rows(view);
  rows.lesson_button = lab::lesson_button(view);
  rows.program = lab::program_rows(view);
  return rows;
}

BenchRows bench_rows(const lab::View& view) {
  BenchRows rows;
  rows.topology = lab::topology_rows(view);
  rows.ladder = lab::ladder_rows(view);
  rows.diagram = lab::diagram_rows(view);
  rows.flags = lab::flag_rows(view);
  rows.kernel = lab::kernel_rows(view);
  rows.numbers = {lab::queue_rows(view), lab::counter_rows(view), lab::table_rows(view)};
  rows.transport = lab::transport_rows(view);
  rows.header = lab::header_rows(view);
  rows.calls = lab::call_rows(view);
  return rows;
}

BenchRows focus_rows(const lab::CaptureView& view) {
  BenchRows rows;
  rows.ladder = lab::focus_ladder_rows(view, 0, -1);
  rows.diagram = lab::diagram_rows(view);
  rows.flags = lab::flag_rows(view);
  rows.transport = lab::focus_transport_rows(view);
  rows.header = lab::header_rows(view);
  rows.capture.emplace().findings = lab::finding_rows(view);
  return rows;
}

std::string characters_of(const Words& words, const lessons::LessonText* lesson) {
  std::string all;
  for (const auto id : words.ids()) all += words.text(id);
  if (lesson == nullptr) return all;
  const auto add = [&](const std::vector<std::string>& texts) {
    for (const auto& text : texts) all += text;
  };
  all += lesson->title + lesson->unit + lesson->question;
  add(lesson->introduction);
  for (const auto& step : lesson->steps) {
    all += step.title + step.prediction.question;
    for (const auto& option : step.prediction.options) all += option.text;
    add(step.body), add(step.because), add(step.turn), add(step.hints), add(step.tries);
  }
  for (const auto& check : lesson->checks) all += check.text;
  for (const auto& program : lesson->programs) add(program.lines);
  add(lesson->believed), add(lesson->seen), add(lesson->truth);
  return all;
}

}  // namespace wirelab::window
