#include "capture/trace/kernel_log.hpp"

#include <algorithm>

namespace wirelab {

namespace {

// Reads are found by binary search, so a clock that went backwards must not unsort them.
void append_in_order(std::vector<KernelRead>& reads, const KernelRead& read) {
  reads.push_back(read);
  if (reads.size() > 1) reads.back().time = std::max(read.time, reads[reads.size() - 2].time);
}

std::int64_t quantity(const Note& note, std::string_view name) {
  return std::max<std::int64_t>(-1, note.number(name).value_or(-1));
}

// Written only where it is not 0: of a socket that has tcp_info, absent means 0.
std::int64_t number_or_none(const Note& note, std::string_view name) {
  return note.get("CWND").empty() ? -1 : std::max<std::int64_t>(0, note.number(name).value_or(0));
}

void read_more(const Note& note, KernelRead& read) {
  read.syn_queue = quantity(note, "SYN_QUEUE");
  read.retransmitting = number_or_none(note, "RETRANSMITTING");
  read.backoff = number_or_none(note, "BACKOFF");
  read.probes = number_or_none(note, "PROBES");
  read.lost = number_or_none(note, "LOST");
  read.sacked = number_or_none(note, "SACKED");
  read.receive_window = quantity(note, "RECEIVE_WINDOW");
  read.congestion = note.get("CONGESTION");
  read.receive_memory = number_or_none(note, "RECEIVE_MEMORY");
  read.receive_buffer = quantity(note, "RECEIVE_BUFFER");
  read.send_memory = number_or_none(note, "SEND_MEMORY");
  read.send_buffer = quantity(note, "SEND_BUFFER");
  read.drops = quantity(note, "DROPS");
}

}  // namespace

KernelRead read_kernel(const Note& note) {
  KernelRead read;
  read.time = note.time;
  read.host = note.get("HOST");
  read.local = note.get("LOCAL");
  read.remote = note.get("REMOTE");
  read.state = note.kind == NoteKind::gone
                   ? tcp::State::closed
                   : tcp::state(note.get("STATE")).value_or(tcp::State::unknown);
  read.read = note.get("READ") != "passed";
  read.moment = note.get("MOMENT");
  read.frame =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, note.number("FRAME").value_or(0)));
  read.timer = note.get("TIMER");
  read.timer_left = std::max<std::int64_t>(0, note.number("TIMER_NS").value_or(0));
  read.receive_queue = quantity(note, "RECEIVE_QUEUE");
  read.send_queue = quantity(note, "SEND_QUEUE");
  read.rto_ns = quantity(note, "RTO_NS");
  read.rtt_ns = quantity(note, "RTT_NS");
  read.retransmits = quantity(note, "RETRANSMITS");
  read.unacked = quantity(note, "UNACKED");
  read.cwnd = quantity(note, "CWND");
  read.ssthresh = quantity(note, "SSTHRESH");
  read.send_window = quantity(note, "SEND_WINDOW");
  read.udp = note.get("PROTOCOL") == "udp";
  read_more(note, read);
  return read;
}

std::uint64_t KernelLog::index(std::uint32_t stream, Side side) {
  return std::uint64_t{stream} * 2 + static_cast<std::uint64_t>(side);
}

std::string KernelLog::key(std::string_view host, std::string_view local, std::string_view remote) {
  std::string text;
  text.append(host).append(1, '\n').append(local).append(1, '\n').append(remote);
  return text;
}

void KernelLog::append(std::uint64_t side, const KernelRead& read) {
  append_in_order(reads_[side], read);
}

void KernelLog::add(const KernelRead& read) {
  if (read.udp) return append_in_order(datagrams_, read);
  if (read.remote.empty()) return append_in_order(listeners_, read);
  Socket& socket = sockets_[key(read.host, read.local, read.remote)];
  if (socket.owners.empty()) socket.waiting.push_back(read);
  for (const Owner& owner : socket.owners) append(owner.side, read);
}

void KernelLog::attach(const SideInfo& local, const SideInfo& remote, std::uint32_t stream,
                       Side side, std::uint32_t segment) {
  Socket& socket = sockets_[key(local.host, local.endpoint, remote.endpoint)];
  const std::uint64_t own = index(stream, side);
  for (Owner& owner : socket.owners) {
    if (owner.segment != segment) continue;
    owner.side = own;  // the tuple is used again: the older connection's socket is no more
    return;
  }
  std::vector<KernelRead> known = std::move(socket.waiting);
  socket.waiting.clear();
  if (!socket.owners.empty())
    if (const auto found = reads_.find(socket.owners.front().side); found != reads_.end())
      known = found->second;
  for (const KernelRead& read : known) append(own, read);
  socket.owners.push_back({segment, own});
}

std::vector<std::uint64_t> KernelLog::owners(std::string_view host, std::string_view local,
                                             std::string_view remote) const {
  std::vector<std::uint64_t> sides;
  if (const auto found = sockets_.find(key(host, local, remote)); found != sockets_.end())
    for (const Owner& owner : found->second.owners) sides.push_back(owner.side);
  return sides;
}

std::span<const KernelRead> KernelLog::of(std::uint32_t stream, Side side) const {
  const auto found = reads_.find(index(stream, side));
  if (found == reads_.end()) return {};
  return found->second;
}

const KernelRead* KernelLog::at(std::uint32_t stream, Side side, Time time) const {
  const auto reads = of(stream, side);
  const auto after = std::upper_bound(reads.begin(), reads.end(), time,
                                      [](Time t, const KernelRead& read) { return t < read.time; });
  return after == reads.begin() ? nullptr : &*(after - 1);
}

}  // namespace wirelab
