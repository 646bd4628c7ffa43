#include "capture/trace/flow_table.hpp"

#include <algorithm>
#include <utility>

namespace wirelab {

std::uint32_t FlowTable::hash(const Ends& ends) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15u;
  const std::uint64_t one = ends.source.number(), two = ends.destination.number();
  const std::uint64_t low = std::min(one, two), high = std::max(one, two);
  std::uint64_t hash = (low ^ std::uint64_t{ends.ground()} << 48) * odd;
  hash = (hash ^ (hash >> 29) ^ high) * 0xbf58476d1ce4e5b9u;
  return static_cast<std::uint32_t>(hash >> 32);
}

void FlowTable::insert(Slot slot) {
  std::uint32_t at = slot.hash & mask_;
  while (slots_[at].used()) at = (at + 1) & mask_;
  slots_[at] = slot;
}

void FlowTable::grow() {
  const std::vector<Slot> old = std::exchange(
      slots_, std::vector<Slot>(slots_.empty() ? std::size_t{1024} : slots_.size() * 2));
  mask_ = static_cast<std::uint32_t>(slots_.size() - 1);
  for (const Slot& slot : old)
    if (slot.used()) insert(slot);
}

void FlowTable::put(std::uint32_t hash, std::uint32_t stream) {
  if ((used_ + 1) * 4 > slots_.size() * 3) grow();
  insert({hash, stream + 1});
  ++used_;
}

void FlowTable::replace(std::uint32_t hash, std::uint32_t older, std::uint32_t stream) {
  std::uint32_t at = hash & mask_;
  while (slots_[at].used() && slots_[at].stream != older + 1) at = (at + 1) & mask_;
  if (slots_[at].used()) slots_[at].stream = stream + 1;
}

void FlowTable::clear() {
  slots_.clear();
  mask_ = 0;
  used_ = 0;
}

}  // namespace wirelab
