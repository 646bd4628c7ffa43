#pragma once

#include "capture/address/prefix.hpp"
#include "capture/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// Real hosts around a drawn address: it stands on a switch as host `you`, if any host may have it.
// Host `neighbour` has another address, under the same prefix length, and pings it. A router has an
// address in the net of each.
struct PingBench {
  address::Ipv4Prefix drawn;
  address::Ipv4 neighbour = 0, gateway = 0;  // the gateway of the neighbour
  std::string topology;                      // as a file of free play (lessons/README.md)
};

// Nothing where no bench can be made: a net without room for two hosts and a router, an address
// that no interface can have. The neighbour's address does not depend on the length, but for a
// net's first and last: so with the split it moves into the same net, or out of it.
std::optional<PingBench> ping_bench(const address::Ipv4Prefix& drawn);

// What the frames of such a bench show so far.
struct PingSeen {
  enum class Kind {
    under_way,
    answered,         // asked for directly
    through_gateway,  // the same by the router
    gateway_only,     // the router was asked for, and nothing came back
    gateway_in_vain,  // the router asked for the address, and nobody answered
    nobody,           // asked for directly, and nobody answered
    refused           // by the neighbour's own kernel
  };
  Kind kind = Kind::under_way;
  int ttl = 0;            // of the answer
  std::size_t times = 0;  // asked in vain
  std::string error;      // "EACCES"
};
std::string_view id(PingSeen::Kind kind);

using BytesOfFrame = std::function<std::vector<std::uint8_t>(const FrameRow&)>;
PingSeen ping_seen(const Trace& trace, const BytesOfFrame& bytes, const PingBench& bench);

}  // namespace wirelab::lab
