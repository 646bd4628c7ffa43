#include "capture/filter/field.hpp"

#include <array>

namespace wirelab::filter {

namespace {

using F = const Facts&;
using V = Values&;
using decode::Icmp;
using decode::Ipv4;
using decode::Ipv6;
using decode::Layers;

const decode::Layer<Icmp>* icmp(F facts, bool version6) {
  const auto& header = facts.layers().icmp;
  return header && header->version6 == version6 ? &*header : nullptr;
}

template <bool version6, auto Member>
void of_icmp(F facts, V values) {
  if (const auto* header = icmp(facts, version6)) push(values, header->*Member);
}

template <bool version6>
void icmp_itself(F facts, V values) {
  if (const auto* header = icmp(facts, version6)) push(values, facts.from(header->at));
}

// Wireshark has them only in echoes, as far as this subset goes.
template <auto Member>
void of_echo(F facts, V values) {
  const auto* header = icmp(facts, false);
  if (header && header->is_echo()) push(values, header->*Member);
}

int dscp(const Ipv4& header) { return header.service >> 2; }
int ecn(const Ipv4& header) { return header.service & 3; }
// In units of eight bytes, as written.
std::uint32_t fragment_units(const Ipv4& header) { return header.fragment_offset / 8; }

constexpr std::array network_table{
    Field{"ip", Type::protocol, layer_itself<&Layers::ipv4>},
    Field{"ip.src", Type::ipv4, of_layer<&Layers::ipv4, &Ipv4::source>},
    Field{"ip.dst", Type::ipv4, of_layer<&Layers::ipv4, &Ipv4::destination>},
    Field{"ip.addr", Type::ipv4,
          [](F facts, V values) {
            if (const auto& header = facts.layers().ipv4) {
              push(values, header->source);
              push(values, header->destination);
            }
          }},
    Field{"ip.version", Type::number,
          [](F facts, V values) {
            of_layer<&Layers::ipv4, &Ipv4::version>(facts, values);
            of_layer<&Layers::ipv6, &Ipv6::version>(facts, values);
          }},
    Field{"ip.hdr_len", Type::number, of_layer<&Layers::ipv4, &Ipv4::header_length>},
    Field{"ip.len", Type::number, of_layer<&Layers::ipv4, &Ipv4::total_length>},
    Field{"ip.id", Type::number, of_layer<&Layers::ipv4, &Ipv4::identification>},
    Field{"ip.ttl", Type::number, of_layer<&Layers::ipv4, &Ipv4::time_to_live>},
    Field{"ip.proto", Type::number, of_layer<&Layers::ipv4, &Ipv4::protocol>},
    Field{"ip.checksum", Type::number, of_layer<&Layers::ipv4, &Ipv4::checksum>},
    Field{"ip.dsfield", Type::number, of_layer<&Layers::ipv4, &Ipv4::service>},
    Field{"ip.dsfield.dscp", Type::number, of_layer<&Layers::ipv4, dscp>},
    Field{"ip.dsfield.ecn", Type::number, of_layer<&Layers::ipv4, ecn>},
    Field{"ip.flags.rb", Type::boolean, of_layer<&Layers::ipv4, &Ipv4::reserved_flag>},
    Field{"ip.flags.df", Type::boolean, of_layer<&Layers::ipv4, &Ipv4::dont_fragment>},
    Field{"ip.flags.mf", Type::boolean, of_layer<&Layers::ipv4, &Ipv4::more_fragments>},
    Field{"ip.frag_offset", Type::number, of_layer<&Layers::ipv4, fragment_units>},
    Field{"ipv6", Type::protocol, layer_itself<&Layers::ipv6>},
    Field{"ipv6.src", Type::ipv6, of_layer<&Layers::ipv6, &Ipv6::source>},
    Field{"ipv6.dst", Type::ipv6, of_layer<&Layers::ipv6, &Ipv6::destination>},
    Field{"ipv6.addr", Type::ipv6,
          [](F facts, V values) {
            if (const auto& header = facts.layers().ipv6) {
              push(values, header->source);
              push(values, header->destination);
            }
          }},
    Field{"ipv6.hlim", Type::number, of_layer<&Layers::ipv6, &Ipv6::hop_limit>},
    Field{"ipv6.nxt", Type::number, of_layer<&Layers::ipv6, &Ipv6::next_header>},
    Field{"ipv6.plen", Type::number, of_layer<&Layers::ipv6, &Ipv6::payload_length>},
    Field{"ipv6.tclass", Type::number, of_layer<&Layers::ipv6, &Ipv6::traffic_class>},
    Field{"ipv6.flow", Type::number, of_layer<&Layers::ipv6, &Ipv6::flow_label>},
    Field{"icmp", Type::protocol, icmp_itself<false>},
    Field{"icmp.type", Type::number, of_icmp<false, &Icmp::type>},
    Field{"icmp.code", Type::number, of_icmp<false, &Icmp::code>},
    Field{"icmp.ident", Type::number, of_echo<&Icmp::identifier>},
    Field{"icmp.seq", Type::number, of_echo<&Icmp::sequence>},
    Field{"icmpv6", Type::protocol, icmp_itself<true>},
    Field{"icmpv6.type", Type::number, of_icmp<true, &Icmp::type>},
    Field{"icmpv6.code", Type::number, of_icmp<true, &Icmp::code>}};

}  // namespace

std::span<const Field> network_fields() { return network_table; }

}  // namespace wirelab::filter
