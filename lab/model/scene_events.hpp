#pragma once

#include "capture/trace/trace.hpp"
#include "lab/model/teaching_time.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lab {

// The frame indexes of a scene: [first, last), last growing while it runs.
struct FrameRange {
  std::size_t first = 0, last = 0;
};
FrameRange frames_of(const Trace& trace, std::size_t scene);

// The moments of a scene that a person can step to: frames sent, what befell them, calls and
// returns, asks and its end. In order, each once. (In a foreign capture: its frames.)
std::vector<Time> event_times(const Trace& trace, std::size_t scene);

// Calls that set nothing in motion (socket, bind, options) would only crowd out those that do.
// Where one of them failed in the scene, all of that name are told.
class QuietCalls {
 public:
  QuietCalls(const Trace& trace, std::size_t scene);
  bool operator()(const CallEvent& call) const;

 private:
  std::set<std::string> failed_;
};

// Of event_times, in O(log n): the first event after `time`, the last before it.
std::optional<Time> event_after(const std::vector<Time>& events, Time time);
std::optional<Time> event_before(const std::vector<Time>& events, Time time);

// Where a recording opens: its first scene that was not set aside.
std::size_t opening_scene(const Trace& trace);

// The last run of a step in the recording.
std::optional<std::size_t> scene_of_step(const Trace& trace, std::string_view step);

// Keeps the TeachingTime and the events of one scene of a run in step with a growing trace. (Of a
// capture model/focus does.)
class SceneTime {
 public:
  // True when something changed. Costs nothing when the trace has not grown.
  bool update(const Trace& trace, std::size_t scene);
  const TeachingTime& teaching() const { return teaching_; }
  const std::vector<Time>& events() const { return events_; }

 private:
  void rebuild(const Trace& trace);

  std::size_t scene_ = static_cast<std::size_t>(-1);
  Time end_ = 0;
  bool ended_ = false;
  TeachingTime teaching_;
  std::vector<Time> events_;
};

}  // namespace wirelab::lab
