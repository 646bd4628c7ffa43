#include "lessons/testbed/wire/wire.hpp"

#include "lessons/testbed/recording/notes.hpp"
#include "lessons/testbed/wire/wire_port.hpp"

#include <poll.h>

#include <algorithm>

namespace wirelab::lessons {
namespace {

// Around frames that change no state, the kernel is read at most this often a
// connection.
constexpr Time reading_pace = 5'000'000;
// A flood of connections must not fill the memory: who is forgotten is read once more.
constexpr std::size_t most_last_reads = 8192;

std::chrono::system_clock::time_point moment(Time time) {
  return std::chrono::system_clock::time_point(std::chrono::nanoseconds(time));
}

}  // namespace

Wire::Wire(Bench& bench, const Surroundings& around)
    : bench_(bench), around_(around), whereabouts_(bench.topology()), hand_(around.seed) {
  const auto& segments = bench.topology().segments;
  std::vector<std::vector<std::size_t>> ports_on(segments.size());
  for (std::size_t i = 0; i < bench.ports().size(); ++i) {
    const Port& port = bench.ports()[i];
    auto thread = std::make_unique<PortThread>();
    thread->lane = around_.recorder.open_lane(port.name(), segments[port.segment()].name,
                                              [flag = thread->flag] { flag->raise(); });
    thread->interface = around_.recorder.interface_of(thread->lane);
    ports_.push_back(std::move(thread));
    ports_on[port.segment()].push_back(i);
  }
  for (const SegmentPlan& segment : segments) delays_.push_back(segment.delay);
  for (std::size_t i = 0; i < segments.size(); ++i)
    media_.emplace_back(segments[i].kind, std::move(ports_on[i]), segments[i].ageing);
  counters_.resize(segments.size());
  medium_locks_.resize(segments.size());
  storms_.resize(segments.size());
  tables_told_.resize(segments.size());
  carrier_ = std::thread([this] { carry(); });
  for (std::size_t i = 0; i < ports_.size(); ++i)
    ports_[i]->thread = std::thread([this, i] { listen(i); });
}

Wire::~Wire() { cut(); }

void Wire::cut() {
  {
    const std::lock_guard lock(mutex_);
    if (cut_.exchange(true)) return;
  }
  changed_.notify_all();
  for (const auto& port : ports_) port->flag->raise();
  for (const auto& port : ports_) {
    port->thread.join();
    around_.recorder.close_lane(port->lane);
  }
  carrier_.join();
}

void Wire::listen(std::size_t index) {
  Port& port = bench_.ports()[index];
  PortThread& mine = *ports_[index];
  const auto take = [this, index](Time sent, std::span<const std::uint8_t> bytes,
                                  std::uint32_t length) { take_in(index, sent, bytes, length); };
  pollfd waits[] = {{port.descriptor(), POLLIN, 0}, {mine.flag->descriptor(), POLLIN, 0}};
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (cut_) return;
      mine.at_once = delays_[port.segment()] == 0;
      hands_off_ = hand_.is_idle();
    }
    const Time looked = now();
    const int came = port.dispatch(take);
    pass_gathered(index);
    if (came > 0) continue;
    around_.recorder.drained(mine.lane, looked);
    {
      const std::lock_guard lock(mutex_);
      mine.looked = looked;
      if (mine.awaited > 0) changed_.notify_all();
      if (looked >= mine.awaited) mine.awaited = 0;
    }
    poll(waits, 2, -1);
    // Lowered before the look that it asks for.
    if (waits[1].revents != 0) mine.flag->lower();
  }
}

void Wire::take_in(std::size_t from, Time sent, std::span<const std::uint8_t> bytes,
                   std::uint32_t length) {
  if (cut_) return;
  PortThread& mine = *ports_[from];
  const std::size_t sender = bench_.ports()[from].host_number();
  Flight flight{.sent = sent, .from = from, .segment = bench_.ports()[from].segment()};
  flight.glimpse = glimpse(bytes);
  flight.hosts = whereabouts_.of(sender, flight.segment, bytes, flight.glimpse);
  flight.number = ++around_.frames;
  ++counters_[flight.segment].seen;
  const Reading reading = reading_of(flight, mine);
  if (reading == Reading::none && gather(flight, bytes, length)) return;
  pass_gathered(from);
  if (StormWatch::is_of_interest(bytes)) watch_for_storm(flight, bytes);
  around_.recorder.frame(mine.lane, {.time = sent,
                                     .number = flight.number,
                                     .wire_length = length,
                                     .bytes = {bytes.begin(), bytes.end()}});
  if (flight.glimpse.changes_state()) ++state_changes_;
  // On the segments after the first one its sender's state is read no more.
  if (reading != Reading::none && flight.hosts.source == sender)
    around_.truth.read_around(bench_.hosts()[sender], flight.glimpse, true, "sent", flight.number,
                              true);
  if (reading == Reading::due) remember_reading(flight, mine);
  around_.watcher.seen(sighting(flight));
  if (mine.at_once && hands_off_ && mine.under_way == 0 && reading != Reading::must)
    return carry_straight(flight, bytes, reading == Reading::due);
  flight.bytes.assign(bytes.begin(), bytes.end());
  const std::lock_guard lock(mutex_);
  enter(std::move(flight));
}

