#pragma once

#include "capture/trace/events.hpp"
#include "lessons/testbed/frame/frame_hosts.hpp"
#include "lessons/testbed/hand/hand.hpp"
#include "lessons/testbed/host/bench.hpp"
#include "lessons/testbed/recording/recorder.hpp"
#include "lessons/testbed/truth/truth.hpp"
#include "lessons/testbed/wire/backlog.hpp"
#include "lessons/testbed/wire/medium.hpp"
#include "lessons/testbed/wire/storm_watch.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace wirelab::lessons {

// A frame that has left its sender.
struct Sighting {
  std::uint64_t number = 0;
  Time sent = 0;
  std::string from, to;  // hosts, see frame_hosts.hpp
  Glimpse glimpse;
  std::string segment;
};

// What became of it.
struct Event {
  std::uint64_t number = 0;
  FateKind fate = FateKind::delivered;
  std::string by;
  int copy = 1;
  Time delay = 0;                             // of delayed
  tcp::State receiver = tcp::State::unknown;  // of delivered: its state right
                                              // after, where it was read
};

// Is told what happens on the wire, from the wire's threads, after the kernel
// was read.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void seen(const Sighting& frame) = 0;
  virtual void befell(const Event& event) = 0;
  // The same of many frames that went straight on.
  virtual void passed(std::span<const Sighting> frames, std::span<const Event> events) {
    for (const Sighting& frame : frames) seen(frame);
    for (const Event& event : events) befell(event);
  }
};

// What went over a segment so far.
struct SegmentAccount {
  std::string segment;
  std::uint64_t seen = 0;       // frames that left a sender, each recorded once
  std::uint64_t delivered = 0;  // to one port each
  std::uint64_t dropped = 0, too_big = 0;
  std::uint64_t missed = 0;      // that the kernel had no room for: they are in no recording
  std::uint64_t duplicated = 0;  // copies that were made
  // Frames and copies that nothing final has befallen: held, kept, delayed, queued, on their way.
  // On a cable: seen + duplicated = delivered + dropped + too_big + under_way.
  std::uint64_t under_way = 0;
};

// What may be done with one frame.
enum class Act : std::uint8_t { release, drop, duplicate, delay, corrupt };

// What joins the ports of a bench, segment by segment. A frame travels half the
// delay, meets the hand once, passes the hub or switch, and travels the other
// half to each port that gets it. A router's copy is a new frame on the next
// segment.
class Wire {
 public:
  struct Surroundings {
    Recorder& recorder;
    Truth& truth;
    Watcher& watcher;
    std::atomic<std::uint64_t>& frames;  // numbered over the whole recording
    std::uint64_t seed = 1;
  };
  Wire(Bench& bench, const Surroundings& around);
  ~Wire();
  // No frame is seen or delivered any more; threads are gone. Idempotent.
  void cut();

  // Each says `wire` in the recording. `by`: hand or script.
  int add_rule(Rule rule, const std::string& by);
  // all, next, a host, a port, the number of a frame: it and all that follow
  // from its sender. `alone`: only the next or this one.
  Outcome hold(const std::string& what, const std::string& by, bool alone = false);
  Outcome act(std::uint64_t number, Act act, const std::string& by, Time delay = 0,
              const std::optional<Edit>& edit = {});
  // The frame waits until `behind` has gone by.
  Outcome reorder(std::uint64_t number, std::uint64_t behind, const std::string& by);
  // The value: its text.
  Result<std::string> remove_rule(int number, const std::string& by);
  void clear_rules(const std::string& by);
  std::vector<std::string> rules();
  // Facts, one a line: frames so far, what is held, the rules.
  std::vector<std::string> status();
  // Of rules that name none themselves.
  void set_seed(std::uint64_t seed, const std::string& by);
  // One way, for frames that are sent from now on; no segment: of all.
  Outcome set_delay(const std::string& segment, Time delay, const std::string& by);
  // Of what is held, delayed, queued and on its way. What finds no room is dropped, BY=limit.
  BacklogLimit limit();
  void set_limit(const BacklogLimit& limit, const std::string& by);
  // Rules that have matched nothing so far are said, each once.
  void say_unmatched();
  void release_all(const std::string& by);
  // Sends the copy that a `keep` rule kept of this frame.
  Outcome replay(std::uint64_t number, const std::string& by);

  std::vector<SegmentAccount> account();
  // What the switch of a segment has learned.
  std::vector<MacEntry> mac_table(std::size_t segment);
  // Both as notes, a segment each.
  void say_account();
  // What switches have forgotten by now is noted, when tables are watched; the slow tick.
  void age_mac_tables();

  void read_every_frame(bool every) { read_every_ = every; }
  // Waits until nothing is under way; what is held does not count. False: not
  // by this time, cut, or asked to stop waiting.
  bool settle(Time deadline, const std::stop_token& stop = {});

