#include "capture/tcp/machine.hpp"
#include "capture/tcp/to_segment.hpp"
#include "capture/trace/parts.hpp"

namespace wirelab {

namespace {

Party party(const std::optional<decode::IpAddress>& address, std::uint16_t port) {
  return {address.value_or(decode::IpAddress{}), port};
}

}  // namespace

// Foreign captures are keyed without it, as tshark's streams are.
std::uint32_t Trace::Parts::segment_of(std::uint32_t interface) {
  if (!run || interface >= interfaces.size()) return 0;
  return segments
      .try_emplace(interfaces[interface].segment, static_cast<std::uint32_t>(segments.size() + 1))
      .first->second;
}

void Trace::Parts::add(const Frame& frame) {
  scenes.current(frame.time);
  const std::uint32_t link =
      frame.interface < interfaces.size() ? interfaces[frame.interface].link_type : no_interface;
  decode::Layers layers = decode::decode(link, frame.bytes, frame.wire_length);
  Bytes bytes = frame.bytes;
  std::optional<decode::Datagram> whole;
  if (layers.is_fragment()) {
    // What was cut into fragments counts once, with the frame that makes it whole.
    whole = fragments.add(layers, frame.bytes, segment_of(frame.interface), frame.time);
    if (whole) {
      bytes = whole->bytes;
      layers = decode::decode(whole->link_type, bytes, static_cast<std::uint32_t>(bytes.size()));
    }
  }

  FrameRecord record;
  record.time = frame.time;
  record.number = frame.number;
  record.file_offset = frame.file_offset;
  record.wire_length = frame.wire_length;
  record.captured_length = static_cast<std::uint32_t>(frame.bytes.size());
  record.interface = frame.interface;
  record.protocol = frames.protocol_index(layers.protocol);

  const auto segment = tcp::to_segment(layers, bytes);
  if (segment && layers.source() && layers.destination()) {
    add_tcp(frame, layers, *segment, record);
  } else {
    record.stream_or_source = frames.station_index(source_station(layers));
    record.sequence_or_destination = frames.station_index(destination_station(layers));
    frames.push(record);
  }
  scenes.add_frame(frames.size() - 1);
}

void Trace::Parts::add_tcp(const Frame& frame, const decode::Layers& layers,
                           const tcp::Segment& segment, FrameRecord& record) {
  const auto place = conversations.place(party(layers.source(), layers.tcp->source_port),
                                         party(layers.destination(), layers.tcp->destination_port),
                                         segment_of(frame.interface), segment);
  if (place.opened) introduce(place.stream, frame);
  if (place.reopens && !run) conversations.carry_over(place, frame.number, frame.time);
  record.is_tcp = true;
  record.stream_or_source = place.stream;
  record.sender = place.sender;
  record.sequence_or_destination = segment.sequence;
  record.acknowledgment = segment.acknowledgment;
  record.flags = segment.flags;
  record.window = segment.window;
  record.length = segment.length;
  record.copies_in_flight = run ? 1 : 0;
  judge(place, segment, record);

  Flow& flow = conversations.flow(place.stream);
  record.previous = flow.last_frame;
  flow.last_frame = static_cast<std::uint32_t>(frames.size() + 1);
  ++conversations.connection(place.stream).frames;
  if (run) flow.busy.depart(frame.time);

  FlowSide& sender = flow.side(place.sender);
  conversations.apply(place.stream, place.sender, tcp::sent(sender.endpoint, segment), frame.number,
                      frame.time, true);
  record.sender_state = sender.endpoint.state;
  record.receiver_state = flow.side(other(place.sender)).endpoint.state;
  const std::size_t index = frames.push(record);
  // Nobody tells when a frame of a foreign capture arrives.
  if (!run) deliver(index, frame.time);
}

void Trace::Parts::introduce(std::uint32_t stream, const Frame& frame) {
  Connection& connection = conversations.connection(stream);
  Flow& flow = conversations.flow(stream);
  connection.scene = scenes.current(frame.time);
  connection.interface = frame.interface;
  connection.first_frame = frames.size();
  for (const Side side : {Side::opener, Side::acceptor}) {
    SideInfo& info = connection.sides[static_cast<int>(side)];
    info.host = scenes.host_of(info.address);
    flow.side(side).endpoint.overheard = !run;
    if (const auto timeout = scenes.fin_timeout()) flow.side(side).endpoint.fin_timeout = *timeout;
  }
  if (!run) return;
  kernel.attach(connection.sides[0], connection.sides[1], stream, Side::opener, flow.segment);
  kernel.attach(connection.sides[1], connection.sides[0], stream, Side::acceptor, flow.segment);
  welcome_by_listener(stream, Side::acceptor);
}

void Trace::Parts::welcome_by_listener(std::uint32_t stream, Side side) {
  Listeners::Listener* listener = listeners.behind(conversations.connection(stream).side(side));
  if (!listener) return;
  listener->acceptors.push_back({stream, side});
  const tcp::Step step =
      tcp::called(conversations.flow(stream).side(side).endpoint, tcp::Call::listen);
  conversations.apply(stream, side, step, 0, listener->since, false);
}

void Trace::Parts::judge(const Conversations::Place& place, const tcp::Segment& segment,
                         FrameRecord& record) {
  Flow& flow = conversations.flow(place.stream);
  Connection& connection = conversations.connection(place.stream);
  const int sender = static_cast<int>(place.sender);
  const auto judgment =
      verdicts::judge(flow.history, sender, segment, record.number, record.time, place.reopens);
  record.shift = verdicts::shown_shift(flow.history.directions[sender], segment);
  // As tshark, which says nothing of a frame whose TCP header was cut off.
  if (!segment.options_cut) record.verdicts = judgment.verdicts.bits();
  if (judgment.evidence.duplicate_number > 0 || judgment.evidence.threshold > 0)
    evidence[frames.size()] = judgment.evidence;

  if (segment.has(tcp::syn) && segment.window_shift != 255)
    connection.sides[sender].window_shift = segment.window_shift;
  for (int side = 0; side < 2; ++side) {
    const verdicts::Direction& direction = flow.history.directions[side];
    auto& bases = flow.sides[side].bases;
    if (!direction.base_known || (!bases.empty() && bases.back().second == direction.base))
      continue;
    bases.emplace_back(frames.size(), direction.base);
    connection.sides[side].base_known = true;
    connection.sides[side].base = direction.base;
  }
}

void Trace::Parts::deliver(std::size_t index, Time time) {
  FrameRecord& record = frames[index];
  const Side receiver = other(record.sender);
  tcp::Segment segment = record.segment();
  FlowSide& reached = conversations.flow(record.stream_or_source).side(receiver);
  if (segment.has(tcp::syn))
    segment.window_shift =
        conversations.connection(record.stream_or_source).side(record.sender).window_shift;
  conversations.apply(record.stream_or_source, receiver, tcp::received(reached.endpoint, segment),
                      record.number, time, true);
  if (!record.delivered) record.receiver_state = reached.endpoint.state;
  record.delivered = true;
}

}  // namespace wirelab
