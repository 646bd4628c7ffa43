#pragma once

#include "capture/decode/layers.hpp"
#include "capture/recording/frame.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace wirelab::decode {

// What looks like a fault in a capture and comes from the way of capturing.
enum class Artefact : std::uint8_t {
  checksum_not_computed,  // left to the network card
  over_mtu,               // cut up by the card after the capture, or joined by it before
  seen_twice              // one frame, captured at two places
};
constexpr int artefact_count = 3;

// "over_mtu": keys the words ("artefact.over_mtu").
std::string_view id(Artefact artefact);

// How a frame looks in the capture.
struct Appearance {
  std::vector<Artefact> artefacts;
  bool checksum_wrong = false;  // really: bytes were changed on the way
};

// Shown the frames of a recording in order. It remembers the last few frames, and of each interface
// the largest packet that it is known to carry.
class Observer {
 public:
  Appearance see(const Layers& layers, const Frame& frame);

 private:
  struct Seen {
    std::uint64_t packet = 0, link = 0;  // hashes
    std::uint32_t interface = 0;
    Time time = 0;
  };
  bool is_over_mtu(const Layers& layers, const Frame& frame);
  bool is_seen_twice(const Layers& layers, const Frame& frame);

  std::map<std::uint32_t, std::uint32_t> largest_;  // IP packet of an interface, in bytes
  std::array<Seen, 128> recent_{};
  std::size_t next_ = 0;
};

}  // namespace wirelab::decode
