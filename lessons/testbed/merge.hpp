#pragma once

#include "capture/recording/frame.hpp"
#include "capture/recording/note.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace wirelab::lessons {

// A frame with bytes of its own, on its way into the recording.
struct RecordedFrame {
  Time time = 0;  // when it left its sender
  std::uint32_t interface = 0;
  std::uint64_t number = 0;
  std::uint32_t wire_length = 0;
  std::vector<std::uint8_t> bytes;
};

using Recorded = std::variant<RecordedFrame, Note>;

// Puts frames of several ports and notes in order of time. An item is due once every open lane is
// drained past its time, and `grace` after it: for notes stamped a moment before they came. Items
// of the future wait. Not thread-safe.
class Merge {
 public:
  explicit Merge(Time grace) : grace_(grace) {}

  std::size_t open_lane();  // until drained, nothing later than now passes it
  void close_lane(std::size_t lane);
  void drained(std::size_t lane, Time upto);

  void add(Recorded item);  // an item older than what was taken last is taken next
  // The items that are due, oldest first.
  std::vector<Recorded> take(Time now);
  // Everything that is left, oldest first.
  std::vector<Recorded> take_all();

  // The lanes that hold the oldest item back at this time; and when to look again, if only time is
  // missing.
  std::vector<std::size_t> laggards(Time now) const;
  std::optional<Time> next_look(Time now) const;
  // Time of the oldest item.
  std::optional<Time> oldest() const;
  bool empty() const { return items_.empty(); }
  std::size_t bytes() const { return bytes_; }

 private:
  struct Lane {
    bool open = false;
    Time drained = 0;
  };
  Time watermark() const;
  Recorded pop();

  Time grace_;
  std::vector<Lane> lanes_;
  std::map<std::pair<Time, std::uint64_t>, Recorded> items_;  // by time, then in order of arrival
  std::uint64_t arrivals_ = 0;
  std::size_t bytes_ = 0;
  Time taken_ = 0;  // of the item taken last: the recording's order never goes back
};

}  // namespace wirelab::lessons
