#include "capture/decode/decoder.hpp"
#include "capture/decode/protocol_name.hpp"

// From IP to the payload.
namespace wirelab::decode {

void Decoder::ipv4() {
  layers_.protocol = "IPv4";
  const auto header = read_ipv4(rest());
  if (!header) return problem("malformed.ipv4_cut", "malformed.ipv4_short");
  const std::uint32_t start = at_;
  const std::uint32_t room = end_ - start;
  // What a network card still has to cut up may be longer than the field can say: it holds 0.
  const std::uint32_t total = header->total_length == 0 ? room : header->total_length;
  if (header->version != 4) {
    layers_.problem = "malformed.ipv4_version";
    return;
  }
  if (header->header_length < Ipv4::least_size || header->header_length > std::min(total, room)) {
    layers_.problem = "malformed.ipv4_length";
    return;
  }
  layers_.ipv4 = place(*header, header->header_length);
  end_at(std::uint64_t{start} + total);
  if (at_ > bytes_.size()) return problem("malformed.ipv4_cut", "malformed.ipv4_short");
  if (header->fragment_offset == 0) transport(header->protocol, false);
}

void Decoder::ipv6() {
  layers_.protocol = "IPv6";
  const auto header = read_ipv6(rest());
  if (!header) return problem("malformed.ipv6_cut", "malformed.ipv6_short");
  if (header->version != 6) {
    layers_.problem = "malformed.ipv6_version";
    return;
  }
  layers_.ipv6 = place(*header, Ipv6::size);
  // 0 in a jumbogram and in what a network card still has to cut up.
  if (header->payload_length != 0) end_at(std::uint64_t{at_} + header->payload_length);
  const Ipv6Extensions walked = walk_extensions(header->next_header, rest());
  if (walked.length > 0 || !walked.whole) layers_.extensions = place(walked, walked.length);
  if (!walked.whole) return problem("malformed.extension_cut", "malformed.extension_short");
  if (walked.fragment_offset == 0) transport(walked.protocol, true);
}

void Decoder::transport(std::uint8_t protocol, bool version6) {
  switch (protocol) {
    case ip_tcp: return tcp();
    case ip_udp: return udp();
    case ip_icmp:
      if (!version6) icmp(false);
      return;
    case ip_icmpv6:
      if (version6) icmp(true);
      return;
    default:
      if (const auto name = protocol_name(protocol); !name.empty()) layers_.protocol = name;
      return;
  }
}

void Decoder::icmp(bool version6) {
  layers_.protocol = version6 ? "ICMPv6" : "ICMP";
  const auto header = read_icmp(rest(), version6);
  if (!header) return problem("malformed.icmp_cut", "malformed.icmp_short");
  layers_.icmp = place(*header, Icmp::size);
}

void Decoder::udp() {
  layers_.protocol = "UDP";
  const auto header = read_udp(rest());
  if (!header) return problem("malformed.udp_cut", "malformed.udp_short");
  const std::uint32_t start = at_;
  layers_.udp = place(*header, Udp::size);
  const bool jumbo = header->length == 0;
  if (!jumbo && header->length < Udp::size) {
    layers_.problem = "malformed.udp_length";
  } else if (!jumbo) {
    end_at(std::uint64_t{start} + header->length);
  }
}

void Decoder::tcp() {
  layers_.protocol = "TCP";
  const auto header = read_tcp(rest());
  if (!header) return problem("malformed.tcp_cut", "malformed.tcp_short");
  if (header->header_length < Tcp::least_size || header->header_length > end_ - at_) {
    layers_.problem = "malformed.tcp_offset";
    return;
  }
  layers_.tcp = place(*header, header->header_length);
  if (at_ > bytes_.size()) problem("malformed.tcp_cut", "malformed.tcp_short");
}

}  // namespace wirelab::decode
