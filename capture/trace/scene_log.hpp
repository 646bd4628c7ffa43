#pragma once

#include "capture/decode/layers.hpp"
#include "capture/recording/note.hpp"
#include "capture/trace/events.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wirelab {

// The scenes of a recording. A foreign capture, and free play before its first step, is one without
// lesson and step.
class SceneLog {
 public:
  // A `step` begin, after so many of Trace::notes(): true when a new scene was opened for it.
  bool begin(const Note& note, std::size_t notes);
  void end(const Note& note);
  // A `wire` note with ACTION=rerun by the testbed: what the last scene has shown does not count.
  void set_aside() {
    if (!scenes_.empty()) scenes_.back().set_aside = true;
  }
  // A `wire` note with ACTION=bench: what stands there, for the scene or the next one.
  void bench(const Note& note);
  // The scene that a frame or a note falls into; opens the nameless one if need be.
  std::uint32_t current(Time time) {
    if (scenes_.empty()) open_nameless(time);
    return static_cast<std::uint32_t>(scenes_.size() - 1);
  }
  void add_frame(std::size_t index) {
    if (!scenes_.empty()) scenes_.back().last_frame = index + 1;
  }

  std::span<const Scene> all() const { return scenes_; }
  std::uint32_t of_frame(std::size_t index) const;
  // "client" for "10.0.0.1" in this scene, else empty.
  std::string host_of(std::string_view address, std::size_t scene) const;
  // Whether the host behind this port ("client.eth0") takes such a frame up, by its MAC address; of
  // a port that the bench does not name, it does.
  bool takes(std::string_view port, const decode::Layers& layers) const;
  // net.ipv4.tcp_fin_timeout of the current scene in seconds, where a setting names it.
  std::optional<std::uint16_t> fin_timeout() const { return fin_timeout_; }

 private:
  // Indexes of a scene's hosts, in the order of their addresses.
  using ByAddress = std::vector<std::uint32_t>;
  bool is_untouched() const;
  void open_nameless(Time time);
  void append(const Scene& scene);
  void index_bench();
  std::vector<Scene> scenes_;
  std::vector<ByAddress> by_address_;                  // index: scene
  std::unordered_map<std::string, std::string> macs_;  // of the last scene's ports, by their names
  std::optional<Scene> prepared_;                      // a bench whose step has not begun yet
  std::optional<std::uint16_t> fin_timeout_;
};

}  // namespace wirelab
