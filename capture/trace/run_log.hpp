#pragma once

#include "capture/trace/busy_log.hpp"
#include "capture/trace/conversations.hpp"
#include "capture/trace/transition_log.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <vector>

namespace wirelab {

// What a run tells of its connections beside their frames. Sending and arriving are two moments
// there, calls and the clock act too, so each end's transitions are written down as they happen.
class RunLog {
 public:
  explicit RunLog(Conversations& conversations) : conversations_(conversations) {}

  // A step of the machine: the endpoint and its log. `by_segment`: a segment made it, not a call or
  // the clock.
  void apply(std::uint32_t stream, Side side, const tcp::Step& step, std::uint64_t frame, Time time,
             bool by_segment);
  // Ends TIME-WAIT and orphans' FIN-WAIT-2 whose time is up by now.
  void expire(Time now);
  // A new scene: what was before it is not waited for.
  void separate() { deadlines_ = {}; }

  const TransitionLog& log(std::uint32_t stream, Side side) const;
  BusyLog& busy(std::uint32_t stream) { return connection(stream).busy; }
  bool busy_at(std::uint32_t stream, Time time) const;

 private:
  struct End {
    TransitionLog log;
    Time last_segment = 0;       // sent or received
    bool timer_running = false;  // TIME-WAIT or an orphan's FIN-WAIT-2 is being waited for
  };
  struct Ends {
    End sides[2];  // index: Side
    BusyLog busy;
  };
  struct Deadline {
    Time time = 0;
    std::uint32_t stream = 0;
    Side side = Side::opener;
    bool operator>(const Deadline& other) const { return time > other.time; }
  };
  Ends& connection(std::uint32_t stream);
  End& end(std::uint32_t stream, Side side) {
    return connection(stream).sides[static_cast<int>(side)];
  }
  void start_timer(std::uint32_t stream, Side side);

  Conversations& conversations_;
  std::deque<Ends> connections_;  // index: stream
  std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> deadlines_;
};

}  // namespace wirelab
