#include "capture/filter/field.hpp"

#include "capture/decode/tcp_options.hpp"

#include <algorithm>
#include <array>

namespace wirelab::filter {

namespace {

using F = const Facts&;
using V = Values&;
using decode::Layers;
using decode::Tcp;
using decode::Udp;

// Of a whole segment, as the analysis saw it.
template <auto Member>
void of_segment(F facts, V values) {
  if (facts.row().is_tcp) push(values, facts.row().*Member);
}
void segment_length(F facts, V values) {
  if (facts.row().is_tcp) push(values, facts.row().segment.length);
}

template <std::uint16_t Bit>
void flag(F facts, V values) {
  if (const auto& header = facts.layers().tcp) push(values, (header->flags & Bit) != 0);
}

template <auto Layer>
void both_ports(F facts, V values) {
  if (const auto& header = facts.layers().*Layer) {
    push(values, header->source_port);
    push(values, header->destination_port);
  }
}

decode::TcpOptions options(F facts) {
  return decode::read_tcp_options(decode::tcp_option_bytes(facts.layers(), facts.bytes()));
}

template <auto Member>
void timestamp(F facts, V values) {
  if (const auto times = options(facts).timestamps) push(values, (*times).*Member);
}

void payload(F facts, V values) {
  const Bytes bytes = facts.payload();
  if (facts.layers().tcp && !bytes.empty()) push(values, bytes);
}

// A payload that begins as HTTP/1 does, on any port.
void http(F facts, V values) {
  const Bytes bytes = facts.payload();
  if (!facts.layers().tcp || bytes.empty()) return;
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  constexpr std::string_view starts[]{"GET ",     "POST ",    "HEAD ",  "PUT ",   "DELETE ",
                                      "OPTIONS ", "CONNECT ", "TRACE ", "PATCH ", "HTTP/1."};
  const bool begins = std::any_of(std::begin(starts), std::end(starts),
                                  [&](std::string_view start) { return text.starts_with(start); });
  if (begins) push(values, bytes);
}

// A payload to or from port 53 that is long enough for the header.
void dns(F facts, V values) {
  constexpr std::uint16_t port = 53;
  constexpr std::size_t header = 12;
  const Layers& layers = facts.layers();
  const auto uses = [](const auto& layer) {
    return layer && (layer->source_port == port || layer->destination_port == port);
  };
  const Bytes bytes = facts.payload();
  if ((uses(layers.udp) || uses(layers.tcp)) && bytes.size() >= header) push(values, bytes);
}

constexpr std::array transport_table{
    Field{"tcp", Type::protocol, layer_itself<&Layers::tcp>},
    Field{"tcp.srcport", Type::number, of_layer<&Layers::tcp, &Tcp::source_port>},
    Field{"tcp.dstport", Type::number, of_layer<&Layers::tcp, &Tcp::destination_port>},
    Field{"tcp.port", Type::number, both_ports<&Layers::tcp>},
    Field{"tcp.stream", Type::number, of_segment<&FrameRow::stream>},
    Field{"tcp.seq", Type::number, of_segment<&FrameRow::relative_sequence>},
    Field{"tcp.seq_raw", Type::number, of_layer<&Layers::tcp, &Tcp::sequence>},
    Field{"tcp.ack", Type::number, of_segment<&FrameRow::relative_acknowledgment>},
    Field{"tcp.ack_raw", Type::number, of_layer<&Layers::tcp, &Tcp::acknowledgment>},
    Field{"tcp.len", Type::number, segment_length},
    Field{"tcp.hdr_len", Type::number, of_layer<&Layers::tcp, &Tcp::header_length>},
    Field{"tcp.window_size", Type::number, of_segment<&FrameRow::window>},
    Field{"tcp.window_size_value", Type::number, of_layer<&Layers::tcp, &Tcp::window>},
    Field{"tcp.checksum", Type::number, of_layer<&Layers::tcp, &Tcp::checksum>},
    Field{"tcp.urgent_pointer", Type::number, of_layer<&Layers::tcp, &Tcp::urgent>},
    Field{"tcp.flags", Type::number, of_layer<&Layers::tcp, &Tcp::flags>},
    Field{"tcp.flags.fin", Type::boolean, flag<0x001>},
    Field{"tcp.flags.syn", Type::boolean, flag<0x002>},
    Field{"tcp.flags.reset", Type::boolean, flag<0x004>},
    Field{"tcp.flags.push", Type::boolean, flag<0x008>},
    Field{"tcp.flags.ack", Type::boolean, flag<0x010>},
    Field{"tcp.flags.urg", Type::boolean, flag<0x020>},
    Field{"tcp.flags.ece", Type::boolean, flag<0x040>},
    Field{"tcp.flags.cwr", Type::boolean, flag<0x080>},
    Field{"tcp.options.mss_val", Type::number,
          [](F facts, V values) {
            if (const auto mss = options(facts).maximum_segment) push(values, *mss);
          }},
    Field{"tcp.options.wscale.shift", Type::number,
          [](F facts, V values) {
            if (const auto shift = options(facts).window_shift) push(values, *shift);
          }},
    Field{"tcp.options.timestamp.tsval", Type::number, timestamp<&decode::TcpTimestamps::value>},
    Field{"tcp.options.timestamp.tsecr", Type::number, timestamp<&decode::TcpTimestamps::echo>},
    Field{"tcp.payload", Type::protocol, payload},
    Field{"udp", Type::protocol, layer_itself<&Layers::udp>},
    Field{"udp.srcport", Type::number, of_layer<&Layers::udp, &Udp::source_port>},
    Field{"udp.dstport", Type::number, of_layer<&Layers::udp, &Udp::destination_port>},
    Field{"udp.port", Type::number, both_ports<&Layers::udp>},
    Field{"udp.length", Type::number, of_layer<&Layers::udp, &Udp::length>},
    Field{"udp.checksum", Type::number, of_layer<&Layers::udp, &Udp::checksum>},
    Field{"http", Type::protocol, http},
    Field{"dns", Type::protocol, dns}};

}  // namespace

std::span<const Field> transport_fields() { return transport_table; }

}  // namespace wirelab::filter
