#pragma once

#include "lessons/testbed/frame/glimpse.hpp"
#include "lessons/testbed/topology/topology.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace wirelab::lessons {

constexpr std::size_t nobody = ~std::size_t{0};

// Whose frame it is and whom it is for: the owners of its IP or ARP addresses, end to end. So a
// frame of the client is "from client" on every segment that it passes.
struct FrameHosts {
  std::size_t from = nobody, to = nobody;  // hosts of the topology; from is never nobody
  std::size_t source = nobody;             // owner of the source address: nobody where it is forged
  std::size_t destination = nobody;        // owner of the destination address
};

// Who owns which address of a topology.
class Whereabouts {
 public:
  explicit Whereabouts(const Topology& topology);

  // `sender`: the host on whose port the frame was seen. Where no owner is known, from is the
  // sender, and to is the other end of a cable, else nobody.
  FrameHosts of(std::size_t sender, std::size_t segment, std::span<const std::uint8_t> frame,
                const Glimpse& seen) const;
  // "" for nobody.
  const std::string& name(std::size_t host) const;

 private:
  struct Hash {
    std::size_t operator()(const IpAddress& address) const;
  };
  std::size_t owner(const IpAddress& address) const;

  std::vector<std::string> names_;
  std::unordered_map<IpAddress, std::size_t, Hash> owners_;
  std::vector<std::vector<std::size_t>> hosts_on_;  // by segment
};

}  // namespace wirelab::lessons
