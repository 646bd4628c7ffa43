#include "lessons/testbed/wire.hpp"

#include "lessons/testbed/event_flag.hpp"
#include "lessons/testbed/notes.hpp"

#include <poll.h>

namespace wirelab::lessons {
namespace {

// Around frames that change no state, the kernel is read at most this often a connection.
constexpr Time reading_pace = 5'000'000;

std::chrono::system_clock::time_point moment(Time time) {
  return std::chrono::system_clock::time_point(std::chrono::nanoseconds(time));
}

}  // namespace

struct Wire::PortThread {
  std::shared_ptr<EventFlag> flag = std::make_shared<EventFlag>();
  std::size_t lane = 0;
  Time looked = 0;  // when it last began to look and found nothing; under the lock
  std::thread thread;
};

Wire::Wire(Bench& bench, const Surroundings& around)
    : bench_(bench), around_(around), half_(bench.plan().delay / 2), hand_(around.seed) {
  for (std::size_t i = 0; i < bench.ports().size(); ++i) {
    auto port = std::make_unique<PortThread>();
    port->lane = around_.recorder.open_lane(bench.ports()[i].name(), bench.plan().segment,
                                            [flag = port->flag] { flag->raise(); });
    ports_.push_back(std::move(port));
  }
  carrier_ = std::thread([this] { carry(); });
  for (std::size_t i = 0; i < ports_.size(); ++i)
    ports_[i]->thread = std::thread([this, i] { listen(i); });
}

Wire::~Wire() { cut(); }

void Wire::cut() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(cut_, true)) return;
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
    }
    mine.flag->lower();
    const Time looked = now();
    if (port.dispatch(take) > 0) continue;
    around_.recorder.drained(mine.lane, looked);
    {
      const std::lock_guard lock(mutex_);
      mine.looked = looked;
      changed_.notify_all();
    }
    poll(waits, 2, -1);
  }
}

void Wire::take_in(std::size_t from, Time sent, std::span<const std::uint8_t> bytes,
                   std::uint32_t length) {
  auto flight = std::make_shared<Flight>();
  flight->sent = sent;
  flight->from = from;
  flight->glimpse = glimpse(bytes);
  flight->bytes.assign(bytes.begin(), bytes.end());
  {
    const std::lock_guard lock(mutex_);
    if (cut_) return;
    flight->number = ++around_.frames;
  }
  around_.recorder.frame(
      ports_[from]->lane,
      {.time = sent, .number = flight->number, .wire_length = length, .bytes = flight->bytes});
  if (reads(*flight))
    around_.truth.read(bench_.hosts()[from], flight->glimpse.tuple, "sent", flight->number, true);
  around_.watcher.seen({.number = flight->number,
                        .sent = sent,
                        .from = bench_.hosts()[from].name(),
                        .to = bench_.hosts()[other(from)].name(),
                        .glimpse = flight->glimpse});
  const std::lock_guard lock(mutex_);
  put(sent + half_, {.flight = std::move(flight), .to_hand = true});
}

bool Wire::reads(const Flight& flight) {
  if (!flight.glimpse.tcp()) return false;
  auto& hosts = bench_.hosts();
  const bool must =
      flight.glimpse.changes_state() || read_every_ ||
      around_.truth.unsettled(hosts[flight.from], hosts[other(flight.from)], flight.glimpse.tuple);
  const std::lock_guard lock(mutex_);
  Time& last = last_read_[connection_hash(flight.glimpse.tuple)];
  const Time present = now();
  if (!must && present - last < reading_pace) return false;
  last = present;
  return true;
}

// Called with the lock held.
void Wire::put(Time due, Leg leg) {
  const std::pair key{due, order_++};
  legs_.emplace(key, std::move(leg));
  changed_.notify_all();
}

void Wire::send_on(Leg leg, Time wait) {
  leg.to_hand = false;
  put(now() + wait + half_, std::move(leg));
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
    if (leg.to_hand) {
      at_hand(std::move(leg));
      continue;
    }
    carrying_ = true;
    lock.unlock();
    const bool read = deliver(leg);
    lock.lock();
    if (read) {
      // What the receiver sent in answer gets its number before anything else is delivered: so the
      // numbers of two ports depend on the order of deliveries, not on whose thread was faster.
      const std::size_t receiver = other(leg.flight->from);
      const Time asked = now();
      ports_[receiver]->flag->raise();
      changed_.wait(lock, [&] { return cut_ || has_looked(receiver, asked); });
    }
    carrying_ = false;
    changed_.notify_all();
  }
}

