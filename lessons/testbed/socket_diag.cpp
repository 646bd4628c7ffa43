#include "lessons/testbed/socket_diag.hpp"

#include "lessons/machine/machine_error.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

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
// All but CLOSE and BOUND, which cost a walk over every bucket of the bind table.
constexpr std::uint32_t dumped_states = 0x1ffe & ~(1U << 7);
constexpr std::uint32_t kernels_infinity = 0x7fffffff;
constexpr std::int64_t ns_per_us = 1000, ns_per_ms = 1'000'000;

struct Request {
  nlmsghdr header{};
  inet_diag_req_v2 body{};
};

Request make_request(std::uint8_t family, std::uint16_t flags) {
  Request request;
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
  request.body.sdiag_family = family;
  request.body.sdiag_protocol = IPPROTO_TCP;
  request.body.idiag_ext = 1U << (INET_DIAG_INFO - 1);
  return request;
}

// IPv4, also when it is mapped into a dual-stack socket's IPv6 address; [::] is 0.0.0.0.
std::optional<std::uint32_t> address_of(std::uint8_t family, const __be32 (&words)[4]) {
  if (family == AF_INET) return ntohl(words[0]);
  const bool any = words[0] == 0 && words[1] == 0 && words[2] == 0 && words[3] == 0;
  const bool mapped = words[0] == 0 && words[1] == 0 && words[2] == htonl(0xffff);
  if (!any && !mapped) return std::nullopt;
  return ntohl(words[3]);
}

void read_timer(const inet_diag_msg& row, SocketReading& reading) {
  if (row.idiag_timer == 0 || row.idiag_timer >= std::size(timers)) return;
  reading.timer = timers[row.idiag_timer];
  reading.timer_left_ns = row.idiag_expires * ns_per_ms;
}

void read_info(const rtattr& attribute, SocketReading& reading) {
  tcp_info info{};
  // Kernels differ in its length: what this one does not send stays zero, what is newer is not
  // looked at.
  const std::size_t sent = RTA_PAYLOAD(&attribute);
  std::memcpy(&info, RTA_DATA(&attribute), std::min(sent, sizeof info));
  reading.rto_ns = info.tcpi_rto * ns_per_us;
  if (info.tcpi_rtt != 0) reading.rtt_ns = info.tcpi_rtt * ns_per_us;
  reading.retransmits = info.tcpi_total_retrans;
  reading.unacked = info.tcpi_unacked;
  reading.cwnd = info.tcpi_snd_cwnd;
  if (info.tcpi_snd_ssthresh < kernels_infinity) reading.ssthresh = info.tcpi_snd_ssthresh;
  if (sent >= offsetof(tcp_info, tcpi_snd_wnd) + sizeof info.tcpi_snd_wnd) {
    reading.send_window = info.tcpi_snd_wnd;
  }
  reading.mss = info.tcpi_snd_mss;
}

std::optional<SocketReading> read_row(const nlmsghdr& header) {
  if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY ||
      header.nlmsg_len < NLMSG_LENGTH(sizeof(inet_diag_msg))) {
    return std::nullopt;
  }
  const auto& row = *static_cast<const inet_diag_msg*>(NLMSG_DATA(&header));
  const auto local = address_of(row.idiag_family, row.id.idiag_src);
  const auto remote = address_of(row.idiag_family, row.id.idiag_dst);
  if (!local || !remote || row.idiag_state >= std::size(states)) return std::nullopt;

  SocketReading reading;
  reading.tuple = {*local, ntohs(row.id.idiag_sport), *remote, ntohs(row.id.idiag_dport)};
  reading.state = states[row.idiag_state];
  read_timer(row, reading);
  reading.receive_queue = row.idiag_rqueue;
  reading.send_queue = row.idiag_wqueue;
  if (reading.state == tcp::State::listen) return reading;  // its tcp_info means other things
  if (reading.state == tcp::State::syn_received) reading.retransmits = row.idiag_retrans;

  auto left = static_cast<int>(header.nlmsg_len - NLMSG_LENGTH(sizeof row));
  const auto* attribute = reinterpret_cast<const rtattr*>(&row + 1);
  for (; RTA_OK(attribute, left); attribute = RTA_NEXT(attribute, left)) {
    if (attribute->rta_type == INET_DIAG_INFO) read_info(*attribute, reading);
  }
  return reading;
}

// Reads one dump to its end; the kernel makes the rows as they are asked for.
void collect(int descriptor, std::vector<SocketReading>& rows) {
  alignas(nlmsghdr) char buffer[32768];
  for (;;) {
    const ssize_t received = recv(descriptor, buffer, sizeof buffer, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received <= 0) return;
    auto left = static_cast<unsigned>(received);
    const auto* header = reinterpret_cast<const nlmsghdr*>(buffer);
    for (; NLMSG_OK(header, left); header = NLMSG_NEXT(header, left)) {
      if (header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_ERROR) return;
      if (auto row = read_row(*header)) rows.push_back(std::move(*row));
    }
  }
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

std::optional<SocketReading> SocketDiag::read(const Tuple& tuple) const {
  Request request = make_request(AF_INET, 0);
  inet_diag_sockid& id = request.body.id;
  id.idiag_src[0] = htonl(tuple.local_address);
  id.idiag_sport = htons(tuple.local_port);
  id.idiag_dst[0] = htonl(tuple.remote_address);
  id.idiag_dport = htons(tuple.remote_port);
  id.idiag_cookie[0] = id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  if (send(descriptor_, &request, sizeof request, 0) < 0) return std::nullopt;

  // The answer is there before send() returns, so that waiting could only mean waiting for ever.
  alignas(nlmsghdr) char buffer[4096];
  const ssize_t received = recv(descriptor_, buffer, sizeof buffer, MSG_DONTWAIT);
  const auto* header = reinterpret_cast<const nlmsghdr*>(buffer);
  if (received < 0 || !NLMSG_OK(header, static_cast<unsigned>(received))) return std::nullopt;
  return read_row(*header);
}

std::vector<SocketReading> SocketDiag::dump() const {
  std::vector<SocketReading> rows;
  for (const std::uint8_t family : {AF_INET, AF_INET6}) {
    Request request = make_request(family, NLM_F_DUMP);
    request.body.idiag_states = dumped_states;
    if (send(descriptor_, &request, sizeof request, 0) < 0) continue;
    collect(descriptor_, rows);
  }
  return rows;
}

SocketDiag::SocketDiag(SocketDiag&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

SocketDiag& SocketDiag::operator=(SocketDiag&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

SocketDiag::~SocketDiag() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace wirelab::lessons
