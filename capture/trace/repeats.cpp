#include "capture/trace/repeats.hpp"

namespace wirelab {

void Repeats::look_at(const FrameLog& frames, std::size_t index) {
  const FrameRecord& record = frames[index];
  if (!record.is_tcp()) return;
  const tcp::Segment segment = frames.segment(index);
  if (segment.span() == 0) return;
  if (streams_.size() <= record.stream()) streams_.resize(record.stream() + std::size_t{1});
  SentBytes& sent = streams_[record.stream()][static_cast<std::size_t>(record.sender())];
  const auto frame = static_cast<std::uint32_t>(index);
  const Verdicts verdicts = record.verdicts();
  if (verdicts.has(Verdict::retransmission) || verdicts.has(Verdict::out_of_order))
    if (const auto before = sent.of(segment.sequence)) repeats_.push({frame, *before});
  sent.add(segment.sequence, segment.end(), frame);
}

std::optional<SentBytes::Carriers> Repeats::of(const FrameLog& frames, std::size_t index) {
  for (; seen_ <= index; ++seen_) look_at(frames, seen_);
  std::size_t low = 0, high = repeats_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (repeats_[middle].frame < index)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == repeats_.size() || repeats_[low].frame != index) return std::nullopt;
  return repeats_[low].before;
}

}  // namespace wirelab