Host* Wire::host_numbered(std::size_t number) const {
  return number < bench_.hosts().size() ? &bench_.hosts()[number] : nullptr;
}

bool Wire::reads(const Flight& flight, bool arrives) {
  const Host* sender = host_numbered(flight.hosts.source);
  const Host* receiver = host_numbered(flight.hosts.destination);
  const bool must =
      read_every_ || flight.changed || flight.glimpse.changes_state() ||
      (flight.glimpse.tcp() &&
       (!sender || !receiver || around_.truth.unsettled(*sender, *receiver, flight.glimpse.tuple)));
  const std::lock_guard lock(mutex_);
  if (last_read_.size() >= most_last_reads) last_read_.clear();
  Time& last = last_read_[connection_hash(flight.glimpse.tuple) + (arrives ? 1 : 0)];
  const Time present = now();
  if (!must && present - last < reading_pace) return false;
  last = present;
  return true;
}

// Called with the lock held.
void Wire::put(Time due, Leg leg) {
  const std::pair key{due, order_++};
  ++ports_[leg.flight->from]->under_way;
  backlog_.grow(leg_bytes);
  legs_.emplace(key, std::move(leg));
  changed_.notify_all();
}

void Wire::carry() {
  std::unique_lock lock(mutex_);
  while (!cut_) {
    if (legs_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const Time due = legs_.begin()->first.first;
    if (due > now()) {
      changed_.wait_until(lock, moment(due));
      continue;
    }
    Leg leg = std::move(legs_.extract(legs_.begin()).mapped());
    backlog_.shrink(leg_bytes);
    const std::size_t from = leg.flight->from;
    if (leg.to_hand) {
      at_hand(std::move(leg));
      --ports_[from]->under_way;
      changed_.notify_all();  // who waits until nothing is under way
      continue;
    }
    carrying_ = true;
    lock.unlock();
    const bool read = deliver(leg);
    lock.lock();
    if (read) {
      // What the receiver sent in answer gets its number before anything else
      // is delivered: so the numbers of two ports depend on the order of
      // deliveries, not on whose thread was faster.
      const Time asked = now();
      ports_[leg.to]->await_look(asked);
      changed_.wait(lock, [&] { return cut_ || has_looked(leg.to, asked); });
    }
    --ports_[from]->under_way;
    carrying_ = false;
    changed_.notify_all();
  }
}

// Called with the lock held, by every order.
void Wire::say_decision(std::string action, std::string text, const std::string& by, int rule) {
  hands_off_ = false;
  around_.recorder.note(wire_note(std::move(action), std::move(text), by, rule));
}

bool Wire::has_looked(std::size_t port, Time since) const { return ports_[port]->looked >= since; }

bool Wire::settle(Time deadline, const std::stop_token& stop) {
  // Wakes us; outlives the lock, which it takes.
  const std::stop_callback stopped(stop, [this] {
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
  });
  std::unique_lock lock(mutex_);
  const auto over = [&] { return cut_ || stop.stop_requested(); };
  const auto wait = [&](auto ready) {
    return changed_.wait_until(lock, moment(deadline), [&] { return over() || ready(); }) &&
           !over();
  };
  const auto empty = [this] { return legs_.empty() && !carrying_; };
  std::uint64_t frames = 0;
  do {
    if (!wait(empty)) return false;
    frames = around_.frames;
    // An answer may lie in a port that has not looked yet.
    const Time asked = now();
    for (const auto& port : ports_) port->await_look(asked);
    const auto looked = [&] {
      return std::all_of(ports_.begin(), ports_.end(),
                         [&](const auto& port) { return port->looked >= asked; });
    };
    if (!wait(looked)) return false;
  } while (!empty() || frames != around_.frames);
  return true;
}

}  // namespace wirelab::lessons
