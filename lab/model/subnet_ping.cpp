#include "lab/model/subnet_ping.hpp"

#include "capture/address/classes.hpp"
#include "capture/decode/layers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wirelab::lab {
namespace {

using address::Ipv4;
using address::Ipv4Prefix;

constexpr int shortest = 8, longest = 30;
constexpr Ipv4 other_half = 64;           // of the last octet: what a split at /26 parts
constexpr std::size_t tries = 3;          // of ARP (net.ipv4.neigh.eth0.mcast_solicit)
constexpr std::size_t most_frames = 256;  // a ping is over long before
constexpr std::uint8_t last_byte = 1;     // of the MAC address of the first host

bool can_be_on_an_interface(Ipv4 address) {
  using address::Purpose;
  switch (address::range_of(address).purpose) {
    case Purpose::this_network:
    case Purpose::loopback:
    case Purpose::multicast:
    case Purpose::reserved:
    case Purpose::limited_broadcast:
    case Purpose::unspecified: return false;
    default: return true;
  }
}

bool is_host_in(const Ipv4Prefix& net, Ipv4 address) {
  return address >= address::first_host(net) && address <= address::last_host(net);
}

// The last address of the net that nobody has.
Ipv4 free_in(const Ipv4Prefix& net, Ipv4 one, Ipv4 other) {
  Ipv4 found = address::last_host(net);
  while (found == one || found == other) --found;
  return found;
}

std::string with_length(Ipv4 address, int length) {
  return fmt::format("\"{}\"", address::text(Ipv4Prefix{address, length}));
}

std::string host_text(std::string_view name, const Ipv4Prefix& own, Ipv4 gateway) {
  return fmt::format("[hosts.{}]\naddress = {}\ngateway = \"{}\"\n", name,
                     with_length(own.address, own.length), address::text(gateway));
}

// An IPv4 address of a frame as a number; 0 for any other.
Ipv4 number(const decode::IpAddress& address) {
  Ipv4 value = 0;
  if (address.version != 4) return value;
  for (const std::uint8_t octet : address.octets()) value = value << 8 | octet;
  return value;
}

// Counts what matters in the frames of a bench.
struct Tally {
  const PingBench& bench;
  std::size_t for_drawn = 0, by_router = 0;
  bool for_gateway = false, heard = false;
  int ttl = 0;

  void arp(const decode::Arp& arp) {
    const Ipv4 sender = number(arp.sender), target = number(arp.target);
    if (arp.operation == decode::Arp::reply) {
      heard = heard || sender == bench.drawn.address;
      return;
    }
    const bool ours = sender == bench.neighbour;
    for_gateway = for_gateway || (ours && target == bench.gateway);
    if (target == bench.drawn.address) ++(ours ? for_drawn : by_router);
  }
  void see(const decode::Layers& layers, bool delivered) {
    if (layers.arp) arp(*layers.arp);
    if (!layers.icmp || !layers.ipv4 || !layers.ethernet || !delivered) return;
    const bool answer = layers.icmp->type == 0 && !layers.icmp->version6;
    const auto& mac = layers.ethernet->destination.bytes;
    if (answer && mac.back() == last_byte) ttl = layers.ipv4->time_to_live;
  }
  PingSeen outcome() const {
    using Kind = PingSeen::Kind;
    if (ttl > 0) return {for_gateway ? Kind::through_gateway : Kind::answered, ttl, 0, ""};
    if (!heard && for_drawn >= tries) return {Kind::nobody, 0, for_drawn, ""};
    if (!heard && by_router >= tries) return {Kind::gateway_in_vain, 0, by_router, ""};
    return {for_gateway ? Kind::gateway_only : Kind::under_way, 0, 0, ""};
  }
};

}  // namespace

std::optional<PingBench> ping_bench(const Ipv4Prefix& drawn) {
  if (drawn.length < shortest || drawn.length > longest) return std::nullopt;
  if (!can_be_on_an_interface(drawn.address)) return std::nullopt;
  PingBench bench{drawn, drawn.address ^ other_half, 0, ""};
  const Ipv4Prefix here = address::block_at(drawn.address, drawn.length);
  const Ipv4Prefix there = address::block_at(bench.neighbour, drawn.length);
  bench.neighbour =
      std::clamp(bench.neighbour, address::first_host(there), address::last_host(there));
  bench.gateway = free_in(there, bench.neighbour, drawn.address);
  const Ipv4 beside = here == there ? bench.gateway : free_in(here, drawn.address, drawn.address);
  bench.topology = host_text("neighbour", {bench.neighbour, drawn.length}, bench.gateway);
  std::string router = with_length(bench.gateway, drawn.length);
  if (beside != bench.gateway) router += ", " + with_length(beside, drawn.length);
  bench.topology += fmt::format("[hosts.router]\nforward = true\naddress = [{}]\n", router);
  if (is_host_in(here, drawn.address)) bench.topology += host_text("you", drawn, beside);
  bench.topology += "[segments.lan]\nkind = \"switch\"\ndelay_ms = 20\n";
  return bench;
}

std::string_view id(PingSeen::Kind kind) {
  switch (kind) {
    case PingSeen::Kind::under_way: return "under_way";
    case PingSeen::Kind::answered: return "answered";
    case PingSeen::Kind::through_gateway: return "through_gateway";
    case PingSeen::Kind::gateway_only: return "gateway_only";
    case PingSeen::Kind::gateway_in_vain: return "gateway_in_vain";
    case PingSeen::Kind::nobody: return "nobody";
    case PingSeen::Kind::refused: return "refused";
  }
  return "under_way";
}

PingSeen ping_seen(const Trace& trace, const BytesOfFrame& bytes, const PingBench& bench) {
  for (const CallEvent& call : trace.calls()) {
    if (call.host == "neighbour" && call.call == "sendto" && !call.error.empty())
      return {PingSeen::Kind::refused, 0, 0, call.error};
  }
  Tally tally{bench};
  for (std::size_t i = 0; i < std::min(trace.frame_count(), most_frames); ++i) {
    const FrameRow row = trace.frame(i);
    if (row.interface >= trace.interfaces().size()) continue;
    const auto fates = trace.fates(i);
    const bool delivered = std::any_of(fates.begin(), fates.end(), [](const Fate& fate) {
      return fate.kind == FateKind::delivered;
    });
    const std::vector<std::uint8_t> content = bytes(row);
    tally.see(decode::decode(trace.interfaces()[row.interface].link_type, content, row.wire_length),
              delivered);
  }
  return tally.outcome();
}

}  // namespace wirelab::lab