 private:
  struct Flight {
    std::uint64_t number = 0;
    Time sent = 0;
    std::size_t from = 0;  // port
    std::size_t segment = 0;
    FrameHosts hosts;  // whose frame it is and whom it is for
    Glimpse glimpse;
    std::vector<std::uint8_t> bytes;
    bool changed = false;  // on its way: it is not what was sent and recorded any more
  };
  struct Leg {  // half a journey
    std::shared_ptr<const Flight> flight;
    bool to_hand = false;
    std::size_t to = 0;  // port, where it is not to the hand
    int copy = 1;
  };
  static constexpr std::size_t leg_bytes = sizeof(Leg) + 64;  // with its place in a map
  struct PortThread;
  struct Counters {
    std::atomic<std::uint64_t> seen = 0, delivered = 0, dropped = 0, too_big = 0, duplicated = 0;
  };

  void listen(std::size_t port);
  void take_in(std::size_t port, Time sent, std::span<const std::uint8_t> bytes,
               std::uint32_t length);
  void carry();
  void at_hand(Leg leg);
  void apply(Leg leg, const Decision& decision);
  void corrupt(Leg leg, const Decision& decision);
  std::shared_ptr<const Flight> changed_flight(Flight flight);
  void let_follow(const Flight& flight, const std::string& by);
  void say_limit();
  // All that is kept of a frame counts against the limit.
  std::shared_ptr<const Flight> keep(Flight flight);
  void enter(Flight flight);
  void refuse(const Flight& flight, int copy);
  void watch_for_storm(const Flight& flight, std::span<const std::uint8_t> bytes);
  bool on_its_way(std::uint64_t number) const;  // to the hand
  Outcome within_reach(std::uint64_t number) const;
  const Leg& leg_of(std::uint64_t number) const;  // of a frame within reach
  void decide(std::uint64_t number, const Decision& decision);
  bool deliver(const Leg& leg);  // true when the kernel was read around it
  enum class Reading : std::uint8_t { none, due, must };
  Reading reading_of(const Flight& flight, const PortThread& port) const;
  void remember_reading(const Flight& flight, PortThread& port) const;
  bool gather(Flight& flight, std::span<const std::uint8_t> bytes, std::uint32_t length);
  void pass_gathered(std::size_t from);
  void inject_gathered(PortThread& mine);
  void put_gathered(PortThread& mine);
  Sighting sighting(const Flight& flight) const;
  void carry_straight(const Flight& flight, std::span<const std::uint8_t> bytes, bool read);
  std::vector<std::size_t> pass_medium(const Flight& flight, std::span<const std::uint8_t> bytes,
                                       Time present);
  // Into one port; with the kernel read around it.
  void hand_over(const Flight& flight, std::span<const std::uint8_t> bytes, std::size_t to,
                 int copy, bool read);
  bool has_looked(std::size_t port, Time since) const;
  void send_on(Leg leg, Time wait = 0, Time departure = 0);
  void put(Time due, Leg leg);
  bool reads(const Flight& flight, bool arrives);
  Host* host_numbered(std::size_t number) const;  // nullptr for nobody
  std::string only_receiver(const Flight& flight) const;
  void count(std::size_t segment, FateKind fate);
  void say_fate(const Leg& leg, FateKind fate, const Decision& decision, const std::string& to) {
    say_fate(*leg.flight, leg.copy, fate, decision, to);
  }
  void say_fate(const Flight& flight, int copy, FateKind fate, const Decision& decision,
                const std::string& to, Time at = 0, tcp::State receiver = tcp::State::unknown);
  void say_nobody(const Flight& flight, int copy);
  void say_mac_changes(std::size_t segment, std::uint64_t frame, Time present);
  Passing passing(const Flight& flight) const;
  void say_decision(std::string action, std::string text, const std::string& by, int rule = 0);

  Bench& bench_;
  Surroundings around_;
  const Whereabouts whereabouts_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Hand hand_;
  std::vector<Medium> media_;  // a segment each, under its own lock, as are the three next
  mutable std::deque<std::mutex> medium_locks_;
  std::vector<StormWatch> storms_;
  std::vector<char> tables_told_;  // the switch's table was noted, and its changes since
  std::vector<Time> delays_;       // one way, a segment each
  Backlog backlog_;                // outlives the frames that it counts
  std::map<std::pair<Time, std::uint64_t>, Leg> legs_;  // by due time, then in order of arrival
  std::uint64_t order_ = 0;
  std::deque<Counters> counters_;  // a segment each
  std::map<std::uint64_t, Leg> held_, kept_;
  std::set<int> said_unmatched_;
  std::map<std::uint64_t, Time> last_read_;  // by connection, its ends apart
  bool carrying_ = false;
  std::atomic<bool> cut_ = false;
  // The hand wants nothing of any frame. Every order ends it at once, a port's
  // look begins it.
  std::atomic<bool> hands_off_ = false;
  std::atomic<std::uint64_t> state_changes_ = 0;  // frames that can change a state, so far
  std::atomic<bool> read_every_ = false;
  std::vector<std::unique_ptr<PortThread>> ports_;
  std::thread carrier_;
};

}  // namespace wirelab::lessons
