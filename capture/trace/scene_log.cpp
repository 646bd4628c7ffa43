#include "capture/trace/scene_log.hpp"

#include "capture/trace/bench_fields.hpp"

#include <algorithm>
#include <numeric>

namespace wirelab {

bool SceneLog::is_untouched() const {
  if (scenes_.empty()) return false;
  const Scene& last = scenes_.back();
  return last.step.empty() && last.lesson.empty() && last.first_frame == last.last_frame &&
         !last.end;
}

void SceneLog::append(const Scene& scene) {
  scenes_.push_back(scene);
  by_address_.emplace_back();
  index_bench();
}

// Of the last scene. Of two hosts with one address the first is meant.
void SceneLog::index_bench() {
  const std::vector<Host>& hosts = scenes_.back().hosts;
  ByAddress& sorted = by_address_.back();
  sorted.resize(hosts.size());
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::ranges::stable_sort(sorted, {},
                           [&](std::uint32_t i) -> const std::string& { return hosts[i].address; });
  macs_.clear();
  for (const BenchPort& port : scenes_.back().ports) macs_.insert_or_assign(port.name, port.mac);
}

bool SceneLog::begin(const Note& note, std::size_t notes) {
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
    scene.first_note = scenes_.back().first_note;
    scenes_.back() = scene;
    index_bench();
    return false;
  }
  scene.first_note = notes;
  append(scene);
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
  if (belongs_to_current) index_bench();
}

void SceneLog::open_nameless(Time time) {
  Scene scene = prepared_.value_or(Scene{});
  prepared_.reset();
  scene.begin = time;
  append(scene);
}

std::uint32_t SceneLog::of_frame(std::size_t index) const {
  const auto after =
      std::upper_bound(scenes_.begin(), scenes_.end(), index,
                       [](std::size_t i, const Scene& scene) { return i < scene.first_frame; });
  return after == scenes_.begin() ? 0 : static_cast<std::uint32_t>(after - scenes_.begin() - 1);
}

bool SceneLog::takes(std::string_view port, const decode::Layers& layers) const {
  const auto own = macs_.find(std::string(port));
  const bool known = own != macs_.end() && !own->second.empty();
  return !known || !layers.ethernet || layers.ethernet->destination.text() == own->second;
}

std::string SceneLog::host_of(std::string_view address, std::size_t scene) const {
  if (scene >= scenes_.size()) return {};
  const std::vector<Host>& hosts = scenes_[scene].hosts;
  const auto found =
      std::ranges::lower_bound(by_address_[scene], address, {},
                               [&](std::uint32_t i) { return std::string_view(hosts[i].address); });
  const bool known = found != by_address_[scene].end() && hosts[*found].address == address;
  return known ? hosts[*found].name : std::string();
}

}  // namespace wirelab
