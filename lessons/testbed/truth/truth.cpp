#include "lessons/testbed/truth/truth.hpp"

#include "lessons/testbed/truth/known_sockets.hpp"
#include "lessons/testbed/truth/table_watch.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wirelab::lessons {
namespace {

using tcp::State;
using Notes = std::vector<Note>;

// Around frames that change nothing, counters are looked at this often at most: a look takes ten
// times as long as reading a socket.
constexpr Time counting_pace = 1'000'000;

}  // namespace

struct Truth::Parts {
  // What was noted of one host. Read and compared under the host's own lock, so that the notes of a
  // socket stand in the order of its reads.
  struct Known {
    explicit Known(const std::string& host) : sockets(host) {}
    KnownSockets sockets;
    TableWatch tables;
    bool has_ipv6 = false;  // a socket or a neighbour spoke IPv6: its counters are worth a look
    Time counted = 0;
  };

  explicit Parts(NoteSink& to) : sink(to) {}
  Known& of(const Host& host);
  void compare(Host& host, Transport transport, const Tuple& tuple,
               const std::optional<SocketReading>& reading, const Occasion& occasion, bool always);
  void compare_listener(Host& host, const Tuple& behind, const Occasion& occasion);
  void compare_dump(Host& host, Transport transport);
  void look(Host& host, const Occasion& occasion);
  bool counting_is_due(const Host& host) const;
  State last(const Host& host, const Tuple& tuple) const;
  bool stands_behind(const Host& host, const Tuple& tuple, State before,
                     const std::optional<SocketReading>& reading) const;

  NoteSink& sink;
  std::atomic<bool> tables = false;
  // Guards `hosts` and what stands in it: last() is asked without a host's lock.
  mutable std::mutex mutex;
  std::unordered_map<const Host*, std::unique_ptr<Known>> hosts;
};

Truth::Parts::Known& Truth::Parts::of(const Host& host) {
  auto& known = hosts[&host];
  if (!known) known = std::make_unique<Known>(host.name());
  return *known;
}

void Truth::Parts::compare(Host& host, Transport transport, const Tuple& tuple,
                           const std::optional<SocketReading>& reading, const Occasion& occasion,
                           bool always) {
  Notes notes;
  {
    const std::lock_guard lock(mutex);
    Known& known = of(host);
    if (tuple.local_address.version == 6) known.has_ipv6 = true;
    notes = known.sockets.compare(transport, tuple, reading, occasion, always);
  }
  for (Note& note : notes) sink.note(std::move(note));
}

// Its queues change with the connections that begin at it.
void Truth::Parts::compare_listener(Host& host, const Tuple& behind, const Occasion& occasion) {
  auto listener = host.diag().read(
      {behind.local_address, behind.local_port, any_address(behind.local_address.version), 0});
  if (!listener || !listener->listens()) return;
  listener->syn_queue = static_cast<std::int64_t>(host.diag().requests_at(behind.local_port));
  compare(host, Transport::tcp, listener->tuple, listener, occasion, false);
}

void Truth::Parts::compare_dump(Host& host, Transport transport) {
  const Occasion occasion{"tick"};
  auto rows = host.diag().dump(transport);
  for (SocketReading& row : rows) {
    if (row.listens())
      row.syn_queue = std::count_if(rows.begin(), rows.end(), [&](const SocketReading& other) {
        return other.is_request() && other.tuple.local_port == row.tuple.local_port;
      });
    compare(host, transport, row.tuple, row, occasion, false);
  }
  std::vector<Tuple> missing;
  {
    const std::lock_guard lock(mutex);
    missing = of(host).sockets.missing(transport, rows);
  }
  // Asked for alone before it is called gone: a dump walks the table while sockets move in it.
  for (const Tuple& tuple : missing) {
    auto reading = host.diag().read(tuple, transport);
    if (reading && transport == Transport::udp && reading->tuple != tuple) reading.reset();
    compare(host, transport, tuple, reading, occasion, false);
  }
}

