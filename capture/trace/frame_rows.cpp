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

}  // namespace

std::optional<TcpRow> Trace::tcp(std::size_t index) const {
  if (index >= parts_->frames.size()) return std::nullopt;
  const FrameRecord& record = parts_->frames[index];
  if (!record.is_tcp) return std::nullopt;
  TcpRow row;
  row.index = index;
  row.number = record.number;
  row.sent = record.time;
  row.stream = record.stream_or_source;
  row.sender = record.sender;
  row.segment = record.segment();
  if (row.segment.has(tcp::syn))
    row.segment.window_shift =
        parts_->conversations.connection(row.stream).side(row.sender).window_shift;
  row.window = std::uint32_t{record.window} << record.shift;
  row.verdicts = Verdicts(record.verdicts);
  row.sender_state = record.sender_state;
  row.receiver_state = record.receiver_state;
  return row;
}

std::vector<std::size_t> Trace::frames_of(std::uint32_t stream, std::size_t from) const {
  std::vector<std::size_t> indexes;
  if (stream >= connection_count()) return indexes;
  const Connection& connection = parts_->conversations.connection(stream);
  const std::size_t last = parts_->conversations.flow(stream).last_frame;
  for (std::size_t i = std::max(from, connection.first_frame); i < last; ++i) {
    const FrameRecord& record = parts_->frames[i];
    if (record.is_tcp && record.stream_or_source == stream) indexes.push_back(i);
  }
  return indexes;
}

void Trace::fill_tcp(FrameRow& row, const TcpRow& found) const {
  const Flow& flow = parts_->conversations.flow(found.stream);
  row.is_tcp = true;
  row.stream = found.stream;
  row.sender = found.sender;
  row.segment = found.segment;
  row.relative_sequence = relative(flow.side(found.sender), row.index, row.segment.sequence);
  if (row.segment.has(tcp::ack))
    row.relative_acknowledgment =
        relative(flow.side(other(found.sender)), row.index, row.segment.acknowledgment);
  row.window = found.window;
  row.analysis = list(found.verdicts);
  row.sender_state = found.sender_state;
  row.receiver_state = found.receiver_state;
}

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
  fill_tcp(row, *tcp(index));
  const Connection connection = this->connection(record.stream_or_source);
  row.source = connection.side(record.sender).endpoint;
  row.destination = connection.side(other(record.sender)).endpoint;
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
