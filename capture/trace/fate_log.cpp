#include "capture/trace/fate_log.hpp"

#include <algorithm>
#include <limits>

namespace wirelab {

std::optional<Fate> read_fate(const Note& note) {
  const auto kind = fate_kind(note.get("FATE"));
  if (!kind) return std::nullopt;
  Fate fate{*kind, note.time, std::string(note.get("BY"))};
  fate.delay = std::max<Time>(0, note.number("DELAY_NS").value_or(0));
  fate.copy =
      static_cast<int>(std::clamp<std::int64_t>(note.number("COPY").value_or(1), 1, 1'000'000));
  fate.to = note.get("TO");
  return fate;
}

void FateLog::add(std::size_t frame, const Fate& fate) {
  fates_[frame].push_back(fate);
  if (fate.kind == FateKind::corrupted) corrupted_.emplace(frame, fate.copy);
  newest_ = std::max(newest_, frame);
  if (recent_only_ && fates_.size() >= worth_a_look_) forget_old();
}

// Looked for each time as many have come as were left: so each costs the same, however many stay.
void FateLog::forget_old() {
  const auto is_over = [](const std::vector<Fate>& fates) {
    const FateKind last = fates.back().kind;
    return last == FateKind::delivered || last == FateKind::dropped || last == FateKind::too_big;
  };
  std::erase_if(fates_, [&](const auto& one) {
    const bool forgotten = one.first + recent < newest_ && is_over(one.second);
    if (forgotten) flights_.erase(one.first);
    return forgotten;
  });
  std::erase_if(corrupted_, [&](const auto& one) { return !fates_.contains(one.first); });
  worth_a_look_ = std::max(2 * recent, 2 * fates_.size());
}

std::span<const Fate> FateLog::of(std::size_t frame) const {
  const auto found = fates_.find(frame);
  if (found == fates_.end()) return {};
  return found->second;
}

bool FateLog::land(std::size_t frame) {
  const auto found = flights_.find(frame);
  if (found == flights_.end() || found->second.copies == 0) return false;
  --found->second.copies;
  return true;
}

bool FateLog::is_full(std::size_t frame) const {
  const auto found = flights_.find(frame);
  return found != flights_.end() &&
         found->second.copies == std::numeric_limits<std::uint8_t>::max();
}

}  // namespace wirelab
