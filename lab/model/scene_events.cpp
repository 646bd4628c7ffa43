#include "lab/model/scene_events.hpp"

#include <algorithm>
#include <iterator>

namespace wirelab::lab {
namespace {

// A call that takes no longer than this returned at once: one event, not two.
constexpr Time at_once = 200'000;

}  // namespace

FrameRange frames_of(const Trace& trace, std::size_t scene) {
  if (scene >= trace.scenes().size()) return {};
  const Scene& s = trace.scenes()[scene];
  const bool open = !s.end && scene + 1 == trace.scenes().size();
  const std::size_t last = open ? trace.frame_count() : s.last_frame;
  return {s.first_frame, std::max(s.first_frame, std::min(last, trace.frame_count()))};
}

std::vector<Time> event_times(const Trace& trace, std::size_t scene) {
  std::vector<Time> times;
  if (scene >= trace.scenes().size()) return times;
  const Scene& s = trace.scenes()[scene];
  const FrameRange range = frames_of(trace, scene);
  for (std::size_t i = range.first; i < range.last; ++i) {
    times.push_back(trace.sent(i));
    for (const Fate& fate : trace.fates(i)) times.push_back(fate.time);
  }
  if (trace.is_run()) {
    times.push_back(s.begin);
    const QuietCalls quiet(trace, scene);
    for (const CallEvent& call : trace.calls(scene)) {
      if (quiet(call)) continue;
      times.push_back(call.begin);
      if (call.end && between(call.begin, *call.end) > at_once) times.push_back(*call.end);
    }
    for (const AskEvent& ask : trace.asks(scene)) times.push_back(ask.time);
    if (s.end) times.push_back(*s.end);
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

QuietCalls::QuietCalls(const Trace& trace, std::size_t scene) {
  for (const CallEvent& call : trace.calls(scene))
    if (!call.error.empty()) failed_.insert(call.call);
}

bool QuietCalls::operator()(const CallEvent& call) const {
  static const char* const quiet[]{"socket", "setsockopt", "getsockopt", "bind", "fcntl", "poll"};
  const bool prepares = std::any_of(std::begin(quiet), std::end(quiet),
                                    [&](const char* name) { return call.call == name; });
  return prepares && !failed_.contains(call.call);
}

std::optional<Time> event_after(const std::vector<Time>& events, Time time) {
  const auto found = std::upper_bound(events.begin(), events.end(), time);
  if (found == events.end()) return std::nullopt;
  return *found;
}

std::optional<Time> event_before(const std::vector<Time>& events, Time time) {
  const auto found = std::lower_bound(events.begin(), events.end(), time);
  if (found == events.begin()) return std::nullopt;
  return *(found - 1);
}

std::size_t opening_scene(const Trace& trace) {
  const auto scenes = trace.scenes();
  const auto found = std::find_if(scenes.begin(), scenes.end(),
                                  [](const Scene& scene) { return !scene.set_aside; });
  return found == scenes.end() ? 0 : static_cast<std::size_t>(found - scenes.begin());
}

std::optional<std::size_t> scene_of_step(const Trace& trace, std::string_view step) {
  for (std::size_t i = trace.scenes().size(); i > 0; --i) {
    if (trace.scenes()[i - 1].step == step) return i - 1;
  }
  return std::nullopt;
}

bool SceneTime::update(const Trace& trace, std::size_t scene) {
  const bool other = scene != scene_;
  const bool grown = other || trace.end() != end_ || trace.ended() != ended_;
  if (!grown) return false;
  scene_ = scene;
  end_ = trace.end();
  ended_ = trace.ended();
  rebuild(trace);
  return true;
}

// A run's scene is short, and its fates and returns come after the frames that they belong to.
void SceneTime::rebuild(const Trace& trace) {
  events_ = event_times(trace, scene_);
  teaching_ = TeachingTime();
  for (const Time time : events_) teaching_.append(time);
}

}  // namespace wirelab::lab
