#include "lab/terminal/frame_content.hpp"

#include "capture/decode/first_line.hpp"
#include "capture/decode/quoted.hpp"

namespace wirelab::lab {
namespace {

std::optional<FrameContent::Quoted> read_quoted(const decode::Layers& layers, Bytes bytes) {
  const auto packet = decode::quoted_packet(layers, bytes);
  if (!packet) return std::nullopt;
  const decode::IpAddress source = *packet->layers.source();
  const decode::IpAddress destination = *packet->layers.destination();
  FrameContent::Quoted quoted;
  quoted.protocol = packet->layers.protocol;
  quoted.hops =
      packet->layers.ipv4 ? packet->layers.ipv4->time_to_live : packet->layers.ipv6->hop_limit;
  quoted.source = source.text();
  quoted.destination = destination.text();
  if (!packet->has_ports) return quoted;
  quoted.source = decode::endpoint_text(source, packet->source_port);
  quoted.destination = decode::endpoint_text(destination, packet->destination_port);
  quoted.sequence = packet->sequence;
  return quoted;
}

std::uint32_t link_type(const Trace& trace, const FrameRow& row) {
  const auto interfaces = trace.interfaces();
  return row.interface < interfaces.size() ? interfaces[row.interface].link_type : no_interface;
}

}  // namespace

FrameContent read_content(const Trace& trace, const FrameRow& row, Bytes bytes,
                          decode::Observer& observer) {
  FrameContent content;
  if (bytes.empty()) return content;
  const decode::Layers layers = decode::decode(link_type(trace, row), bytes, row.wire_length);
  content.appearance = observer.see(
      layers, Frame{row.sent, row.interface, row.number, row.wire_length, row.file_offset, bytes});
  content.info = decode::first_line(layers, bytes);
  content.quoted = read_quoted(layers, bytes);
  return content;
}

}  // namespace wirelab::lab
