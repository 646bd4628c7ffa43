#include "lessons/testbed/frame/frame_hosts.hpp"

#include "lessons/testbed/base/network_address.hpp"

#include <cstring>

namespace wirelab::lessons {
namespace {

// The protocol addresses of ARP for IPv4 over Ethernet, RFC 826.
constexpr std::size_t arp_sender = 28, arp_target = 38, arp_end = 42;

IpAddress address_at(std::span<const std::uint8_t> frame, std::size_t at) {
  return decode::ipv4_address(frame.subspan(at, 4));
}

}  // namespace

Whereabouts::Whereabouts(const Topology& topology) : hosts_on_(topology.segments.size()) {
  for (std::size_t host = 0; host < topology.hosts.size(); ++host) {
    names_.push_back(topology.hosts[host].name);
    for (const InterfacePlan& interface : topology.hosts[host].interfaces) {
      const std::size_t segment = topology.segment_number(interface.segment);
      if (segment < hosts_on_.size()) hosts_on_[segment].push_back(host);
      for (const std::string& text : interface.addresses)
        if (const auto own = parse_network_address(text); own) owners_[own->address] = host;
    }
  }
}

std::size_t Whereabouts::Hash::operator()(const IpAddress& address) const {
  std::uint64_t halves[2];
  std::memcpy(halves, address.bytes.data(), sizeof halves);
  return (halves[0] ^ halves[1] * 0x9e3779b97f4a7c15U) * 0xc2b2ae3d27d4eb4fU >> 16;
}

std::size_t Whereabouts::owner(const IpAddress& address) const {
  const auto found = owners_.find(address);
  return found == owners_.end() ? nobody : found->second;
}

FrameHosts Whereabouts::of(std::size_t sender, std::size_t segment,
                           std::span<const std::uint8_t> frame, const Glimpse& seen) const {
  FrameHosts hosts;
  if (seen.protocol == Protocol::arp && frame.size() >= arp_end) {
    hosts.from = owner(address_at(frame, arp_sender));
    hosts.to = owner(address_at(frame, arp_target));
  } else {
    hosts.from = hosts.source = owner(seen.tuple.local_address);
    hosts.to = hosts.destination = owner(seen.tuple.remote_address);
  }
  if (hosts.from == nobody) hosts.from = sender;
  const auto& here = hosts_on_[segment];
  if (hosts.to == nobody && here.size() == 2) hosts.to = here[0] == sender ? here[1] : here[0];
  return hosts;
}

const std::string& Whereabouts::name(std::size_t host) const {
  static const std::string none;
  return host < names_.size() ? names_[host] : none;
}

}  // namespace wirelab::lessons
