#pragma once

#include "capture/trace/trace.hpp"
#include "lab/model/capture_view.hpp"
#include "lab/model/session.hpp"
#include "lab/model/teaching_time.hpp"
#include "lessons/text/lesson_text.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// The arguments of every row builder: one moment of one trace as one person sees it.
struct View {
  const Trace& trace;
  const Session& session;
  Playhead playhead;
  const TeachingTime& teaching;  // of session.scene
  const lessons::LessonText* lesson = nullptr;
  const Words& words;
  // Bytes of a frame (index in the trace) from the recording or its spool.
  std::function<std::vector<std::uint8_t>(const FrameRow&)> bytes;
  bool producer_running = false;         // a testbed is attached: the hand can act
  std::string banner;                    // "Plays the shipped recording: ..." or empty
  const CaptureView* capture = nullptr;  // of a capture that is no run of a lesson
  // The time of day, live: a kernel's timers go on when nothing more happens.
  std::optional<Time> clock;
};

}  // namespace wirelab::lab
