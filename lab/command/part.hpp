#pragma once

#include "lab/command/commands.hpp"
#include "lab/command/selection.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_set>
#include <vector>

namespace wirelab::lab {

// The part of a recording that an export keeps: the frames that are chosen, and what is said of
// them. Of a run a scene is decided on when it is over, since fates come after their frames.
class Part {
 public:
  // Takes an item to keep; `raw` is its block, where it has one (see RecordingCopy).
  using Keep = std::function<void(const Item& item, Bytes raw)>;

  Part(const ExportArguments& arguments, Selection selection, Keep keep);

  // The Error (usage): BPF that libpcap cannot compile.
  Outcome add(const Item& item, Bytes raw);
  // Nothing that comes can be part of it any more.
  bool full() const { return enough() && !run_; }

 private:
  struct Waiting {
    Item item;
    std::vector<std::uint8_t> raw, bytes;
    std::size_t frames = 0;  // in the Trace up to it
  };
  bool enough() const { return arguments_.count && count_ >= *arguments_.count; }
  bool needs_trace() const;
  void wait(const Item& item, Bytes raw);
  void decide();
  bool takes(const Frame& frame, std::size_t frames);
  // `behind` the last frame that is kept (-c), only what is said of frames and calls before it.
  bool takes(const Note& note, bool behind);

  const ExportArguments& arguments_;
  Selection selection_;
  Keep keep_;
  Trace trace_;  // only where the choice needs it
  bool run_ = false;
  std::size_t count_ = 0;
  std::vector<Waiting> scene_;  // of a run: what is not decided on
  std::unordered_set<std::uint64_t> frames_;
  std::unordered_set<std::int64_t> calls_;
};

}  // namespace wirelab::lab
