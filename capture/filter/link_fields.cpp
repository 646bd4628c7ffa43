#include "capture/filter/field.hpp"

#include "capture/recording/time.hpp"

#include <array>

namespace wirelab::filter {

namespace {

using F = const Facts&;
using V = Values&;
using decode::Arp;
using decode::Ethernet;
using decode::Layers;

template <auto Member>
void each_vlan(F facts, V values) {
  const decode::Layers& layers = facts.layers();
  for (std::uint8_t i = 0; i < layers.vlan_count; ++i) push(values, layers.vlans[i].*Member);
}

void both_stations(F facts, V values) {
  if (const auto& eth = facts.layers().ethernet) {
    push(values, eth->destination);
    push(values, eth->source);
  }
}

constexpr std::array link_table{
    Field{"frame", Type::protocol, [](F facts, V values) { push(values, facts.bytes()); }},
    Field{"frame.number", Type::number,
          [](F facts, V values) { push(values, facts.row().number); }},
    Field{
        "frame.time_relative", Type::seconds,
        [](F facts, V values) { push(values, between(facts.trace().begin(), facts.row().sent)); }},
    Field{"frame.len", Type::number,
          [](F facts, V values) { push(values, facts.row().wire_length); }},
    Field{"frame.cap_len", Type::number,
          [](F facts, V values) { push(values, facts.row().captured_length); }},
    Field{"frame.interface_id", Type::number,
          [](F facts, V values) { push(values, facts.row().interface); }},
    Field{"eth", Type::protocol, layer_itself<&Layers::ethernet>},
    Field{"eth.src", Type::mac, of_layer<&Layers::ethernet, &Ethernet::source>},
    Field{"eth.dst", Type::mac, of_layer<&Layers::ethernet, &Ethernet::destination>},
    Field{"eth.addr", Type::mac, both_stations},
    Field{"eth.type", Type::number,
          [](F facts, V values) {
            const auto& eth = facts.layers().ethernet;
            if (eth && !eth->is_length()) push(values, eth->type);
          }},
    Field{"vlan", Type::protocol,
          [](F facts, V values) {
            const decode::Layers& layers = facts.layers();
            for (std::uint8_t i = 0; i < layers.vlan_count; ++i)
              push_protocol(values, facts, layers.vlans[i].at);
          }},
    Field{"vlan.id", Type::number, each_vlan<&decode::Vlan::id>},
    Field{"vlan.priority", Type::number, each_vlan<&decode::Vlan::priority>},
    Field{"arp", Type::protocol, layer_itself<&Layers::arp>},
    Field{"arp.opcode", Type::number, of_layer<&Layers::arp, &Arp::operation>},
    Field{"arp.src.hw_mac", Type::mac, of_layer<&Layers::arp, &Arp::sender_mac>},
    Field{"arp.src.proto_ipv4", Type::ipv4, of_layer<&Layers::arp, &Arp::sender>},
    Field{"arp.dst.hw_mac", Type::mac, of_layer<&Layers::arp, &Arp::target_mac>},
    Field{"arp.dst.proto_ipv4", Type::ipv4, of_layer<&Layers::arp, &Arp::target>}};

}  // namespace

std::span<const Field> link_fields() { return link_table; }

}  // namespace wirelab::filter
