#include "capture/trace/grounds_of.hpp"

#include <algorithm>

namespace wirelab {

namespace {

constexpr std::size_t farthest = 20'000;

std::vector<verdicts::Grounds> show_to(verdicts::Witness& witness, const Trace& trace,
                                       const TcpRow& row) {
  verdicts::Witness::Mark first;
  if (const auto before = trace.repeated(row.index))
    if (const auto sent = trace.tcp(before->first)) first = {sent->number, sent->sent};
  return witness.see(static_cast<int>(row.sender), row.segment, row.verdicts,
                     {row.number, row.sent}, first);
}

}  // namespace

std::vector<verdicts::Grounds> Witnesses::see(const Trace& trace, const FrameRow& row) {
  const auto tcp = trace.tcp(row.index);
  if (!tcp) return {};
  while (witnesses_.size() <= tcp->stream) witnesses_.push();
  return show_to(witnesses_[tcp->stream], trace, *tcp);
}

std::vector<verdicts::Grounds> grounds_of(const Trace& trace, std::size_t frame_index) {
  const auto asked = trace.tcp(frame_index);
  if (!asked || asked->verdicts.empty()) return {};
  verdicts::Witness witness;
  const std::size_t begin = frame_index - std::min(frame_index, farthest);
  std::size_t i = std::max(begin, trace.connection(asked->stream).first_frame);
  for (; i < frame_index; ++i)
    if (const auto row = trace.tcp(i); row && row->stream == asked->stream)
      show_to(witness, trace, *row);
  return show_to(witness, trace, *asked);
}

std::uint32_t relative_to(const FrameRow& row, const verdicts::Grounds& grounds,
                          std::uint32_t number) {
  return grounds.of_peer ? number - row.segment.acknowledgment + row.relative_acknowledgment
                         : number - row.segment.sequence + row.relative_sequence;
}

}  // namespace wirelab
