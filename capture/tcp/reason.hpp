#pragma once

#include <cstdint>
#include <string_view>

namespace wirelab::tcp {

// Why an endpoint changed its state. The id (name) keys the sentence in words/*.toml:
// "reason.syn_sent_by_us".
enum class Reason : std::uint8_t {
  passive_open,      // listen()
  active_open,       // connect(): SYN out
  send_from_listen,  // RFC figure 5 only; Linux answers EISCONN
  listener_closed,
  open_abandoned,    // close() or timeout in SYN-SENT
  syn_received,      // SYN in, SYN-ACK out
  simultaneous_syn,  // SYN in while in SYN-SENT
  syn_ack_received,  // SYN-ACK in, ACK out
  ack_of_syn_received,
  reset_to_listen,  // RST in SYN-RECEIVED after a passive open
  refused,          // RST-ACK in SYN-SENT
  reset_received,
  reset_sent,
  close_called,  // FIN out of ESTABLISHED or SYN-RECEIVED
  fin_received,
  close_after_fin,  // FIN out of CLOSE-WAIT
  ack_of_fin_received,
  fin_and_ack_of_fin_received,
  crossing_fin_received,
  two_msl_elapsed,
  orphan_timeout,  // Linux only: FIN-WAIT-2 of a closed socket ends by tcp_fin_timeout
  retries_exhausted,
  old_connection,  // the peer began anew; this end still stands in the connection before
  seen_midstream   // data or ACKs in both directions without a SYN
};

// "syn_received": stable, keys the words.
std::string_view id(Reason reason);
// The section of RFC 9293 (or "Linux") that demands it: "3.10.7.4".
std::string_view section(Reason reason);

}  // namespace wirelab::tcp
