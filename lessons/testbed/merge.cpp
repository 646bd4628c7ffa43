#include "lessons/testbed/merge.hpp"

#include <algorithm>
#include <limits>

namespace wirelab::lessons {
namespace {

Time& time_of(Recorded& item) {
  return std::visit([](auto& what) -> Time& { return what.time; }, item);
}

std::size_t size_of(const Recorded& item) {
  const auto* frame = std::get_if<RecordedFrame>(&item);
  return frame ? frame->bytes.size() + sizeof(RecordedFrame) : sizeof(Note);
}

}  // namespace

std::size_t Merge::open_lane() {
  const auto closed = std::find_if(lanes_.begin(), lanes_.end(), [](Lane l) { return !l.open; });
  if (closed != lanes_.end()) {
    *closed = {.open = true};
    return static_cast<std::size_t>(closed - lanes_.begin());
  }
  lanes_.push_back({.open = true});
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

Recorded Merge::pop() {
  auto node = items_.extract(items_.begin());
  taken_ = node.key().first;
  bytes_ -= size_of(node.mapped());
  return std::move(node.mapped());
}

std::vector<Recorded> Merge::take(Time now) {
  std::vector<Recorded> due;
  const Time upto = std::min(watermark(), now - grace_);
  while (!items_.empty() && items_.begin()->first.first <= upto) due.push_back(pop());
  return due;
}

std::vector<Recorded> Merge::take_all() {
  std::vector<Recorded> all;
  while (!items_.empty()) all.push_back(pop());
  return all;
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
  if (items_.empty()) return std::nullopt;
  return items_.begin()->first.first;
}

}  // namespace wirelab::lessons
