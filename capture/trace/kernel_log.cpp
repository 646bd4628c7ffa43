#include "capture/trace/kernel_log.hpp"

#include <algorithm>

namespace wirelab {

namespace {

// Reads are found by binary search, so a clock that went backwards must not unsort them.
void append_in_order(std::vector<KernelRead>& reads, const KernelRead& read) {
  reads.push_back(read);
  if (reads.size() > 1) reads.back().time = std::max(read.time, reads[reads.size() - 2].time);
}

// Beyond what any kernel tells (30 years in ns), so that sums of a few still fit.
constexpr std::int64_t most = 1'000'000'000'000'000'000;

// The numbers of a note; those that it leaves out are as in the read before, if it says so.
class Numbers {
 public:
  Numbers(const Note& note, const KernelRead* before)
      : note_(note), before_(note.get("REST").empty() ? nullptr : before) {}

  std::int64_t quantity(std::string_view name, std::int64_t KernelRead::*place) const {
    const auto given = note_.number(name);
    return given || !before_ ? std::clamp<std::int64_t>(given.value_or(-1), -1, most)
                             : before_->*place;
  }
  // Written only where it is not 0: of a socket that has tcp_info, absent means 0.
  std::int64_t nonzero(std::string_view name, std::int64_t KernelRead::*place) const {
    if (before_) return quantity(name, place);
    return note_.get("CWND").empty()
               ? -1
               : std::clamp<std::int64_t>(note_.number(name).value_or(0), 0, most);
  }
  std::string congestion() const {
    const std::string_view given = note_.get("CONGESTION");
    return given.empty() && before_ ? before_->congestion : std::string(given);
  }

 private:
  const Note& note_;
  const KernelRead* before_;
};

void read_numbers(const Numbers& numbers, KernelRead& read) {
  using Read = KernelRead;
  read.receive_queue = numbers.quantity("RECEIVE_QUEUE", &Read::receive_queue);
  read.send_queue = numbers.quantity("SEND_QUEUE", &Read::send_queue);
  read.syn_queue = numbers.quantity("SYN_QUEUE", &Read::syn_queue);
  read.rto_ns = numbers.quantity("RTO_NS", &Read::rto_ns);
  read.rtt_ns = numbers.quantity("RTT_NS", &Read::rtt_ns);
  read.retransmits = numbers.quantity("RETRANSMITS", &Read::retransmits);
  read.unacked = numbers.quantity("UNACKED", &Read::unacked);
  read.cwnd = numbers.quantity("CWND", &Read::cwnd);
  read.ssthresh = numbers.quantity("SSTHRESH", &Read::ssthresh);
  read.send_window = numbers.quantity("SEND_WINDOW", &Read::send_window);
  read.receive_window = numbers.quantity("RECEIVE_WINDOW", &Read::receive_window);
  read.retransmitting = numbers.nonzero("RETRANSMITTING", &Read::retransmitting);
  read.backoff = numbers.nonzero("BACKOFF", &Read::backoff);
  read.probes = numbers.nonzero("PROBES", &Read::probes);
  read.lost = numbers.nonzero("LOST", &Read::lost);
  read.sacked = numbers.nonzero("SACKED", &Read::sacked);
  read.congestion = numbers.congestion();
  read.receive_memory = numbers.nonzero("RECEIVE_MEMORY", &Read::receive_memory);
  read.receive_buffer = numbers.quantity("RECEIVE_BUFFER", &Read::receive_buffer);
  read.send_memory = numbers.nonzero("SEND_MEMORY", &Read::send_memory);
  read.send_buffer = numbers.quantity("SEND_BUFFER", &Read::send_buffer);
  read.drops = numbers.quantity("DROPS", &Read::drops);
}

}  // namespace

KernelRead read_kernel(const Note& note, const KernelRead* before) {
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
  read.timer_left = std::clamp<std::int64_t>(note.number("TIMER_NS").value_or(0), 0, most);
  read.udp = note.get("PROTOCOL") == "udp";
  read_numbers(Numbers(note, before), read);
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
  Reads& reads = reads_[side];
  if (last_only_) reads = {};
  if (read.frame != 0 && (read.moment == "sent" || read.moment == "delivered"))
    reads.by_frame.try_emplace(read.frame * 2 + (read.moment == "delivered" ? 1 : 0),
                               static_cast<std::uint32_t>(reads.all.size()));
  append_in_order(reads.all, read);
}

void KernelLog::Others::add(const KernelRead& read, bool last_only) {
  const auto [known, is_new] =
      last.try_emplace(key(read.host, read.local, read.remote), all.size());
  if (!is_new && last_only) {
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(known->second));
    for (auto& [socket, at] : last)
      if (at > known->second) --at;
  }
  known->second = all.size();
  append_in_order(all, read);
}

const KernelRead* KernelLog::Others::last_of(const std::string& socket) const {
  const auto found = last.find(socket);
  return found == last.end() ? nullptr : &all[found->second];
}

// Without a peer: of the sockets of a host that is the last one at this address.
const KernelRead* KernelLog::last(const Note& note) const {
  const bool udp = note.get("PROTOCOL") == "udp";
  const std::string_view host = note.get("HOST"), local = note.get("LOCAL"),
                         remote = note.get("REMOTE");
  if (udp || remote.empty())
    return (udp ? datagrams_ : listeners_).last_of(key(host, local, remote));
  const auto socket = sockets_.find(key(host, local, remote));
  if (socket == sockets_.end()) return nullptr;
  const Socket& known = socket->second;
  const auto owned = known.owners.empty() ? reads_.end() : reads_.find(known.owners.front().side);
  const auto& reads = owned == reads_.end() ? known.waiting : owned->second.all;
  return reads.empty() ? nullptr : &reads.back();
}

void KernelLog::add(const Note& note) {
  add(read_kernel(note, note.get("REST").empty() ? nullptr : last(note)));
}

void KernelLog::add(const KernelRead& read) {
  if (read.udp) return datagrams_.add(read, last_only_);
  if (read.remote.empty()) return listeners_.add(read, last_only_);
  Socket& socket = sockets_[key(read.host, read.local, read.remote)];
  if (socket.owners.empty() && last_only_) socket.waiting.clear();
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
      known = found->second.all;
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
  return found->second.all;
}

const KernelRead* KernelLog::of_frame(std::uint32_t stream, Side side, std::uint64_t frame,
                                      bool delivered) const {
  const auto reads = reads_.find(index(stream, side));
  if (reads == reads_.end()) return nullptr;
  const auto found = reads->second.by_frame.find(frame * 2 + (delivered ? 1 : 0));
  return found == reads->second.by_frame.end() ? nullptr : &reads->second.all[found->second];
}

const KernelRead* KernelLog::at(std::uint32_t stream, Side side, Time time) const {
  const auto reads = of(stream, side);
  const auto after = std::upper_bound(reads.begin(), reads.end(), time,
                                      [](Time t, const KernelRead& read) { return t < read.time; });
  return after == reads.begin() ? nullptr : &*(after - 1);
}

}  // namespace wirelab
