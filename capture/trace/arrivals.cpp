#include "capture/decode/tcp_glance.hpp"
#include "capture/tcp/to_segment.hpp"
#include "capture/trace/parts.hpp"

// From a frame's bytes to an Arrival.
namespace wirelab {

namespace {

void fill(Arrival& arrival, const decode::TcpGlance& glance) {
  arrival.is_tcp = true;
  arrival.ends.version6 = false;
  arrival.ends.segment = 0;
  arrival.ends.source = {glance.source, glance.source_port};
  arrival.ends.destination = {glance.destination, glance.destination_port};
  arrival.segment = {.sequence = glance.sequence,
                     .acknowledgment = glance.acknowledgment,
                     .flags = glance.flags,
                     .window = glance.window,
                     .length = glance.length};
  if (arrival.segment.has(tcp::syn))
    arrival.segment.window_shift = tcp::announced_shift(glance.options);
}

}  // namespace

// Foreign captures are keyed without it, as tshark's streams are.
std::uint32_t Trace::Parts::segment_of(std::uint32_t interface) {
  if (!run || interface >= interfaces.size()) return 0;
  return segments
      .try_emplace(interfaces[interface].segment, static_cast<std::uint32_t>(segments.size() + 1))
      .first->second;
}

void Trace::Parts::look_at(const Frame& frame, Arrival& arrival) {
  const std::uint32_t link =
      frame.interface < interfaces.size() ? interfaces[frame.interface].link_type : no_interface;
  if (decode::TcpGlance glance; decode::glance_at_tcp(link, frame.bytes, frame.wire_length, glance))
    fill(arrival, glance);
  else
    arrival = look_deeper(frame, link);
  if (arrival.is_tcp) {
    if (run) arrival.ends.segment = segment_of(frame.interface);
    arrival.hash = FlowTable::hash(arrival.ends);
  }
}

Arrival Trace::Parts::look_deeper(const Frame& frame, std::uint32_t link_type) {
  decode::Layers layers = decode::decode(link_type, frame.bytes, frame.wire_length);
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
  Arrival arrival;
  const auto segment = tcp::to_segment(layers, bytes);
  const auto source = layers.source(), destination = layers.destination();
  if (segment && source && destination) {
    AddressBook& addresses = conversations.addresses();
    arrival.is_tcp = true;
    arrival.segment = *segment;
    arrival.ends.version6 = source->version == 6;
    arrival.ends.source = {addresses.number_of(*source), layers.tcp->source_port};
    arrival.ends.destination = {addresses.number_of(*destination), layers.tcp->destination_port};
  } else {
    arrival.other = {frames.protocol_index(layers.protocol),
                     stations.number_of(source_station(layers)),
                     stations.number_of(destination_station(layers))};
  }
  return arrival;
}

}  // namespace wirelab
