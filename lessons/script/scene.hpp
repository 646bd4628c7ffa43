#pragma once

#include "lessons/script/happenings.hpp"
#include "lessons/script/process.hpp"
#include "lessons/script/program.hpp"
#include "lessons/script/socket.hpp"
#include "lessons/script/turn.hpp"
#include "lessons/testbed/host/bench.hpp"
#include "lessons/testbed/recording/recorder.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// What a script is written with: programs on hosts, orders to the wire, waits for what happens,
// questions and checks. Frames are named as in a rule: "from client syn nth 2".
class Scene {
 public:
  struct Surroundings {
    Bench& bench;
    Recorder& recorder;
    Truth& truth;
    Happenings& happenings;
    Wire& wire;
    Programs& programs;
    std::atomic<std::int64_t>& calls;
    TurnMode& turns;
    std::uint64_t seed = 1;
    bool patient = false;
  };
  explicit Scene(const Surroundings& around) : around_(around) {}

  Host& host(std::string_view name);
  // A program named as its host is, unless it has a name of its own ("second server").
  Program& program(std::string_view host, std::string_view name = "");
  // Any program, as a process of its own that passes the gate: {"curl", "http://server/"}. No such
  // host, or a name that runs already, fails the step; what is not there ends with 127.
  Process start(const std::string& host, const std::string& name,
                const std::vector<std::string>& argv);
  // Changes a sysctl of a host: "net.ipv4.tcp_fin_timeout". One that this kernel has not, or does
  // not take, fails the step.
  void set(std::string_view host, const std::string& sysctl, const std::string& value);

  void rule(std::string_view text);
  void release_all();
  // This frame alone goes on; what else is held stays.
  void release(const Sighting& frame);
  // Keeps a copy of the first such frame in the hand; replay() sends it.
  void keep(std::string_view match);
  void replay(const Sighting& frame);
  // A frame that is the learner's to decide about. To be made before the frame can be sent.
  Turn turn(std::string id, std::string match, Verb usual);

  // Wait for the nth such frame (the first if no nth is given); for its fate; for the end of all
  // that is under way.
  Sighting frame(std::string_view match);
  // The receiver's state right after it.
  tcp::State delivered(const Sighting& frame, int copy = 1);
  void held(const Sighting& frame);
  void settle();
  std::vector<Sighting> frames(std::string_view match) const;
  std::size_t count(std::string_view match) const { return frames(match).size(); }
  // The same in the order in which they reached the other host; a copy counts again.
  std::vector<Sighting> arrivals(std::string_view match) const;
  void until(const std::function<bool()>& holds, const std::string& awaited);

  // The kernel, read now; what is news is noted.
  std::optional<SocketReading> kernel(Host& host, const Tuple& tuple,
                                      Transport transport = Transport::tcp);
  tcp::State state(Host& host, const Tuple& tuple);
  // Waits until a timer of the kernel has brought the socket there.
  void until_state(Host& host, const Tuple& tuple, tcp::State wanted,
                   Time patience = Happenings::usual_patience);
  // How many frames somebody has laid a hand on: held, dropped, delayed, duplicated, corrupted.
  std::size_t touched() const;
  // The same over all steps played so far, this one too; of several runs of a step the fewest
  // count.
  struct Score {
    std::size_t frames = 0, steps = 0;
  };
  Score score(const std::string& step);
  // What a host has counted since it was made: "ListenOverflows", "Udp.NoPorts". A counter that
  // nobody watches fails the step.
  std::int64_t counter(std::string_view host, std::string_view name);
  // From now on neighbours and routes of every host, and the MAC tables of switches, are noted when
  // they change.
  void watch_tables() { around_.truth.watch_tables(true); }

  // Of several connections the one that the step is about, as its opener sees it: in focus from now
  // on, until a learner looks at another.
  void focus(const Tuple& opener);
  // The playhead will wait here: before this frame has reached the hand; or now.
  void ask(const std::string& id, const Sighting& frame);
  void ask(const std::string& id);
  void answer(const std::string& id, const std::string& option);
  void fact(const std::string& name, const std::string& value);
  void check(const std::string& id, const std::string& expected, const std::string& actual);

  // Of the run: what a script draws by lot is the same with the same seed.
  std::uint64_t seed() const { return around_.seed; }
  // This run is recorded to be shipped: a script may wait for what takes a minute, and what no
  // answer, check or fact depends on.
  bool patient() const { return around_.patient; }

  bool passed() const { return failed_.empty(); }
  const std::vector<std::string>& failed() const { return failed_; }
  // After the wire is cut: frees what blocks and closes every socket.
  void end();

 private:
  Surroundings around_;
  std::vector<std::unique_ptr<Program>> programs_;
  std::vector<std::string> failed_;  // one sentence a check
};

}  // namespace wirelab::lessons
