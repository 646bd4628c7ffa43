#pragma once

#include "capture/recording/frame.hpp"
#include "capture/recording/note.hpp"
#include "lessons/testbed/recording/merge_lane.hpp"

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

// A Frame borrows from its batch.
using Recorded = std::variant<RecordedFrame, Note, Frame, Delivered>;

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
  void add(std::size_t lane, SharedBatch batch);
  // The items that are due, oldest first. Frames borrow until spent() is called.
  std::vector<Recorded> take(Time now);
  // Everything that is left, oldest first.
  std::vector<Recorded> take_all();
  // The batches of which everything was taken, empty again.
  std::vector<SharedBatch> spent();

  // The lanes that hold the oldest item back at this time; and when to look again, if only time is
  // missing.
  std::vector<std::size_t> laggards(Time now) const;
  std::optional<Time> next_look(Time now) const;
  // Time of the oldest item.
  std::optional<Time> oldest() const;
  bool empty() const { return !oldest(); }
  std::size_t bytes() const { return bytes_; }

 private:
  struct Lane {
    bool open = false;
    Time drained = 0;
    FrameQueue frames;
    DeliveryQueue deliveries;
  };
  Time watermark() const;
  // The queues: 0 holds single items, 1 + 2 * lane a port's frames, and the next one its
  // deliveries.
  struct Fronts {
    std::size_t queue = 0;   // where the oldest item is
    MergeKey first, second;  // its key, and that of the oldest item elsewhere
  };
  Fronts fronts() const;
  MergeKey front(std::size_t queue) const;  // `never` when it is empty
  Recorded pop(std::size_t queue);
  std::vector<Recorded> take_until(Time upto);

  Time grace_;
  std::vector<Lane> lanes_;
  std::map<std::pair<Time, std::uint64_t>, Recorded> items_;  // by time, then in order of arrival
  std::uint64_t arrivals_ = 0;
  std::size_t bytes_ = 0;
  std::vector<SharedBatch> spent_;
  Time taken_ = 0;  // of the item taken last: the recording's order never goes back
};

}  // namespace wirelab::lessons
