#pragma once

#include "capture/verdicts/direction.hpp"

#include <optional>

namespace wirelab::verdicts {

// The rules of tshark 4.0, each a pure question about one frame and what went before it. Which of
// them is asked, and in what order, is judge.cpp's business.

// window.cpp
bool is_zero_window(const Subject& subject);
bool is_window_update(const Subject& subject);
bool is_window_full(const Subject& subject);
// keep_alive.cpp
bool is_zero_window_probe(const Subject& subject);
bool is_zero_window_probe_ack(const Subject& subject);
bool is_keep_alive(const Subject& subject);
bool is_keep_alive_ack(const Subject& subject);
// acknowledgment.cpp
bool is_lost_segment(const Subject& subject);
bool is_duplicate_ack(const Subject& subject);
bool is_ack_of_unseen(const Subject& subject);

// retransmission.cpp: how a segment that does not advance the stream came to be there, with the
// numbers that decided.
struct Repetition {
  Verdict verdict;  // retransmission, fast_, spurious_retransmission or out_of_order
  // ns: of fast since the last frame of the peer, of out_of_order since the newest data
  Time since = 0;
  Time threshold = 0;  // ns: `since` was below it
};
std::optional<Repetition> repetition(const Subject& subject, bool is_keep_alive);

}  // namespace wirelab::verdicts
