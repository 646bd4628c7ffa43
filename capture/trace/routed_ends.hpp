#pragma once

#include "capture/trace/flow.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace wirelab {

// On a bench with routers a connection is seen on every segment that it passes. Each sight is a
// stream of its own, since a forwarded frame repeats nothing; but its ends are the same two, and
// are kept with the first sight. Runs only.
class RoutedEnds {
 public:
  struct End {
    std::uint32_t stream = 0;
    Side side = Side::opener;
    bool operator==(const End&) const = default;
  };

  // A new stream. `forwarded`: who put its first frame on this segment is not who sent it.
  void add(std::uint32_t stream, const Flow& flow, bool forwarded);
  // Where this end is kept.
  End end(std::uint32_t stream, Side side) const;
  // A new scene: nothing before it is connected with what follows.
  void separate() { latest_.clear(); }

 private:
  struct Sight {
    std::uint32_t stream = 0;  // the first
    std::uint64_t opener = 0;  // its opener, as a number
    bool turned = false;       // the first one's opener is this one's acceptor
  };
  std::vector<Sight> sights_;                                        // index: stream
  std::map<std::pair<std::uint64_t, std::uint64_t>, Sight> latest_;  // by both parties
};

}  // namespace wirelab
