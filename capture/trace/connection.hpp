#pragma once

#include "capture/recording/frame.hpp"
#include "capture/tcp/reason.hpp"
#include "capture/tcp/state.hpp"

#include <cstdint>
#include <string>

namespace wirelab {

// The two ends of a connection. `opener` sent the first SYN (else the sender of the first frame
// seen).
enum class Side : std::uint8_t { opener, acceptor };
constexpr Side other(Side side) { return side == Side::opener ? Side::acceptor : Side::opener; }

struct SideInfo {
  std::string host;     // name of the host in a run ("client"), empty in foreign captures
  std::string address;  // "10.0.0.1", "fd00::1"
  std::uint16_t port = 0;
  std::string endpoint;  // "10.0.0.1:43210", "[fd00::1]:43210"
  bool base_known = false;
  // Relative sequence numbers are raw - base: the SYN's number, else first seen - 1
  std::uint32_t base = 0;
  std::uint8_t window_shift = 255;  // announced in its SYN; 255 unknown, then unscaled
  bool operator==(const SideInfo&) const = default;
};

// 4-tuple + epoch + segment. Trace::connection(stream) makes it on request.
struct Connection {
  std::uint32_t stream = 0;
  std::uint32_t scene = 0;
  std::uint32_t interface = 0;  // where its first frame was recorded (its segment)
  SideInfo sides[2];            // index: Side
  std::size_t first_frame = 0;  // frame index
  std::size_t frames = 0;
  // Its first SYN found the other end still in an older connection of the same ports.
  bool found_older = false;
  const SideInfo& side(Side s) const { return sides[static_cast<int>(s)]; }
  bool operator==(const Connection&) const = default;
};

// A change of an endpoint's state, as the frames (and in a run the calls and fates) imply it.
struct Transition {
  tcp::State from;
  tcp::State to;
  tcp::Reason reason;
  std::uint64_t frame;  // number of the frame, 0 when a call or the clock did it
  Time time;
  bool operator==(const Transition&) const = default;
};

}  // namespace wirelab
