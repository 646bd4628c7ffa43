#include "capture/trace/scene_log.hpp"

#include "capture/trace/bench_fields.hpp"

#include <algorithm>

namespace wirelab {

bool SceneLog::is_untouched() const {
  if (scenes_.empty()) return false;
  const Scene& last = scenes_.back();
  return last.step.empty() && last.lesson.empty() && last.first_frame == last.last_frame &&
         !last.end;
}

bool SceneLog::begin(const Note& note) {
  const std::size_t frames = scenes_.empty() ? 0 : scenes_.back().last_frame;
  Scene scene;
  if (prepared_) {
    scene = *prepared_;
  } else if (is_untouched()) {
    scene = scenes_.back();
  }
  prepared_.reset();
  scene.lesson = note.get("LESSON");
  scene.step = note.get("STEP");
  scene.run =
      static_cast<int>(std::clamp<std::int64_t>(note.number("RUN").value_or(1), 1, 1'000'000'000));
  scene.begin = note.time;
  scene.first_frame = scene.last_frame = frames;
  if (is_untouched()) {
    scenes_.back() = scene;
    return false;
  }
  scenes_.push_back(scene);
  return true;
}

void SceneLog::end(const Note& note) {
  if (!scenes_.empty() && !scenes_.back().end) scenes_.back().end = note.time;
}

void SceneLog::bench(const Note& note) {
  const bool belongs_to_current = !scenes_.empty() && !scenes_.back().end &&
                                  scenes_.back().hosts.empty() &&
                                  scenes_.back().first_frame == scenes_.back().last_frame;
  if (!belongs_to_current) prepared_.emplace();
  Scene& scene = belongs_to_current ? scenes_.back() : *prepared_;
  scene.hosts = read_hosts(note.get("HOSTS"));
  scene.medium = note.get("MEDIUM");
  scene.delay = std::max<Time>(0, note.number("DELAY_NS").value_or(0));
  scene.ports = read_ports(note.get("INTERFACES"));
  scene.segments = read_segments(note.get("SEGMENTS"));
  scene.routers = read_names(note.get("ROUTERS"));
  scene.kernel = note.get("KERNEL");
  fin_timeout_ = read_fin_timeout(note.get("SETTINGS"));
}

void SceneLog::open_nameless(Time time) {
  Scene scene = prepared_.value_or(Scene{});
  prepared_.reset();
  scene.begin = time;
  scenes_.push_back(scene);
}

std::uint32_t SceneLog::of_frame(std::size_t index) const {
  const auto after =
      std::upper_bound(scenes_.begin(), scenes_.end(), index,
                       [](std::size_t i, const Scene& scene) { return i < scene.first_frame; });
  return after == scenes_.begin() ? 0 : static_cast<std::uint32_t>(after - scenes_.begin() - 1);
}

bool SceneLog::takes(std::string_view port, const decode::Layers& layers) const {
  std::string_view own;
  if (!scenes_.empty())
    for (const BenchPort& one : scenes_.back().ports)
      if (one.name == port) own = one.mac;
  return own.empty() || !layers.ethernet || layers.ethernet->destination.text() == own;
}

std::string SceneLog::host_of(std::string_view address, std::size_t scene) const {
  if (scene >= scenes_.size()) return {};
  for (const Host& host : scenes_[scene].hosts)
    if (host.address == address) return host.name;
  return {};
}

}  // namespace wirelab
