#include "lessons/testbed/kernel/diag_attributes.hpp"

#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace wirelab::lessons {
namespace {

using Bytes = NetlinkBytes;

constexpr std::uint32_t kernels_infinity = 0x7fffffff;
constexpr std::int64_t ns_per_us = 1000;
constexpr const char* congestion_states[] = {"open", "disorder", "cwr", "recovery", "loss"};
// tcpi_rcv_wnd, since Linux 6.2: behind the end of an older header's tcp_info.
constexpr std::size_t receive_window_at = 232;

void read_windows(Bytes bytes, const tcp_info& info, SocketReading& reading) {
  constexpr std::size_t send_window_end = offsetof(tcp_info, tcpi_snd_wnd) + sizeof(std::uint32_t);
  if (bytes.size() >= send_window_end) reading.send_window = info.tcpi_snd_wnd;
  std::uint32_t window = 0;
  if (bytes.size() >= receive_window_at + sizeof window) {
    std::memcpy(&window, bytes.data() + receive_window_at, sizeof window);
    reading.receive_window = window;
  }
  reading.receive_space = info.tcpi_rcv_space;
}

void read_info(Bytes bytes, SocketReading& reading) {
  tcp_info info{};
  // Kernels differ in its length: what this one does not send stays zero.
  std::memcpy(&info, bytes.data(), std::min(bytes.size(), sizeof info));
  reading.rto_ns = info.tcpi_rto * ns_per_us;
  if (info.tcpi_rtt != 0) reading.rtt_ns = info.tcpi_rtt * ns_per_us;
  reading.retransmits = info.tcpi_total_retrans;
  reading.retransmitting = info.tcpi_retrans;
  reading.backoff = info.tcpi_backoff;
  reading.probes = info.tcpi_probes;
  reading.unacked = info.tcpi_unacked;
  reading.lost = info.tcpi_lost;
  reading.sacked = info.tcpi_sacked;
  reading.cwnd = info.tcpi_snd_cwnd;
  if (info.tcpi_snd_ssthresh < kernels_infinity) reading.ssthresh = info.tcpi_snd_ssthresh;
  reading.mss = info.tcpi_snd_mss;
  if (info.tcpi_ca_state < std::size(congestion_states)) {
    reading.congestion = congestion_states[info.tcpi_ca_state];
  }
  read_windows(bytes, info, reading);
}

void read_memory(Bytes bytes, SocketMemory& memory) {
  std::array<std::uint32_t, SK_MEMINFO_VARS> numbers{};
  if (bytes.size() < sizeof numbers) return;
  std::memcpy(numbers.data(), bytes.data(), sizeof numbers);
  memory.received = numbers[SK_MEMINFO_RMEM_ALLOC];
  memory.receive_buffer = numbers[SK_MEMINFO_RCVBUF];
  memory.queued = numbers[SK_MEMINFO_WMEM_QUEUED];
  memory.send_buffer = numbers[SK_MEMINFO_SNDBUF];
  memory.drops = numbers[SK_MEMINFO_DROPS];
}

}  // namespace

void read_socket_attributes(Bytes bytes, SocketReading& reading) {
  read_attributes(bytes, [&](std::uint16_t type, Bytes value) {
    // A listener's tcp_info means other things.
    if (type == INET_DIAG_INFO && !reading.listens()) read_info(value, reading);
    if (type == INET_DIAG_SKMEMINFO) read_memory(value, reading.memory);
  });
}

}  // namespace wirelab::lessons
