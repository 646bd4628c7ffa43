#include "capture/trace/grounds_of.hpp"

#include <algorithm>

namespace wirelab {

namespace {

constexpr std::size_t farthest = 20'000;

std::vector<verdicts::Grounds> show_to(verdicts::Witness& witness, const FrameRow& row) {
  Verdicts verdicts;
  for (const Verdict verdict : row.analysis) verdicts.add(verdict);
  return witness.see(static_cast<int>(row.sender), row.segment, verdicts, row.number, row.sent);
}

}  // namespace

std::vector<verdicts::Grounds> Witnesses::see(const FrameRow& row) {
  if (!row.is_tcp) return {};
  return show_to(by_stream_[row.stream], row);
}

std::vector<verdicts::Grounds> grounds_of(const Trace& trace, std::size_t frame_index) {
  const FrameRow asked = trace.frame(frame_index);
  if (!asked.is_tcp || asked.analysis.empty()) return {};
  verdicts::Witness witness;
  const std::size_t begin = frame_index - std::min(frame_index, farthest);
  std::size_t i = std::max(begin, trace.connection(asked.stream).first_frame);
  for (; i < frame_index; ++i) {
    const FrameRow row = trace.frame(i);
    if (row.is_tcp && row.stream == asked.stream) show_to(witness, row);
  }
  return show_to(witness, asked);
}

std::uint32_t relative_to(const FrameRow& row, const verdicts::Grounds& grounds,
                          std::uint32_t number) {
  return grounds.of_peer ? number - row.segment.acknowledgment + row.relative_acknowledgment
                         : number - row.segment.sequence + row.relative_sequence;
}

}  // namespace wirelab
