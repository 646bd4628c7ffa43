#include "capture/trace/parts.hpp"

#include <algorithm>

// What is told of frames and connections when somebody asks.
namespace wirelab {

namespace {

std::vector<Verdict> list(Verdicts verdicts) {
  std::vector<Verdict> all;
  for (int i = 0; i < verdict_count; ++i)
    if (const auto verdict = static_cast<Verdict>(i); verdicts.has(verdict)) all.push_back(verdict);
  return all;
}

}  // namespace

SideInfo Trace::Parts::side_info(const Flow& flow, Side side, std::uint32_t scene) const {
  const Party& party = flow.party(side);
  const auto address = conversations.addresses().address(party.address(), flow.version6());
  const verdicts::Direction& direction = flow.history.directions[static_cast<int>(side)];
  SideInfo info;
  info.address = address.text();
  info.port = party.port();
  info.endpoint = decode::endpoint_text(address, party.port());
  info.host = scenes.host_of(info.address, scene);
  info.base_known = direction.base_known;
  info.base = direction.base;
  info.window_shift = flow.announced_shift(side);
  return info;
}

Connection Trace::Parts::connection(std::uint32_t stream) const {
  const Flow& flow = conversations.flow(stream);
  Connection connection;
  connection.stream = stream;
  // One that is just being introduced has no frame yet: it belongs to what happens now.
  const bool known = flow.first_frame < frames.size();
  connection.scene = known ? scenes.of_frame(flow.first_frame)
                           : static_cast<std::uint32_t>(scenes.all().size() - 1);
  connection.interface = known ? frames.place(flow.first_frame).interface : 0;
  for (const Side side : {Side::opener, Side::acceptor})
    connection.sides[static_cast<int>(side)] = side_info(flow, side, connection.scene);
  connection.first_frame = flow.first_frame;
  connection.frames = flow.frames;
  connection.found_older = flow.found_older;
  return connection;
}

// The base that was valid when this frame was seen: rows of the past stay as they were.
std::uint32_t Trace::Parts::relative(std::uint32_t stream, Side side, std::size_t frame,
                                     std::uint32_t raw) const {
  const Flow& flow = conversations.flow(stream);
  const std::uint32_t base = flow.history.directions[static_cast<int>(side)].base;
  if (!flow.rebased) return raw - base;
  const auto found = rebases.find(std::uint64_t{stream} * 2 + static_cast<unsigned>(side));
  if (found == rebases.end()) return raw - base;
  const auto next = std::upper_bound(
      found->second.begin(), found->second.end(), frame,
      [](std::size_t index, const Rebase& rebase) { return index < rebase.frame; });
  return raw - (next == found->second.end() ? base : next->base_before);
}

const Trace::Parts::DuplicateAck* Trace::Parts::duplicate_ack(std::size_t frame) const {
  std::size_t low = 0, high = duplicate_acks.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (duplicate_acks[middle].frame < frame)
      low = middle + 1;
    else
      high = middle;
  }
  const bool found = low < duplicate_acks.size() && duplicate_acks[low].frame == frame;
  return found ? &duplicate_acks[low] : nullptr;
}

Connection Trace::connection(std::uint32_t stream) const {
  return stream < connection_count() ? parts_->connection(stream) : Connection{};
}

std::optional<TcpRow> Trace::tcp(std::size_t index) const {
  if (index >= parts_->frames.size()) return std::nullopt;
  const FrameRecord& record = parts_->frames[index];
  if (!record.is_tcp()) return std::nullopt;
  TcpRow row;
  row.index = index;
  row.number = parts_->frames.number(index);
  row.sent = parts_->frames.time(index);
  row.stream = record.stream();
  row.sender = record.sender();
  row.segment = parts_->frames.segment(index);
  row.window = std::uint32_t{row.segment.window}
               << (row.segment.has(tcp::syn) ? 0 : record.shift());
  row.verdicts = record.verdicts();
  row.sender_state = record.sender_state();
  row.receiver_state = record.receiver_state();
  return row;
}

std::vector<std::size_t> Trace::frames_of(std::uint32_t stream, std::size_t from) const {
  std::vector<std::size_t> indexes;
  if (stream >= connection_count()) return indexes;
  const Flow& flow = parts_->conversations.flow(stream);
  for (std::size_t i = std::max<std::size_t>(from, flow.first_frame); i <= flow.last_frame; ++i) {
    const FrameRecord& record = parts_->frames[i];
    if (record.is_tcp() && record.stream() == stream) indexes.push_back(i);
  }
  return indexes;
}

// The reader's lock also guards what is found out here.
std::optional<SentBytes::Carriers> Trace::repeated(std::size_t index) const {
  if (index >= frame_count() || !parts_->frames[index].is_tcp()) return std::nullopt;
  const Verdicts verdicts = parts_->frames[index].verdicts();
  if (!verdicts.has(Verdict::retransmission) && !verdicts.has(Verdict::out_of_order))
    return std::nullopt;
  return parts_->repeats.of(parts_->frames, index);
}

void Trace::fill_tcp(FrameRow& row, const TcpRow& found) const {
  const FrameLog& frames = parts_->frames;
  row.is_tcp = true;
  row.stream = found.stream;
  row.sender = found.sender;
  row.segment = found.segment;
  row.relative_sequence =
      parts_->relative(found.stream, found.sender, row.index, row.segment.sequence);
  if (row.segment.has(tcp::ack))
    row.relative_acknowledgment =
        parts_->relative(found.stream, other(found.sender), row.index, row.segment.acknowledgment);
  row.window = found.window;
  row.analysis = list(found.verdicts);
  row.sender_state = found.sender_state;
  row.receiver_state = found.receiver_state;
  const Flow& flow = parts_->conversations.flow(found.stream);
  const auto endpoint = [&](Side side) {
    const Party& party = flow.party(side);
    return decode::endpoint_text(
        parts_->conversations.addresses().address(party.address(), flow.version6()), party.port());
  };
  row.source = endpoint(found.sender);
  row.destination = endpoint(other(found.sender));
  if (const auto before = repeated(row.index)) row.resends = frames.number(before->first);
  if (!found.verdicts.has(Verdict::duplicate_ack)) return;
  if (const auto* duplicate = parts_->duplicate_ack(row.index)) {
    row.duplicate_ack_number = duplicate->number;
    row.duplicate_ack_frame = frames.number(duplicate->of);
  }
}

FrameRow Trace::frame(std::size_t index) const {
  FrameRow row;
  row.index = index;
  if (index >= parts_->frames.size()) return row;
  const FrameLog& frames = parts_->frames;
  const FrameRecord& record = frames[index];
  const FramePlace place = frames.place(index);
  row.number = frames.number(index);
  row.scene = parts_->scenes.of_frame(index);
  row.sent = place.time;
  row.interface = place.interface;
  row.wire_length = place.wire_length;
  row.captured_length = place.captured_length;
  row.file_offset = place.file_offset;
  if (const auto found = tcp(index)) {
    row.protocol = "TCP";
    fill_tcp(row, *found);
    return row;
  }
  const OtherColumns other = record.other();
  row.protocol = frames.protocol(other.protocol);
  row.source = parts_->stations[other.source].text();
  row.destination = parts_->stations[other.destination].text();
  return row;
}

}  // namespace wirelab
