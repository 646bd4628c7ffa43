#pragma once

#include "lessons/testbed/recording/batch.hpp"

#include <deque>
#include <utility>

namespace wirelab::lessons {

// Of things that came at one time, the one that was handed in first goes first.
using MergeKey = std::pair<Time, std::uint64_t>;

// The frames, or the deliveries, of one port's batches: a queue in order of time.
template <class Entry, std::vector<Entry> Batch::*entries>
class BatchQueue {
 public:
  void add(SharedBatch batch, std::uint64_t arrival) {
    if (!((*batch).*entries).empty()) queue_.emplace_back(std::move(batch), arrival);
  }
  bool empty() const { return queue_.empty(); }
  // Of the entry at the front.
  MergeKey key() const { return {front().time, queue_.front().second}; }
  // Takes the entry at the front; a batch that nobody needs any more goes to `spent`.
  Entry pop(std::vector<SharedBatch>& spent) {
    const Entry taken = front();
    auto& batch = queue_.front().first;
    if (++next_ == ((*batch).*entries).size()) {
      if (batch.use_count() == 1) spent.push_back(std::move(batch));
      queue_.pop_front();
      next_ = 0;
    }
    return taken;
  }

 private:
  const Entry& front() const { return ((*queue_.front().first).*entries)[next_]; }

  std::deque<std::pair<SharedBatch, std::uint64_t>> queue_;
  std::size_t next_ = 0;  // in the batch at the front
};

using FrameQueue = BatchQueue<Frame, &Batch::frames>;
using DeliveryQueue = BatchQueue<Delivered, &Batch::deliveries>;

}  // namespace wirelab::lessons
