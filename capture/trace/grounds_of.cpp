#include "capture/trace/grounds_of.hpp"

#include <algorithm>
#include <utility>

namespace wirelab {

namespace {

constexpr std::size_t farthest = 20'000;

std::vector<verdicts::Grounds> show_to(verdicts::Witness& witness, const FrameRow& row) {
  Verdicts verdicts;
  for (const Verdict verdict : row.analysis) verdicts.add(verdict);
  return witness.see(static_cast<int>(row.sender), row.segment, verdicts, row.number, row.sent);
}

// Of all that the connection said before this frame.
verdicts::Witness witness_before(const Trace& trace, const FrameRow& asked) {
  verdicts::Witness witness;
  const std::size_t begin = asked.index - std::min(asked.index, farthest);
  std::size_t i = std::max(begin, trace.connection(asked.stream).first_frame);
  for (; i < asked.index; ++i) {
    const FrameRow row = trace.frame(i);
    if (row.is_tcp && row.stream == asked.stream) show_to(witness, row);
  }
  return witness;
}

}  // namespace

verdicts::Witness& Witnesses::add(std::uint32_t stream, verdicts::Witness witness) {
  if (young_.size() >= most_) old_ = std::exchange(young_, {});
  return young_.insert_or_assign(stream, std::move(witness)).first->second;
}

verdicts::Witness* Witnesses::remembered(std::uint32_t stream) {
  if (const auto found = young_.find(stream); found != young_.end()) return &found->second;
  auto found = old_.extract(stream);
  return found ? &add(stream, std::move(found.mapped())) : nullptr;
}

std::vector<verdicts::Grounds> Witnesses::see(const Trace& trace, const FrameRow& row) {
  if (!row.is_tcp) return {};
  if (auto* witness = remembered(row.stream)) return show_to(*witness, row);
  const bool is_new = trace.connection(row.stream).first_frame == row.index;
  if (!is_new && row.analysis.empty()) return {};
  return show_to(add(row.stream, is_new ? verdicts::Witness() : witness_before(trace, row)), row);
}

std::vector<verdicts::Grounds> grounds_of(const Trace& trace, std::size_t frame_index) {
  const FrameRow asked = trace.frame(frame_index);
  if (!asked.is_tcp || asked.analysis.empty()) return {};
  verdicts::Witness witness = witness_before(trace, asked);
  return show_to(witness, asked);
}

std::uint32_t relative_to(const FrameRow& row, const verdicts::Grounds& grounds,
                          std::uint32_t number) {
  return grounds.of_peer ? number - row.segment.acknowledgment + row.relative_acknowledgment
                         : number - row.segment.sequence + row.relative_sequence;
}

}  // namespace wirelab
