#include "lessons/testbed/kernel/socket_diag.hpp"

#include "lessons/machine/machine_error.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace wirelab::lessons {
namespace {

// Of TCP all but CLOSE and BOUND, which cost a walk over every bucket of the bind table. Of UDP
// all: CLOSE means not connected there.
constexpr std::uint32_t tcp_states = 0x1ffe & ~(1U << 7);
constexpr std::uint32_t udp_states = ~0U;
constexpr std::uint32_t request_states = 1U << 3;

struct Request {
  nlmsghdr header{};
  inet_diag_req_v2 body{};
};

Request make_request(std::uint8_t family, Transport transport, unsigned flags,
                     std::uint32_t sequence) {
  Request request;
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
  request.header.nlmsg_seq = sequence;
  request.body.sdiag_family = family;
  request.body.sdiag_protocol = transport == Transport::tcp ? IPPROTO_TCP : IPPROTO_UDP;
  request.body.idiag_ext = 1U << (INET_DIAG_INFO - 1) | 1U << (INET_DIAG_SKMEMINFO - 1);
  return request;
}

void ask_for(Request& request, const Tuple& tuple) {
  inet_diag_sockid& id = request.body.id;
  std::memcpy(id.idiag_src, tuple.local_address.bytes.data(), tuple.local_address.octets().size());
  std::memcpy(id.idiag_dst, tuple.remote_address.bytes.data(),
              tuple.remote_address.octets().size());
  id.idiag_sport = htons(tuple.local_port);
  id.idiag_dport = htons(tuple.remote_port);
  id.idiag_cookie[0] = id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
}

}  // namespace

Result<SocketDiag> SocketDiag::open() {
  const int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (descriptor < 0) {
    return machine_error("socket(AF_NETLINK, NETLINK_SOCK_DIAG)", errno,
                         "The kernel's socket diagnosis is needed: sudo modprobe tcp_diag.");
  }
  return SocketDiag(descriptor);
}

std::optional<SocketReading> SocketDiag::read(const Tuple& tuple, Transport transport) const {
  const std::uint8_t family = tuple.local_address.version == 4 ? AF_INET : AF_INET6;
  Request request = make_request(family, transport, 0, ++sequence_);
  // The kernel looks a UDP socket up as if for a packet: its source is the socket's remote end.
  ask_for(request, transport == Transport::tcp ? tuple : tuple.reversed());
  if (send(descriptor_.get(), &request, sizeof request, 0) < 0) return std::nullopt;
  NetlinkReply reply;
  std::vector<SocketReading> rows;
  receive_reply(descriptor_.get(), sequence_, reply,
                [&](const NetlinkMessage& message) { return read_row(message, transport, rows); });
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<SocketReading> SocketDiag::dump(Transport transport) const {
  return dump(transport, transport == Transport::tcp ? tcp_states : udp_states);
}

std::size_t SocketDiag::requests_at(std::uint16_t port) const {
  const auto rows = dump(Transport::tcp, request_states);
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [port](const SocketReading& row) {
        return row.state == tcp::State::syn_received && row.tuple.local_port == port;
      }));
}

std::vector<SocketReading> SocketDiag::dump(Transport transport, std::uint32_t states) const {
  std::vector<SocketReading> rows;
  for (const std::uint8_t family : {AF_INET, AF_INET6}) {
    Request request = make_request(family, transport, NLM_F_DUMP, ++sequence_);
    request.body.idiag_states = states;
    if (send(descriptor_.get(), &request, sizeof request, 0) < 0) continue;
    NetlinkReply reply;
    receive_reply(descriptor_.get(), sequence_, reply, [&](const NetlinkMessage& message) {
      return read_row(message, transport, rows);
    });
  }
  return rows;
}

}  // namespace wirelab::lessons
