#pragma once

#include "capture/decode/address.hpp"
#include "capture/recording/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>

namespace wirelab::lessons {

// One frame that goes round and round.
struct Storm {
  std::uint64_t times = 0;
  Time within = 0;              // ns, from the first to the last of them
  std::set<std::size_t> ports;  // that sent it
  decode::MacAddress source;
};

// Recognises on one segment what a ring of switches makes of a broadcast: the same bytes, for
// everybody, again and again, sent by more than one port. A host that repeats itself does it from
// one; what a ring of routers passes on changes at every hop. Pure: time is an argument.
class StormWatch {
 public:
  static constexpr std::uint64_t times = 50;
  static constexpr Time within = 10'000'000'000;

  // Only frames for everybody are worth a look.
  static bool is_of_interest(std::span<const std::uint8_t> frame) {
    return frame.size() >= 14 && (frame[0] & 1) != 0;
  }
  // Such a frame that a port has sent. A value: it is a storm, which was not said `within` the time
  // before.
  std::optional<Storm> see(std::size_t port, std::span<const std::uint8_t> frame, Time now);

 private:
  struct Seen {
    Time first = 0;
    std::uint64_t times = 0;
    std::set<std::size_t> ports;
  };
  Seen& entry_of(std::span<const std::uint8_t> frame, Time now);

  std::unordered_map<std::size_t, Seen> seen_;  // by the hash of the bytes
  std::optional<Time> said_;
};

}  // namespace wirelab::lessons