void Truth::Parts::look(Host& host, const Occasion& occasion) {
  Notes notes;
  bool with_ipv6 = false;
  {
    const std::lock_guard lock(mutex);
    with_ipv6 = of(host).has_ipv6 || occasion.moment == "tick";
  }
  for (const CounterChange& change : host.counters().changes(with_ipv6))
    notes.push_back(counter_note(host.name(), change, occasion));
  std::vector<TableRow> rows;
  if (tables) {
    rows = host.tables().neighbours();
    for (TableRow& route : host.tables().routes()) rows.push_back(std::move(route));
  }
  {
    const std::lock_guard lock(mutex);
    Known& known = of(host);
    known.counted = now();
    if (tables)
      for (const TableChange& change : known.tables.compare(rows))
        notes.push_back(table_note(host.name(), change, occasion));
  }
  for (Note& note : notes) sink.note(std::move(note));
}

bool Truth::Parts::counting_is_due(const Host& host) const {
  const std::lock_guard lock(mutex);
  const auto found = hosts.find(&host);
  return found == hosts.end() || now() - found->second->counted >= counting_pace;
}

State Truth::Parts::last(const Host& host, const Tuple& tuple) const {
  const std::lock_guard lock(mutex);
  const auto found = hosts.find(&host);
  return found == hosts.end() ? State::unknown : found->second->sockets.last(tuple);
}

// A listener's queues may have changed with this socket: while it opens, and when a call took it.
bool Truth::Parts::stands_behind(const Host& host, const Tuple& tuple, State before,
                                 const std::optional<SocketReading>& reading) const {
  if (tuple.remote_port == 0) return false;
  if (reading && (reading->listens() || reading->is_request())) return true;
  const std::lock_guard lock(mutex);
  const auto found = hosts.find(&host);
  const bool passive = found != hosts.end() && found->second->sockets.is_passive(tuple);
  return passive && (before == State::listen || before == State::syn_received);
}

Truth::Truth(NoteSink& sink) : parts_(std::make_unique<Parts>(sink)) {}
Truth::~Truth() = default;

void Truth::read(Host& host, const Tuple& tuple, std::string_view moment, std::uint64_t frame,
                 bool always, Transport transport) {
  const Occasion occasion{moment, frame};
  const std::lock_guard lock(host.diag_lock());
  const State before = last(host, tuple);
  const auto reading = host.diag().read(tuple, transport);
  const bool another = reading && transport == Transport::udp && reading->tuple != tuple;
  if (another) {  // a socket that is not connected answers for everybody
    parts_->compare(host, transport, tuple, std::nullopt, occasion, always);
    parts_->compare(host, transport, reading->tuple, reading, occasion, always);
  } else {
    parts_->compare(host, transport, tuple, reading, occasion, always);
  }
  const bool tcp = transport == Transport::tcp;
  if (tcp && (moment == "call" || parts_->stands_behind(host, tuple, before, reading)))
    parts_->compare_listener(host, tuple, occasion);
  // The reads before a delivery; it is looked at after it. A script asks for its socket alone.
  if (moment == "tick" || moment == "script") return;
  const bool opened = before == State::established && last(host, tuple) == State::established;
  if (!opened || parts_->counting_is_due(host)) parts_->look(host, occasion);
}

void Truth::read_around(Host& host, const Glimpse& frame, bool sent, std::string_view moment,
                        std::uint64_t number, bool always) {
  const bool udp = frame.protocol == Protocol::udp && frame.tuple.local_port != 0;
  if (!frame.tcp() && !udp) {
    if (moment != "tick") look(host, moment, number);
    return;
  }
  read(host, sent ? frame.tuple : frame.tuple.reversed(), moment, number, always,
       udp ? Transport::udp : Transport::tcp);
}

void Truth::look(Host& host, std::string_view moment, std::uint64_t frame) {
  const std::lock_guard lock(host.diag_lock());
  parts_->look(host, {moment, frame});
}

void Truth::dump(Host& host) {
  const std::lock_guard lock(host.diag_lock());
  parts_->compare_dump(host, Transport::tcp);
  parts_->compare_dump(host, Transport::udp);
  parts_->look(host, {"tick"});
}

void Truth::watch_tables(bool on) { parts_->tables = on; }

bool Truth::watches_tables() const { return parts_->tables; }

State Truth::last(const Host& host, const Tuple& tuple) const { return parts_->last(host, tuple); }

bool Truth::unsettled(const Host& a, const Host& b, const Tuple& tuple_at_a) const {
  return last(a, tuple_at_a) != State::established ||
         last(b, tuple_at_a.reversed()) != State::established;
}

void Truth::forget() {
  const std::lock_guard lock(parts_->mutex);
  parts_->hosts.clear();
}

}  // namespace wirelab::lessons
