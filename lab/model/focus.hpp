#pragma once

#include "capture/trace/trace.hpp"
#include "lab/model/fold.hpp"
#include "lab/model/teaching_time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace wirelab::lab {

// The one connection of a foreign capture that is looked at: which frames are its own, how they
// fold, where its ends stood, and its time. It follows the trace; a long connection is taken up in
// slices.
class Focus {
 public:
  // One arrow of the ladder, or `count` frames folded into one band.
  struct Item {
    std::uint32_t first = 0, count = 1;  // positions in frames()
    int level = 0;
  };

  // Looks at up to `most` frames of the trace. True while there are more to look at.
  bool update(const Trace& trace, std::optional<std::uint32_t> stream, const std::set<Fold>& opened,
              std::size_t most);

  std::optional<std::uint32_t> stream() const { return stream_; }
  std::span<const std::uint32_t> frames() const { return frames_; }  // indexes in the trace
  std::span<const Item> items() const { return items_; }
  const TeachingTime& teaching() const { return teaching_; }
  std::span<const Transition> transitions(Side side) const {
    return transitions_[static_cast<std::size_t>(side)];
  }
  tcp::State state_at(Side side, Time time) const;
  const Transition* last_transition(Side side, Time time) const;
  // Of a frame of the connection, or of the first after it; frames().size() behind the last.
  std::size_t position(std::size_t frame) const;
  // The frames sent at or before a time are those before this position.
  std::size_t position_at(const Trace& trace, Time time) const;

 private:
  void start(std::optional<std::uint32_t> stream);
  void take(const TcpRow& row);
  void replay(const Trace& trace);
  void fold(const Trace& trace);
  void add_run(const Trace& trace, std::uint32_t first, std::uint32_t last, int level);

  std::optional<std::uint32_t> stream_;
  std::size_t next_ = 0;  // index in the trace
  std::vector<std::uint32_t> frames_;
  std::vector<bool> plain_;  // may be folded with the frame before it
  Time last_sent_ = 0;
  std::array<tcp::State, 2> last_states_{tcp::State::unknown, tcp::State::unknown};
  std::set<Fold> opened_;
  std::vector<Item> items_;
  TeachingTime teaching_;
  std::array<std::vector<Transition>, 2> transitions_;  // index: Side
  std::size_t replayed_ = 0;                            // frames, when the transitions were made
  bool changed_state_ = false, ended_ = false;
};

}  // namespace wirelab::lab
