#include "lessons/testbed/truth/known_sockets.hpp"

#include "lessons/testbed/recording/note_sink.hpp"
#include "lessons/testbed/truth/passed_states.hpp"

#include <tuple>
#include <utility>

namespace wirelab::lessons {
namespace {

using tcp::State;

// On the tick, queues and timers of one socket are told this often at most; its state always.
constexpr Time smallest_pause = 200'000'000;
constexpr std::size_t most_sockets = 65536;

// A listener answered: the socket asked for does not exist, but a segment for it would find
// somebody.
bool is_listener_for(const SocketReading& reading, const Tuple& asked) {
  return reading.listens() && asked.remote_port != 0;
}

// Time left and round-trip time differ at every look, and are no news.
auto news_of(const SocketReading& reading) {
  return std::tie(reading.timer, reading.receive_queue, reading.send_queue, reading.rto_ns,
                  reading.retransmits, reading.retransmitting, reading.backoff, reading.probes,
                  reading.unacked, reading.lost, reading.sacked, reading.cwnd, reading.ssthresh,
                  reading.send_window, reading.receive_window, reading.mss, reading.congestion,
                  reading.memory.receive_buffer, reading.memory.send_buffer, reading.memory.drops);
}

// A count that was not made this time is no news.
bool differs(const SocketReading& before, const SocketReading& after) {
  const bool counted = before.syn_queue >= 0 && after.syn_queue >= 0;
  return news_of(before) != news_of(after) || (counted && before.syn_queue != after.syn_queue);
}

// Of a tuple that is in use again. A listener that answered first is not the connection's socket;
// sockets without a peer may share a tuple (SO_REUSEPORT).
bool is_another(const SocketReading& before, const SocketReading& after) {
  return after.tuple.remote_port != 0 && before.cookie != 0 && after.cookie != 0 &&
         before.cookie != after.cookie && before.listens() == after.listens();
}

}  // namespace

KnownSockets::Notes KnownSockets::compare(Transport transport, const Tuple& tuple,
                                          const std::optional<SocketReading>& reading,
                                          const Occasion& occasion, bool always) {
  Sockets& sockets = of(transport);
  const auto found = sockets.find(tuple);
  const bool known = found != sockets.end() && !found->second.gone;
  bool exists = reading.has_value();
  if (reading && is_listener_for(*reading, tuple)) {
    // The connection's own socket is no more, or there never was one and the port waits for it.
    const State before = known ? found->second.reading.state : State::unknown;
    exists = (before == State::unknown && found == sockets.end()) || before == State::listen ||
             before == State::syn_received;
  }
  if (exists) {
    Known& place = found == sockets.end() ? sockets[tuple] : found->second;
    return seen(place, tuple, *reading, occasion, always);
  }
  if (!known) return {};
  found->second = {};
  found->second.gone = true;
  return {gone_note(host_, transport, tuple, occasion)};
}

KnownSockets::Notes KnownSockets::seen(Known& known, const Tuple& tuple,
                                       const SocketReading& reading, const Occasion& occasion,
                                       bool always) {
  const bool first = known.noted == 0 || known.gone;
  Notes notes;
  if (!first) notes = change(known, tuple, reading, occasion);
  const bool same_state = !first && notes.empty() && known.reading.state == reading.state;
  const bool due = occasion.moment != "tick" || now() - known.noted > smallest_pause;
  if (same_state && !always && !(due && differs(known.reading, reading))) return notes;
  Note note = read_note(host_, tuple, reading, occasion);
  if (same_state)
    note = without_the_known(std::move(note), read_note(host_, tuple, known.reading, occasion));
  notes.push_back(std::move(note));
  known.passive = known.passive || reading.listens() || reading.is_request();
  known.reading = reading;
  known.gone = false;
  known.noted = notes.back().time;
  return notes;
}

// The states that were passed since, or the end of another socket that had this tuple.
KnownSockets::Notes KnownSockets::change(const Known& known, const Tuple& tuple,
                                         const SocketReading& reading,
                                         const Occasion& occasion) const {
  if (is_another(known.reading, reading))
    return {gone_note(host_, reading.transport, tuple, occasion)};
  if (known.reading.state == reading.state) return {};
  const auto way = passed_states(known.reading.state, reading.state, known.passive);
  if (!way) return {gone_note(host_, reading.transport, tuple, occasion)};
  Notes notes;
  for (const State state : *way) notes.push_back(passed_note(host_, tuple, state, occasion));
  return notes;
}

std::vector<Tuple> KnownSockets::missing(Transport transport,
                                         const std::vector<SocketReading>& shown) {
  Sockets& sockets = of(transport);
  // Only after a flood is it worth forgetting that a connection has ended.
  if (sockets.size() > most_sockets)
    std::erase_if(sockets, [](const auto& entry) { return entry.second.gone; });
  std::unordered_set<Tuple, TupleHash> tuples;
  std::unordered_set<std::uint64_t> cookies;
  for (const SocketReading& reading : shown) {
    tuples.insert(reading.tuple);
    if (reading.cookie != 0) cookies.insert(reading.cookie);
  }
  std::erase_if(sockets, [&](const auto& entry) {
    const auto& [tuple, known] = entry;
    return tuple.remote_port == 0 && !known.gone && !tuples.contains(tuple) &&
           cookies.contains(known.reading.cookie);
  });
  std::vector<Tuple> missing;
  for (const auto& [tuple, known] : sockets)
    if (!known.gone && !tuples.contains(tuple)) missing.push_back(tuple);
  return missing;
}

State KnownSockets::last(const Tuple& tuple) const {
  const auto found = tcp_.find(tuple);
  if (found == tcp_.end()) return State::unknown;
  return found->second.gone ? State::closed : found->second.reading.state;
}

bool KnownSockets::is_passive(const Tuple& tuple) const {
  const auto found = tcp_.find(tuple);
  return found != tcp_.end() && found->second.passive;
}

}  // namespace wirelab::lessons
