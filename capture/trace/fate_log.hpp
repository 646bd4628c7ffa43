#pragma once

#include "capture/recording/note.hpp"
#include "capture/trace/events.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace wirelab {

// Nothing when the note names no fate that is known.
std::optional<Fate> read_fate(const Note& note);

// What befell each frame, oldest first.
class FateLog {
 public:
  void add(std::size_t frame, const Fate& fate) { fates_[frame].push_back(fate); }
  std::span<const Fate> of(std::size_t frame) const;
  // This copy of the frame reaches its receiver with a broken checksum: TCP never sees it.
  bool was_corrupted(std::size_t frame, int copy) const;

 private:
  std::unordered_map<std::size_t, std::vector<Fate>> fates_;
};

}  // namespace wirelab
