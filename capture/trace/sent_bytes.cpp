#include "capture/trace/sent_bytes.hpp"

#include "capture/tcp/sequence.hpp"

#include <algorithm>

namespace wirelab {

namespace {

// Numbers further apart than this belong to another round of the sequence space, or to nothing.
// With it all runs are less than half the circle apart, so that their order is certain.
constexpr std::uint32_t farthest = 1u << 29;

}  // namespace

bool SentBytes::is_elsewhere(std::uint32_t begin, std::uint32_t end) const {
  return tcp::after(end, runs_.back().end + farthest) ||
         tcp::before(begin, runs_.back().end - farthest);
}

std::size_t SentBytes::first_ending_after(std::uint32_t sequence) const {
  const auto found = std::partition_point(runs_.begin(), runs_.end(), [sequence](const Run& run) {
    return tcp::not_after(run.end, sequence);
  });
  return static_cast<std::size_t>(found - runs_.begin());
}

void SentBytes::add(std::uint32_t begin, std::uint32_t end, std::uint32_t frame) {
  if (!tcp::after(end, begin)) return;
  if (!runs_.empty() && is_elsewhere(begin, end)) runs_.clear();
  std::size_t at = first_ending_after(begin);
  while (tcp::after(end, begin)) {
    if (at == runs_.size() || tcp::before(begin, runs_[at].begin)) {
      // New bytes, up to what is known.
      const bool meets = at < runs_.size() && tcp::after(end, runs_[at].begin);
      const std::uint32_t until = meets ? runs_[at].begin : end;
      runs_.insert(runs_.begin() + static_cast<std::ptrdiff_t>(at), {begin, until, {frame, frame}});
      begin = until;
    } else {
      Run& known = runs_[at];
      if (tcp::not_after(known.end, end) && begin == known.begin) known.frames.last = frame;
      begin = known.end;
    }
    ++at;
  }
  const bool far_apart = runs_.back().end - runs_.front().begin > 2 * farthest;
  if (far_apart || runs_.size() > 2 * most_runs) forget_oldest();
}

// Many at once: the rest is moved.
void SentBytes::forget_oldest() {
  const std::size_t too_far = first_ending_after(runs_.back().end - farthest);
  const std::size_t too_many = runs_.size() - std::min(runs_.size(), most_runs);
  runs_.erase(runs_.begin(),
              runs_.begin() + static_cast<std::ptrdiff_t>(std::max(too_far, too_many)));
}

std::optional<SentBytes::Carriers> SentBytes::of(std::uint32_t sequence) const {
  const std::size_t at = first_ending_after(sequence);
  if (at == runs_.size() || tcp::after(runs_[at].begin, sequence)) return std::nullopt;
  return runs_[at].frames;
}

}  // namespace wirelab
