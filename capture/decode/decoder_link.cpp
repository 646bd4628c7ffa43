#include "capture/decode/decoder.hpp"
#include "capture/decode/link.hpp"

// From the link header to the network layer.
namespace wirelab::decode {

void Decoder::run(std::uint32_t link_type) {
  link(link_type);
  const std::uint32_t start = std::min(at_, end_);
  layers_.payload = {start, end_ - start};
  layers_.payload_captured = static_cast<std::uint32_t>(rest().size());
}

void Decoder::link(std::uint32_t link_type) {
  layers_.protocol = link_name(link_type);
  if (layers_.protocol.empty()) return;
  if (link_type == link_ethernet) return ethernet();
  if (link_type == link_linux_sll || link_type == link_linux_sll2) return cooked(link_type);
  plain_link(link_type);
}

void Decoder::plain_link(std::uint32_t link_type) {
  const auto plain = read_plain_link(link_type, rest());
  if (!plain) return problem("malformed.link_cut", "malformed.link_short");
  if (plain->length > 0) layers_.plain = place(*plain, plain->length);
  network(plain->ether_type);
}

void Decoder::ethernet() {
  const auto header = read_ethernet(rest());
  if (!header) return problem("malformed.link_cut", "malformed.link_short");
  layers_.ethernet = place(*header, Ethernet::size);
  if (header->is_length()) {
    end_at(std::uint64_t{at_} + header->type);
    return;
  }
  network(header->type);
}

void Decoder::cooked(std::uint32_t link_type) {
  const auto header = read_cooked(link_type, rest());
  if (!header) return problem("malformed.link_cut", "malformed.link_short");
  layers_.cooked = place(*header, header->version == 2 ? Cooked::size_v2 : Cooked::size_v1);
  network(header->type);
}

void Decoder::network(std::uint16_t ether_type) {
  if (announces_vlan(ether_type)) return vlan();
  switch (ether_type) {
    case ethertype_arp: return arp();
    case ethertype_ipv4: return ipv4();
    case ethertype_ipv6: return ipv6();
    case ethertype_pppoe_session: return pppoe();
    default: return;
  }
}

void Decoder::vlan() {
  const auto tag = read_vlan(rest());
  if (!tag) return problem("malformed.vlan_cut", "malformed.vlan_short");
  layers_.protocol = "VLAN";
  if (layers_.vlan_count == layers_.vlans.size()) {
    layers_.problem = "malformed.vlan_depth";
    return;
  }
  layers_.vlans[layers_.vlan_count++] = place(*tag, Vlan::size);
  network(tag->type);
}

void Decoder::pppoe() {
  layers_.protocol = "PPPoE";
  const auto header = read_pppoe(rest());
  if (!header) return problem("malformed.link_cut", "malformed.link_short");
  layers_.pppoe = place(*header, Pppoe::size);
  end_at(std::uint64_t{at_} + header->length);
  plain_link(link_ppp);
}

void Decoder::arp() {
  layers_.protocol = "ARP";
  const auto message = read_arp(rest());
  if (!message) return problem("malformed.arp_cut", "malformed.arp_short");
  layers_.arp = place(*message, Arp::size);
  end_at(at_);
}

}  // namespace wirelab::decode
