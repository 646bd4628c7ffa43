#pragma once

#include "capture/tcp/gaps.hpp"
#include "capture/tcp/reason.hpp"
#include "capture/tcp/segment.hpp"
#include "capture/tcp/state.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace wirelab::tcp {

// ns; Linux's TCP_TIMEWAIT_LEN, the RFC would allow 240 s
constexpr std::int64_t two_msl = 60'000'000'000;

// What one end of a connection is known to be: a value, advanced by the functions below. Numbers
// are valid only once the corresponding `has_` is set. A capture has millions of them, so it is
// kept small.
struct Endpoint {
  Gaps ahead;                         // received beyond a gap
  std::uint32_t send_initial = 0;     // ISS
  std::uint32_t send_next = 0;        // SND.NXT: highest end sent
  std::uint32_t send_unacked = 0;     // SND.UNA: highest acknowledgment received
  std::uint32_t receive_initial = 0;  // IRS
  // RCV.NXT as far as delivered frames or its own ACKs prove it (gap-free)
  std::uint32_t receive_next = 0;
  std::uint32_t fin_sequence = 0;  // sequence number of our FIN
  std::uint32_t peer_fin_sequence = 0;
  std::uint32_t acknowledged = 0;  // the highest acknowledgment we sent (Linux: rcv_wup)
  std::uint32_t window = 0;        // receive window last announced by us, bytes (scaled)
  // Seconds that an orphan stays in FIN-WAIT-2: net.ipv4.tcp_fin_timeout
  std::uint16_t fin_timeout = 60;
  State state = State::unknown;
  std::uint8_t window_shift = 255;  // our shift, from our SYN; 255 none
  std::uint8_t peer_window_shift = 255;
  // A listening socket stands behind it: after CLOSED a SYN is welcome again
  bool listener : 1 = false;
  bool passive : 1 = false;  // opened by listen()
  // A foreign capture: frames may be missing, an ACK of more than was seen is believed
  bool overheard : 1 = false;
  bool orphan : 1 = false;  // its program has closed it: Linux ends FIN-WAIT-2 after fin_timeout
  bool has_send : 1 = false;
  bool has_receive : 1 = false;
  bool fin_sent : 1 = false;
  bool fin_pending : 1 = false;   // the peer's FIN has come, but not yet all before it
  bool fin_received : 1 = false;  // it, and all before it
  bool acked_anything : 1 = false;
  bool window_known : 1 = false;  // both SYNs were seen, so its scale is certain
  bool shown_sending : 1 = false;
  bool shown_receiving : 1 = false;  // mid-stream evidence

  std::int64_t fin_timeout_ns() const { return fin_timeout * std::int64_t{1'000'000'000}; }
  bool operator==(const Endpoint&) const = default;
};

// One change of state.
struct Change {
  State from = State::unknown;
  State to = State::unknown;
  Reason reason = Reason::seen_midstream;
};

// A step of an endpoint, in place: `endpoint` is what it has become, and when the state changed,
// why. One segment can lead through two edges (a FIN that also carries the ACK of the SYN:
// SYN-RECEIVED, ESTABLISHED, CLOSE-WAIT): `changes` has each in order. Its first `from` is what the
// endpoint proves to have been, so CLOSED or LISTEN for one that was unknown before its SYN.
struct Move {
  Endpoint& endpoint;
  std::optional<Reason> reason;  // of the last change; set exactly when the state differs
  std::array<Change, 3> changes{};
  std::uint8_t change_count = 0;

  std::span<const Change> all_changes() const { return std::span(changes).first(change_count); }
};

// The same as a value.
struct Step {
  Endpoint endpoint;
  std::optional<Reason> reason;
  std::array<Change, 3> changes{};
  std::uint8_t change_count = 0;

  explicit Step(const Endpoint& at) : endpoint(at) {}
  explicit Step(const Move& move)
      : endpoint(move.endpoint),
        reason(move.reason),
        changes(move.changes),
        change_count(move.change_count) {}
  std::span<const Change> all_changes() const { return std::span(changes).first(change_count); }
};

// timed_out: connect() failed with ETIMEDOUT, the retries of its SYN are used up.
enum class Call : std::uint8_t { listen, connect, close, shutdown_write, abort, timed_out };

// Pure. `sent`: the segment left this endpoint. `received`: it was delivered to it, intact.
// `called`: the program called (RFC 9293 section 3.10). `elapsed`: `since` nanoseconds passed since
// its last segment (TIME-WAIT ends after 60 s). RSTs follow RFC 9293 3.10.7 and RFC 5961: outside
// the window they are ignored.
Step sent(const Endpoint& endpoint, const Segment& segment);
Step received(const Endpoint& endpoint, const Segment& segment);
Step called(const Endpoint& endpoint, Call call);
Step elapsed(const Endpoint& endpoint, std::int64_t since);

// sent() and received() in place, for who has millions of them.
Move send(Endpoint& endpoint, const Segment& segment);
Move receive(Endpoint& endpoint, const Segment& segment);
// What most segments of a foreign capture are: text and acknowledgments between two established
// ends, which change no state.
bool is_plain(const Endpoint& sender, const Endpoint& receiver, const Segment& segment);
// send() and receive() of such a segment.
void stride(Endpoint& sender, Endpoint& receiver, const Segment& segment);

}  // namespace wirelab::tcp
