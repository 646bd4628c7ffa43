#include "lessons/testbed/truth.hpp"

#include "lessons/testbed/kernel_note.hpp"
#include "lessons/testbed/passed_states.hpp"

#include <functional>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wirelab::lessons {
namespace {

using tcp::State;

// On the tick, queues and timers of one socket are told this often at most; its state always.
constexpr Time smallest_pause = 200'000'000;
constexpr std::size_t most_sockets = 65536;

struct Key {
  const Host* host = nullptr;
  Tuple tuple;
  bool operator==(const Key&) const = default;
};

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    return TupleHash{}(key.tuple) + std::hash<const Host*>{}(key.host);
  }
};

// What was noted last of a socket.
struct Known {
  SocketReading reading;
  bool passive = false;  // it began at a listener
  Time noted = 0;
};

// A listener answered: the socket asked for does not exist, but a segment for it would find
// somebody.
bool is_listener_for(const SocketReading& reading, const Tuple& asked) {
  return reading.tuple.remote_port == 0 && asked.remote_port != 0;
}

// Time left and round-trip time differ at every look, and are no news.
auto news_of(const SocketReading& reading) {
  return std::tie(reading.timer, reading.receive_queue, reading.send_queue, reading.rto_ns,
                  reading.retransmits, reading.unacked, reading.cwnd, reading.ssthresh,
                  reading.send_window, reading.mss);
}

bool is_request(const SocketReading& reading) {
  return reading.state == State::syn_received && reading.rto_ns < 0;
}

}  // namespace

struct Truth::Parts {
  explicit Parts(NoteSink& to) : sink(to) {}

  using Notes = std::vector<Note>;

  // What follows from asking for one socket, or for nothing that the kernel knew.
  Notes compare(const Host& host, const Tuple& tuple, const std::optional<SocketReading>& reading,
                const Occasion& occasion, bool always);
  Notes seen(Known& known, const Host& host, const Tuple& tuple, const SocketReading& reading,
             const Occasion& occasion, bool always) const;
  // The sockets of a host that a dump should have shown.
  std::vector<Tuple> expected(const Host& host);
  State last(const Host& host, const Tuple& tuple) const;
  void pass_on(Notes notes) const {
    for (Note& note : notes) sink.note(std::move(note));
  }

  NoteSink& sink;
  // Guards `sockets` only. A reading is compared and noted under its host's own lock, so that the
  // notes of a socket stand in the order of its reads.
  mutable std::mutex mutex;
  std::unordered_map<Key, Known, KeyHash> sockets;
};

std::vector<Note> Truth::Parts::compare(const Host& host, const Tuple& tuple,
                                        const std::optional<SocketReading>& reading,
                                        const Occasion& occasion, bool always) {
  const std::lock_guard lock(mutex);
  const auto found = sockets.find({&host, tuple});
  const State before = found == sockets.end() ? State::unknown : found->second.reading.state;
  bool exists = reading.has_value();
  if (reading && is_listener_for(*reading, tuple)) {
    // The connection's own socket is no more, or there never was one and the port waits for it.
    exists = before == State::unknown || before == State::listen || before == State::syn_received;
  }
  if (exists) {
    Known& known = found == sockets.end() ? sockets[{&host, tuple}] : found->second;
    return seen(known, host, tuple, *reading, occasion, always);
  }
  if (before == State::unknown || before == State::closed) return {};
  found->second = {};
  found->second.reading.state = State::closed;
  return {gone_note(host.name(), tuple, occasion)};
}

std::vector<Note> Truth::Parts::seen(Known& known, const Host& host, const Tuple& tuple,
                                     const SocketReading& reading, const Occasion& occasion,
                                     bool always) const {
  const State before = known.reading.state;
  const bool first = known.noted == 0;
  Notes notes;
  if (!first && before != reading.state) {
    const auto way = passed_states(before, reading.state, known.passive);
    if (!way) notes.push_back(gone_note(host.name(), tuple, occasion));
    for (const State state : way.value_or(std::vector<State>{})) {
      notes.push_back(passed_note(host.name(), tuple, state, occasion));
    }
  }
  const bool due = occasion.moment != "tick" || now() - known.noted > smallest_pause;
  if (!first && !always && before == reading.state &&
      !(due && news_of(known.reading) != news_of(reading))) {
    return notes;
  }
  notes.push_back(read_note(host.name(), tuple, reading, occasion));
  known.passive = known.passive || reading.state == State::listen || is_request(reading);
  known.reading = reading;
  known.noted = notes.back().time;
  return notes;
}

std::vector<Tuple> Truth::Parts::expected(const Host& host) {
  const std::lock_guard lock(mutex);
  // Only after a flood is it worth forgetting that a connection has ended.
  if (sockets.size() > most_sockets) {
    std::erase_if(sockets,
                  [](const auto& entry) { return entry.second.reading.state == State::closed; });
  }
  std::vector<Tuple> tuples;
  for (const auto& [key, known] : sockets) {
    if (key.host == &host && known.reading.state != State::closed) {
      tuples.push_back(key.tuple);
    }
  }
  return tuples;
}

State Truth::Parts::last(const Host& host, const Tuple& tuple) const {
  const std::lock_guard lock(mutex);
  const auto found = sockets.find({&host, tuple});
  return found == sockets.end() ? State::unknown : found->second.reading.state;
}

Truth::Truth(NoteSink& sink) : parts_(std::make_unique<Parts>(sink)) {}
Truth::~Truth() = default;

void Truth::read(Host& host, const Tuple& tuple, std::string_view moment, std::uint64_t frame,
                 bool always) {
  const std::lock_guard lock(host.diag_lock());
  parts_->pass_on(parts_->compare(host, tuple, host.diag().read(tuple), {moment, frame}, always));
}

void Truth::dump(Host& host) {
  const Occasion occasion{"tick"};
  const std::lock_guard lock(host.diag_lock());
  std::unordered_set<Tuple, TupleHash> shown;
  for (const SocketReading& reading : host.diag().dump()) {
    shown.insert(reading.tuple);
    parts_->pass_on(parts_->compare(host, reading.tuple, reading, occasion, false));
  }
  for (const Tuple& tuple : parts_->expected(host)) {
    // Asked for alone before it is called gone: a dump walks the table while sockets move in it.
    if (shown.contains(tuple)) continue;
    parts_->pass_on(parts_->compare(host, tuple, host.diag().read(tuple), occasion, false));
  }
}

State Truth::last(const Host& host, const Tuple& tuple) const { return parts_->last(host, tuple); }

bool Truth::unsettled(const Host& a, const Host& b, const Tuple& tuple_at_a) const {
  return last(a, tuple_at_a) != State::established ||
         last(b, tuple_at_a.reversed()) != State::established;
}

void Truth::forget() {
  const std::lock_guard lock(parts_->mutex);
  parts_->sockets.clear();
}

}  // namespace wirelab::lessons
