#include "lab/terminal/printer.hpp"

#include "lab/model/scene_events.hpp"
#include "lab/terminal/frame_line.hpp"
#include "lab/terminal/json_lines.hpp"
#include "lab/terminal/ladder_text.hpp"
#include "lab/terminal/outcome_text.hpp"

#include <algorithm>

namespace wirelab::lab {

Printer::Printer(Options options, const Words& words, FindLesson lessons, Out out)
    : options_(std::move(options)),
      words_(words),
      lessons_(std::move(lessons)),
      out_(std::move(out)) {}

bool Printer::full() const { return options_.most_frames && frames_ >= *options_.most_frames; }

void Printer::print(const Trace& trace, bool over) {
  if (!begun_ && options_.json) out_(json_head(options_.file));
  begun_ = true;
  // A ladder is drawn whole; whoever wants some frames of a run wants lines, but with their fates.
  const bool some = options_.most_frames || options_.shows;
  const bool by_scene = trace.is_run() && (options_.json || !some || options_.shows);
  if (by_scene) {
    print_scenes(trace, over);
  } else {
    print_frames(trace);
  }
  if (over && options_.json && !trace.fault().empty() && !full()) out_(json_fault(trace.fault()));
}

// The results of a scene are written at its end or right after it: it is printed when the next one
// begins.
void Printer::print_scenes(const Trace& trace, bool over) {
  const std::size_t count = trace.scenes().size();
  const std::size_t complete = over ? count : count - std::min<std::size_t>(count, 1);
  for (; scenes_ < complete && !full(); ++scenes_) print_scene(trace, scenes_);
}

void Printer::print_scene(const Trace& trace, std::size_t scene) {
  const bool set_aside = trace.scenes()[scene].set_aside;
  if (!options_.json && !options_.shows && !options_.most_frames) {
    if (scenes_ > 0) out_("\n");
    if (set_aside) return out_(set_aside_text(trace.scenes()[scene], words_, options_.style));
    out_(ladder_text(trace, scene, lessons_(trace.scenes()[scene].lesson), words_, options_.style));
    return;
  }
  const FrameRange frames = frames_of(trace, scene);
  for (std::size_t i = frames.first; i < frames.last && !full(); ++i) print_frame(trace, i);
  if (full() || !options_.json) return;
  if (set_aside) return out_(json_set_aside(trace.scenes()[scene]));
  for (const ResultEvent& result : trace.results(scene)) out_(json_result(trace, result));
}

void Printer::print_frames(const Trace& trace) {
  while (next_ < trace.frame_count() && !full()) print_frame(trace, next_++);
}

void Printer::print_frame(const Trace& trace, std::size_t index) {
  const FrameRow frame = trace.frame(index);
  const Bytes bytes = options_.bytes ? options_.bytes(frame) : Bytes();
  FrameContent content = read_content(trace, frame, bytes, observer_);
  const auto grounds =
      options_.json ? std::vector<verdicts::Grounds>() : witnesses_.see(trace, frame);
  if (options_.shows && !options_.shows(frame)) return;
  ++frames_;
  if (options_.json) return out_(json_frame(trace, frame, content));
  print_text(trace, frame, content);
  for (const verdicts::Grounds& one : grounds)
    out_(evidence_line(frame, one, words_, options_.style));
}

// What an artefact is, is said the first time.
void Printer::print_text(const Trace& trace, const FrameRow& frame, const FrameContent& content) {
  out_(frame_line(trace, frame, content, words_, options_.style));
  for (const decode::Artefact artefact : content.appearance.artefacts) {
    const unsigned bit = 1u << static_cast<unsigned>(artefact);
    if ((explained_ & bit) == 0) out_(artefact_line(artefact, words_, options_.style));
    explained_ |= bit;
  }
}

}  // namespace wirelab::lab
