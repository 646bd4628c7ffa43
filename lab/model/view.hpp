#pragma once

#include "capture/trace/trace.hpp"
#include "lab/model/preferences.hpp"
#include "lab/model/session.hpp"
#include "lab/model/teaching_time.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

class Scope;

// The arguments of every row builder: one moment of one trace as one person sees it.
struct View {
  const Trace& trace;
  const Session& session;
  Playhead playhead;
  const TeachingTime& teaching;  // of session.scene
  const Words& words;
  // Bytes of a frame (index in the trace) from the recording or its spool.
  std::function<std::vector<std::uint8_t>(const FrameRow&)> bytes;
  bool producer_running = false;  // a testbed is attached: the hand can act
  // The time of day, live: a kernel's timers go on when nothing more happens.
  std::optional<Time> clock;
  Preferences preferences = {};
  bool free_hand = false;        // no script has turns: what is held is always the hand's
  const Scope* scope = nullptr;  // absent: the session's scene up to the playhead
};

}  // namespace wirelab::lab
