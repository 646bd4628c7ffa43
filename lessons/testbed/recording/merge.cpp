#include "lessons/testbed/recording/merge.hpp"

#include <algorithm>
#include <limits>

namespace wirelab::lessons {
namespace {

// Behind everything.
constexpr MergeKey never{std::numeric_limits<Time>::max(),
                         std::numeric_limits<std::uint64_t>::max()};

Time& time_of(Recorded& item) {
  return std::visit([](auto& what) -> Time& { return what.time; }, item);
}

// With its texts: they are most of it.
std::size_t size_of(const Note& note) {
  std::size_t bytes = sizeof(Note) + note.message.size();
  for (const auto& [name, value] : note.fields)
    bytes += sizeof(Note::Field) + name.size() + value.size();
  return bytes;
}

std::size_t size_of(const Recorded& item) {
  if (const auto* frame = std::get_if<RecordedFrame>(&item))
    return frame->bytes.size() + sizeof(RecordedFrame);
  if (const auto* frame = std::get_if<Frame>(&item)) return frame->bytes.size() + sizeof(Frame);
  if (const auto* note = std::get_if<Note>(&item)) return size_of(*note);
  return sizeof(Delivered);
}

}  // namespace

std::size_t Merge::open_lane() {
  const auto closed =
      std::find_if(lanes_.begin(), lanes_.end(), [](const Lane& l) { return !l.open; });
  if (closed != lanes_.end()) {
    // What is left of the port that had this place stays.
    closed->open = true;
    closed->drained = 0;
    return static_cast<std::size_t>(closed - lanes_.begin());
  }
  lanes_.emplace_back().open = true;
  return lanes_.size() - 1;
}

void Merge::close_lane(std::size_t lane) { lanes_[lane].open = false; }

void Merge::drained(std::size_t lane, Time upto) {
  lanes_[lane].drained = std::max(lanes_[lane].drained, upto);
}

void Merge::add(Recorded item) {
  Time& time = time_of(item);
  time = std::max(time, taken_);
  bytes_ += size_of(item);
  const std::pair key{time, arrivals_++};
  items_.emplace(key, std::move(item));
}

Time Merge::watermark() const {
  Time lowest = std::numeric_limits<Time>::max();
  for (const Lane& lane : lanes_)
    if (lane.open) lowest = std::min(lowest, lane.drained);
  return lowest;
}

void Merge::add(std::size_t lane, SharedBatch batch) {
  bytes_ += batch->bytes();
  const std::uint64_t arrival = arrivals_++;
  lanes_[lane].frames.add(batch, arrival);
  lanes_[lane].deliveries.add(std::move(batch), arrival);
}

MergeKey Merge::front(std::size_t queue) const {
  if (queue == 0) return items_.empty() ? never : items_.begin()->first;
  const Lane& lane = lanes_[(queue - 1) / 2];
  if (queue % 2 == 1) return lane.frames.empty() ? never : lane.frames.key();
  return lane.deliveries.empty() ? never : lane.deliveries.key();
}

Merge::Fronts Merge::fronts() const {
  Fronts found{.queue = 0, .first = front(0), .second = never};
  for (std::size_t queue = 1; queue <= 2 * lanes_.size(); ++queue) {
    const MergeKey key = front(queue);
    if (key < found.first)
      found = {.queue = queue, .first = key, .second = found.first};
    else
      found.second = std::min(found.second, key);
  }
  return found;
}

Recorded Merge::pop(std::size_t queue) {
  if (queue > 0) {
    Lane& lane = lanes_[(queue - 1) / 2];
    if (queue % 2 == 1) return lane.frames.pop(spent_);
    return lane.deliveries.pop(spent_);
  }
  return std::move(items_.extract(items_.begin()).mapped());
}

std::vector<Recorded> Merge::take_until(Time upto) {
  std::vector<Recorded> taken;
  for (Fronts from = fronts(); from.first.first <= upto && from.first != never; from = fronts()) {
    do {
      Recorded item = pop(from.queue);
      bytes_ -= size_of(item);
      Time& time = time_of(item);
      time = taken_ = std::max(time, taken_);
      taken.push_back(std::move(item));
      from.first = front(from.queue);
    } while (from.first.first <= upto && from.first < from.second);
  }
  return taken;
}

std::vector<Recorded> Merge::take(Time now) {
  return take_until(std::min(watermark(), now - grace_));
}

std::vector<Recorded> Merge::take_all() { return take_until(std::numeric_limits<Time>::max()); }

std::vector<SharedBatch> Merge::spent() {
  for (const SharedBatch& batch : spent_) batch->clear();
  return std::exchange(spent_, {});
}

std::vector<std::size_t> Merge::laggards(Time now) const {
  std::vector<std::size_t> behind;
  const auto first = oldest();
  if (!first || *first + grace_ > now) return behind;
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane)
    if (lanes_[lane].open && lanes_[lane].drained < *first) behind.push_back(lane);
  return behind;
}

std::optional<Time> Merge::next_look(Time now) const {
  const auto first = oldest();
  if (!first || *first + grace_ <= now) return std::nullopt;
  return *first + grace_;
}

std::optional<Time> Merge::oldest() const {
  const Fronts found = fronts();
  return found.first == never ? std::nullopt : std::optional(found.first.first);
}

}  // namespace wirelab::lessons
