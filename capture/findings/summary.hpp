#pragma once

#include "capture/trace/connection.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace wirelab::findings {

enum class Opening : std::uint8_t {
  handshake,
  simultaneous,
  incomplete,
  refused,
  no_answer,
  midstream
};
enum class Ending : std::uint8_t {
  open,
  closed,
  half_closed,
  reset,
  refused,
  no_answer,
  lost_tail
};
std::string_view id(Opening opening);  // "no_answer"
std::string_view id(Ending ending);

// A frame and when it was sent; number 0: there was none.
struct Mark {
  std::uint64_t frame = 0;
  Time time = 0;
  explicit operator bool() const { return frame != 0; }
};

// What one side sent.
struct WaySummary {
  std::uint64_t segments = 0;  // frames
  std::uint64_t bytes = 0;     // payload, repetitions counted again
  std::uint64_t data_segments = 0;
  std::uint64_t retransmissions = 0;             // of all kinds
  std::uint64_t gaps = 0;                        // holes that the capture has in this direction
  std::uint32_t window_min = 0, window_max = 0;  // announced, bytes; SYN and RST do not count
  bool has_window = false;
  Mark fin;  // the first
  Mark first_retransmission, first_gap;
};

// The time that a side had its window closed.
struct Stall {
  Side receiver = Side::opener;
  Mark begin, end;
};

// How one connection went.
struct ConnectionSummary {
  std::uint32_t stream = 0;
  Opening opening = Opening::midstream;
  Ending ending = Ending::open;
  std::optional<Side> closed_first;   // sent the first FIN, or the RST
  std::optional<Time> handshake_rtt;  // last SYN to the first ACK of the handshake
  WaySummary sides[2];                // index: Side
  Mark first, last;                   // frames
  Time watched_until = 0;             // the capture goes on to this time

  Mark first_syn, last_syn, answer;  // answer: SYN-ACK, or the RST that refused
  std::uint64_t syns = 0;            // of the opener
  Mark reset;
  Side reset_by = Side::opener;
  Mark old_connection;  // the SYN that found the other end in an older connection
  Stall longest_stall;
  Time stalled = 0;  // all stalls
  // The data repeated last, and never acknowledged.
  Side tail_sender = Side::opener;
  std::uint64_t tail_repeats = 0;
  Mark tail_first, tail_last;

  const WaySummary& side(Side s) const { return sides[static_cast<int>(s)]; }
};

}  // namespace wirelab::findings