// Called with the lock held, as is all that decides.
void Wire::at_hand(Leg leg) {
  const Flight& flight = *leg.flight;
  const Decision decision = hand_.meet(flight.number, bench_.hosts()[flight.from].name(),
                                       bench_.hosts()[other(flight.from)].name(), flight.glimpse);
  apply(std::move(leg), decision);
}

void Wire::apply(Leg leg, const Decision& decision) {
  const std::uint64_t number = leg.flight->number;
  switch (decision.verb) {
    case Verb::pass:
      if (!decision.by.empty()) say_fate(leg, FateKind::released, decision);
      return send_on(std::move(leg));
    case Verb::hold:
      say_fate(leg, FateKind::held, decision);
      held_.insert_or_assign(number, std::move(leg));
      return;
    case Verb::lose:
    case Verb::drop: return say_fate(leg, FateKind::dropped, decision);
    case Verb::delay:
      say_fate(leg, FateKind::delayed, decision);
      return send_on(std::move(leg), decision.delay);
    case Verb::corrupt:
      say_fate(leg, FateKind::corrupted, decision);
      leg.corrupt = true;
      return send_on(std::move(leg));
    case Verb::duplicate:
    case Verb::keep: {
      say_fate(leg, FateKind::duplicated, decision);
      Leg copy = leg;
      copy.copy = 2;
      send_on(std::move(leg));
      if (decision.verb == Verb::keep)
        kept_.insert_or_assign(number, std::move(copy));
      else
        send_on(std::move(copy));
    }
  }
}

bool Wire::deliver(const Leg& leg) {
  const Flight& flight = *leg.flight;
  Host& sender = bench_.hosts()[flight.from];
  Host& receiver = bench_.hosts()[other(flight.from)];
  Port& port = bench_.ports()[other(flight.from)];
  const Tuple& tuple = flight.glimpse.tuple;
  const bool read = reads(flight);
  if (read) {
    around_.truth.read(sender, tuple, "tick", 0, false);
    around_.truth.read(receiver, tuple.reversed(), "tick", 0, false);
  }
  std::vector<std::uint8_t> bytes = flight.bytes;
  if (leg.corrupt && !bytes.empty())
    bytes.back() ^= 1;  // the last byte is payload or option: the checksum tells
  const Time at = now();
  const Injected injected = port.inject(bytes);
  const FateKind fate = injected == Injected::delivered ? FateKind::delivered
                        : injected == Injected::too_big ? FateKind::too_big
                                                        : FateKind::dropped;
  tcp::State after = tcp::State::unknown;
  if (read) {
    around_.truth.read(receiver, tuple.reversed(), "delivered", flight.number, true);
    after = around_.truth.last(receiver, tuple.reversed());
  }
  say_fate(leg, fate, {.by = "wire"}, at, after);
  return read;
}

void Wire::say_fate(const Leg& leg, FateKind fate, const Decision& decision, Time at,
                    tcp::State receiver) {
  const Flight& flight = *leg.flight;
  around_.recorder.note(fate_note({.time = at ? at : now(),
                                   .frame = flight.number,
                                   .fate = fate,
                                   .to = bench_.ports()[other(flight.from)].name(),
                                   .by = decision.by,
                                   .rule = decision.rule,
                                   .delay = decision.delay,
                                   .copy = leg.copy}));
  around_.watcher.befell({.number = flight.number,
                          .fate = fate,
                          .by = decision.by,
                          .copy = leg.copy,
                          .delay = decision.delay,
                          .receiver = receiver});
}

void Wire::say_decision(std::string action, std::string text, const std::string& by, int rule) {
  around_.recorder.note(wire_note(std::move(action), std::move(text), by, rule));
}

bool Wire::has_looked(std::size_t port, Time since) const { return ports_[port]->looked >= since; }

bool Wire::settle(Time deadline) {
  std::unique_lock lock(mutex_);
  const auto wait = [&](auto ready) {
    return changed_.wait_until(lock, moment(deadline), [&] { return cut_ || ready(); }) && !cut_;
  };
  const auto empty = [this] { return legs_.empty() && !carrying_; };
  do {
    if (!wait(empty)) return false;
    // An answer may lie in a port that has not looked yet.
    const Time asked = now();
    for (const auto& port : ports_) port->flag->raise();
    const auto looked = [&] { return has_looked(0, asked) && has_looked(1, asked); };
    if (!wait(looked)) return false;
  } while (!empty());
  return true;
}

}  // namespace wirelab::lessons
