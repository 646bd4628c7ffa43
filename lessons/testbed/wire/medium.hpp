#pragma once

#include "capture/decode/address.hpp"
#include "lessons/testbed/topology/topology.hpp"
#include "lessons/testbed/truth/table_watch.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace wirelab::lessons {

// What a switch knows: this address was last seen behind this port.
struct MacEntry {
  decode::MacAddress address;
  std::size_t port = 0;
  Time seen = 0;
};

// An entry was learned (added), is behind another port now (changed), or was forgotten (removed).
struct MacChange {
  TableEvent event = TableEvent::added;
  MacEntry entry;
};

// Decides to which ports of a segment a frame goes. Pure: time is an argument. Not thread-safe.
class Medium {
 public:
  // `ports`: the numbers of the segment's ports. `ageing`: of a switch, ns.
  Medium(SegmentKind kind, std::vector<std::size_t> ports, Time ageing);

  // The ports that a frame from `from` goes to at this time; a switch learns from it. None: nobody
  // gets it, for the switch knows that its receiver sits on the sender's own port, or there is no
  // other port.
  std::vector<std::size_t> forward(std::size_t from, std::span<const std::uint8_t> frame, Time now);
  // The same without learning: where it would go now.
  std::vector<std::size_t> would_reach(std::size_t from, std::span<const std::uint8_t> frame,
                                       Time now) const;

  // A switch forgets what is too old by now; forward() does it, too.
  void age(Time now);
  // A switch's table, in order of addresses, without what is too old.
  std::vector<MacEntry> table(Time now) const;
  // How it changed since this was asked last, oldest first.
  std::vector<MacChange> take_changes() { return std::exchange(changes_, {}); }
  SegmentKind kind() const { return kind_; }
  const std::vector<std::size_t>& ports() const { return ports_; }

 private:
  struct Seen {
    std::size_t port = 0;
    Time at = 0;
  };
  std::vector<std::size_t> all_but(std::size_t port) const;
  void learn(std::uint64_t sender, std::size_t port, Time now);

  SegmentKind kind_;
  std::vector<std::size_t> ports_;
  Time ageing_;
  std::map<std::uint64_t, Seen> table_;  // by MAC address as a number
  Time oldest_ = 0;                      // no entry was seen earlier
  std::vector<MacChange> changes_;
};

}  // namespace wirelab::lessons
