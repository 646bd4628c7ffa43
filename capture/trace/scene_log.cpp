#include "capture/trace/scene_log.hpp"

#include <algorithm>
#include <charconv>

namespace wirelab {

namespace {

// "client=10.0.0.1/24 router=10.0.0.9/24,10.0.1.9/24"
std::vector<Host> read_hosts(std::string_view text) {
  std::vector<Host> hosts;
  std::string name;
  while (!text.empty()) {
    const std::size_t stop = text.find_first_of("=, /");
    const std::string_view word = text.substr(0, stop);
    const char mark = stop == std::string_view::npos ? ' ' : text[stop];
    text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 1);
    if (mark == '=') {
      name = word;
      continue;
    }
    if (!name.empty() && !word.empty()) hosts.push_back({name, std::string(word)});
    if (mark == '/') text.remove_prefix(std::min(text.find_first_of(", "), text.size()));
    if (!text.empty() && mark == '/') text.remove_prefix(1);
  }
  return hosts;
}

// Of one interface in "client.eth0=left,02:00:00:00:00:01,10.0.1.10/24 ..."; empty: it is not
// there.
std::string_view mac_in(std::string_view interfaces, std::string_view port) {
  while (!interfaces.empty()) {
    std::string_view word = interfaces.substr(0, interfaces.find(' '));
    interfaces.remove_prefix(std::min(word.size() + 1, interfaces.size()));
    if (!word.starts_with(port) || word.substr(port.size(), 1) != "=") continue;
    word.remove_prefix(std::min(word.find(',') + 1, word.size()));
    return word.substr(0, word.find(','));
  }
  return {};
}

std::optional<std::uint16_t> read_fin_timeout(std::string_view settings) {
  constexpr std::string_view name = "tcp_fin_timeout";
  const std::size_t at = settings.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  settings.remove_prefix(at + name.size());
  settings.remove_prefix(std::min(settings.find_first_not_of(" =\t"), settings.size()));
  std::uint16_t seconds = 0;
  const auto read = std::from_chars(settings.data(), settings.data() + settings.size(), seconds);
  if (read.ec != std::errc() || seconds == 0) return std::nullopt;
  return seconds;
}

}  // namespace

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
  scene.kernel = note.get("KERNEL");
  fin_timeout_ = read_fin_timeout(note.get("SETTINGS"));
  interfaces_ = note.get("INTERFACES");
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
  const std::string_view own = mac_in(interfaces_, port);
  return own.empty() || !layers.ethernet || layers.ethernet->destination.text() == own;
}

std::string SceneLog::host_of(std::string_view address, std::size_t scene) const {
  if (scene >= scenes_.size()) return {};
  for (const Host& host : scenes_[scene].hosts)
    if (host.address == address) return host.name;
  return {};
}

}  // namespace wirelab
