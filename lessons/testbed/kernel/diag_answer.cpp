#include "lessons/testbed/kernel/diag_answer.hpp"

#include "lessons/testbed/kernel/diag_attributes.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>

#include <iterator>

namespace wirelab::lessons {
namespace {

// The kernel's numbers (net/tcp_states.h); 0, 7 and 12 have no name of their own in the RFC.
constexpr tcp::State states[] = {
    tcp::State::unknown,      tcp::State::established, tcp::State::syn_sent,
    tcp::State::syn_received, tcp::State::fin_wait_1,  tcp::State::fin_wait_2,
    tcp::State::time_wait,    tcp::State::closed,      tcp::State::close_wait,
    tcp::State::last_ack,     tcp::State::listen,      tcp::State::closing,
    tcp::State::syn_received};
constexpr const char* timers[] = {"", "retransmit", "keepalive", "time-wait", "persist"};
constexpr std::int64_t ns_per_ms = 1'000'000;

IpAddress address_of(std::uint8_t family, const __be32 (&words)[4]) {
  const NetlinkBytes bytes(reinterpret_cast<const std::uint8_t*>(words), sizeof words);
  if (family == AF_INET) return decode::ipv4_address(bytes.first(4));
  // A dual-stack socket speaks IPv4 by addresses that are mapped into IPv6 (RFC 4291 2.5.5.2).
  const bool mapped = words[0] == 0 && words[1] == 0 && words[2] == htonl(0xffff);
  return mapped ? decode::ipv4_address(bytes.last(4)) : decode::ipv6_address(bytes);
}

Tuple tuple_of(const inet_diag_msg& row) {
  Tuple tuple(address_of(row.idiag_family, row.id.idiag_src), ntohs(row.id.idiag_sport),
              address_of(row.idiag_family, row.id.idiag_dst), ntohs(row.id.idiag_dport));
  // Bound to a mapped address and not connected: its remote address stays [::].
  if (tuple.remote_port == 0) tuple.remote_address = any_address(tuple.local_address.version);
  return tuple;
}

void read_timer(const inet_diag_msg& row, SocketReading& reading) {
  if (row.idiag_timer == 0 || row.idiag_timer >= std::size(timers)) return;
  reading.timer = timers[row.idiag_timer];
  reading.timer_left_ns = row.idiag_expires * ns_per_ms;
}

SocketReading reading_of(const inet_diag_msg& row, Transport transport) {
  SocketReading reading;
  reading.transport = transport;
  reading.tuple = tuple_of(row);
  reading.cookie = std::uint64_t{row.id.idiag_cookie[1]} << 32 | row.id.idiag_cookie[0];
  const bool tcp = transport == Transport::tcp;
  reading.state = tcp ? states[row.idiag_state] : tcp::State::unknown;
  if (tcp) read_timer(row, reading);
  reading.receive_queue = row.idiag_rqueue;
  reading.send_queue = row.idiag_wqueue;
  if (tcp && reading.state == tcp::State::syn_received) reading.retransmits = row.idiag_retrans;
  return reading;
}

}  // namespace

bool read_row(const NetlinkMessage& message, Transport transport,
              std::vector<SocketReading>& rows) {
  if (message.type != SOCK_DIAG_BY_FAMILY) return true;
  const auto row = value_in<inet_diag_msg>(message.body);
  if (!row || row->idiag_state >= std::size(states)) return false;
  rows.push_back(reading_of(*row, transport));
  read_socket_attributes(message.body.subspan(sizeof *row), rows.back());
  return true;
}

}  // namespace wirelab::lessons
