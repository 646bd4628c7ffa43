#include "lessons/testbed/diag_answer.hpp"

#include "lessons/testbed/diag_attributes.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

namespace wirelab::lessons {
namespace {

using Bytes = std::span<const std::uint8_t>;

// The kernel's numbers (net/tcp_states.h); 0, 7 and 12 have no name of their own in the RFC.
constexpr tcp::State states[] = {
    tcp::State::unknown,      tcp::State::established, tcp::State::syn_sent,
    tcp::State::syn_received, tcp::State::fin_wait_1,  tcp::State::fin_wait_2,
    tcp::State::time_wait,    tcp::State::closed,      tcp::State::close_wait,
    tcp::State::last_ack,     tcp::State::listen,      tcp::State::closing,
    tcp::State::syn_received};
constexpr const char* timers[] = {"", "retransmit", "keepalive", "time-wait", "persist"};
constexpr std::int64_t ns_per_ms = 1'000'000;

// The bytes need not lie as the compiler would have them. Nothing when there are too few.
template <class T>
std::optional<T> take(Bytes bytes) {
  T value;
  if (bytes.size() < sizeof value) return std::nullopt;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

IpAddress address_of(std::uint8_t family, const __be32 (&words)[4]) {
  const Bytes bytes(reinterpret_cast<const std::uint8_t*>(words), sizeof words);
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

std::optional<SocketReading> read_row(Bytes bytes, Transport transport) {
  const auto row = take<inet_diag_msg>(bytes);
  if (!row || row->idiag_state >= std::size(states)) return std::nullopt;
  SocketReading reading;
  reading.transport = transport;
  reading.tuple = tuple_of(*row);
  const bool tcp = transport == Transport::tcp;
  reading.state = tcp ? states[row->idiag_state] : tcp::State::unknown;
  if (tcp) read_timer(*row, reading);
  reading.receive_queue = row->idiag_rqueue;
  reading.send_queue = row->idiag_wqueue;
  if (tcp && reading.state == tcp::State::syn_received) reading.retransmits = row->idiag_retrans;
  read_attributes(bytes.subspan(sizeof *row), reading);
  return reading;
}

void finish(DiagAnswer& answer, int error) {
  answer.complete = true;
  answer.error = error;
}

void read_message(const nlmsghdr& header, Bytes body, Transport transport, DiagAnswer& answer) {
  if (header.nlmsg_type == NLMSG_DONE) return finish(answer, 0);
  if (header.nlmsg_type == NLMSG_ERROR) {
    const auto code = take<std::int32_t>(body);
    return finish(answer, code ? -*code : EBADMSG);
  }
  if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY) return;
  auto row = read_row(body, transport);
  if (!row) return finish(answer, EBADMSG);
  answer.rows.push_back(*std::move(row));
  if ((header.nlmsg_flags & NLM_F_MULTI) == 0) finish(answer, 0);
}

}  // namespace

void read_answer(Bytes datagram, std::uint32_t sequence, Transport transport, DiagAnswer& answer) {
  while (!answer.complete && !datagram.empty()) {
    const auto header = take<nlmsghdr>(datagram);
    if (!header || header->nlmsg_len < sizeof *header || header->nlmsg_len > datagram.size()) {
      return finish(answer, EBADMSG);
    }
    const Bytes body = datagram.subspan(sizeof *header, header->nlmsg_len - sizeof *header);
    if (header->nlmsg_seq == sequence) read_message(*header, body, transport, answer);
    const std::size_t aligned = NLMSG_ALIGN(header->nlmsg_len);
    datagram = datagram.subspan(std::min<std::size_t>(aligned, datagram.size()));
  }
}

}  // namespace wirelab::lessons
