#include "capture/trace/parts.hpp"

#include <algorithm>

namespace wirelab {

namespace {

// The base that was valid when this frame was seen: rows of the past stay as they were.
std::uint32_t relative(const FlowSide& side, std::size_t frame, std::uint32_t raw) {
  const auto after =
      std::upper_bound(side.bases.begin(), side.bases.end(), frame,
                       [](std::size_t index, const auto& base) { return index < base.first; });
  return after == side.bases.begin() ? raw : raw - (after - 1)->second;
}

std::vector<Verdict> list(Verdicts verdicts) {
  std::vector<Verdict> all;
  for (int i = 0; i < verdict_count; ++i)
    if (const auto verdict = static_cast<Verdict>(i); verdicts.has(verdict)) all.push_back(verdict);
  return all;
}

void fill_tcp(FrameRow& row, const FrameRecord& record, const Flow& flow) {
  row.is_tcp = true;
  row.stream = record.stream_or_source;
  row.sender = record.sender;
  row.segment = record.segment();
  row.relative_sequence = relative(flow.side(record.sender), row.index, row.segment.sequence);
  if (row.segment.has(tcp::ack))
    row.relative_acknowledgment =
        relative(flow.side(other(record.sender)), row.index, row.segment.acknowledgment);
  row.window = std::uint32_t{record.window} << record.shift;
  row.analysis = list(Verdicts(record.verdicts));
  row.sender_state = record.sender_state;
  row.receiver_state = record.receiver_state;
}

}  // namespace

FrameRow Trace::frame(std::size_t index) const {
  FrameRow row;
  row.index = index;
  if (index >= parts_->frames.size()) return row;
  const FrameRecord& record = parts_->frames[index];
  row.number = record.number;
  row.scene = parts_->scenes.of_frame(index);
  row.sent = record.time;
  row.interface = record.interface;
  row.wire_length = record.wire_length;
  row.captured_length = record.captured_length;
  row.file_offset = record.file_offset;
  row.protocol = parts_->frames.protocol(record.protocol);
  if (!record.is_tcp) {
    row.source = parts_->frames.station(record.stream_or_source).text();
    row.destination = parts_->frames.station(record.sequence_or_destination).text();
    return row;
  }
  fill_tcp(row, record, parts_->conversations.flow(record.stream_or_source));
  const Connection connection = this->connection(record.stream_or_source);
  row.source = connection.side(record.sender).endpoint;
  row.destination = connection.side(other(record.sender)).endpoint;
  if (row.segment.has(tcp::syn))
    row.segment.window_shift = connection.side(record.sender).window_shift;
  const Verdicts verdicts(record.verdicts);
  if (verdicts.has(Verdict::retransmission) || verdicts.has(Verdict::out_of_order))
    if (const auto first = parts_->frames.first_transmission(index))
      row.resends = parts_->frames[*first].number;
  if (const auto found = parts_->evidence.find(index); found != parts_->evidence.end()) {
    row.duplicate_ack_number = found->second.duplicate_number;
    row.duplicate_ack_frame = found->second.duplicate_of;
  }
  return row;
}

}  // namespace wirelab
