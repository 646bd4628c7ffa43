#pragma once

#include "capture/trace/party.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace wirelab {

// Which stream a segment belongs to: by both parties in any order, and in a run by the segment of
// the bench too (a routed frame is recorded on each). A newer stream of the same key takes the
// place of the older one. Open addressing with 8 bytes a slot; the keys stand with the flows.
class FlowTable {
 public:
  static std::uint32_t hash(const Ends& ends);

  void prefetch(std::uint32_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & mask_]);
  }
  // The first stream of this hash, which may be another's; `none` where there is none.
  std::uint32_t guess(std::uint32_t hash, std::uint32_t none) const {
    return find(hash, [](std::uint32_t) { return true; }).value_or(none);
  }
  // The first stream of this hash that `is_it` says yes to.
  template <class IsIt>
  std::optional<std::uint32_t> find(std::uint32_t hash, IsIt&& is_it) const {
    if (slots_.empty()) return std::nullopt;
    for (std::uint32_t at = hash & mask_; slots_[at].used(); at = (at + 1) & mask_)
      if (slots_[at].hash == hash && is_it(slots_[at].stream - 1)) return slots_[at].stream - 1;
    return std::nullopt;
  }
  void put(std::uint32_t hash, std::uint32_t stream);
  void replace(std::uint32_t hash, std::uint32_t older, std::uint32_t stream);
  // A new scene: nothing before it is connected with what follows.
  void clear();

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t stream = 0;  // and one; 0: free
    bool used() const { return stream != 0; }
  };
  void grow();
  void insert(Slot slot);

  std::vector<Slot> slots_;
  std::uint32_t mask_ = 0;
  std::size_t used_ = 0;
};

}  // namespace wirelab
