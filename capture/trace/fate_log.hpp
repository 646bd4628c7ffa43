#pragma once

#include "capture/recording/note.hpp"
#include "capture/trace/events.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wirelab {

// Nothing when the note names no fate that is known.
std::optional<Fate> read_fate(const Note& note);

// What befell each frame, oldest first.
class FateLog {
 public:
  // From now on of the last frames, and of those that are still under way.
  void keep_recent() { recent_only_ = true; }
  static constexpr std::size_t recent = 4096;

  void add(std::size_t frame, const Fate& fate);
  std::span<const Fate> of(std::size_t frame) const;
  // This copy of the frame was changed on its way.
  bool was_corrupted(std::size_t frame, int copy) const {
    return corrupted_.contains({frame, copy});
  }

  // How many deliveries of a frame are still to come: one when it is sent, more by copies.
  void depart(std::size_t frame) { ++flights_[frame].copies; }
  // False: none was under way.
  bool land(std::size_t frame);
  bool is_full(std::size_t frame) const;
  // True for its first delivery.
  bool deliver(std::size_t frame) { return !std::exchange(flights_[frame].delivered, true); }

 private:
  struct Flight {
    std::uint8_t copies = 0;
    bool delivered = false;
  };
  void forget_old();

  bool recent_only_ = false;
  std::size_t newest_ = 0;  // frame of which a fate is known
  std::size_t worth_a_look_ = 2 * recent;
  std::unordered_map<std::size_t, Flight> flights_;
  std::unordered_map<std::size_t, std::vector<Fate>> fates_;
  std::set<std::pair<std::size_t, int>> corrupted_;  // which copies of which frames
};

}  // namespace wirelab
