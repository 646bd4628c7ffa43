#pragma once

#include "capture/findings/summary.hpp"
#include "capture/trace/trace.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <vector>

namespace wirelab::findings {

// Follows one connection frame by frame.
class ConnectionSurvey {
 public:
  // `found_older`: as Connection::found_older.
  ConnectionSurvey(const TcpRow& first, bool found_older);
  void see(const TcpRow& row);
  // How it went until this time.
  ConnectionSummary summary(Time watched_until) const;

 private:
  struct Way {
    bool has_data = false;
    std::uint32_t data_end = 0;
    bool has_ack = false;
    std::uint32_t highest_ack = 0;
    std::uint64_t repeats = 0;  // since the peer was last heard
    Mark first_repeat, last_repeat;
    bool syn = false, syn_ack = false;
    Mark stalled;
  };
  void count(const TcpRow& row);
  void see_opening(const TcpRow& row);
  void see_ending(const TcpRow& row);
  void see_window(const TcpRow& row);
  void see_tail(const TcpRow& row);
  static void end_stall(ConnectionSummary& summary, Mark& stalled, Side receiver, const Mark& end);
  Opening opening() const;
  Ending ending(const ConnectionSummary& summary) const;

  ConnectionSummary summary_;
  Way ways_[2];
  bool acknowledged_ = false;  // an ACK without SYN was seen
};

// Follows all connections of a trace that grows.
class Survey {
 public:
  // Takes up the frames that came since the last call, at most `most`. True while there are more.
  // `touched` hears of each one's stream.
  using Touched = std::function<void(std::uint32_t stream)>;
  bool catch_up(const Trace& trace, std::size_t most = std::numeric_limits<std::size_t>::max(),
                const Touched& touched = {});
  std::size_t seen() const { return seen_; }  // frames

  std::size_t size() const { return connections_.size(); }
  ConnectionSummary summary(std::uint32_t stream) const {
    return connections_[stream].summary(end_);
  }
  // In the order of the streams; index = stream.
  std::vector<ConnectionSummary> summaries() const;

 private:
  std::deque<ConnectionSurvey> connections_;  // index = stream
  std::size_t seen_ = 0;                      // frames
  Time end_ = 0;                              // of the trace by then
};

// All connections of a trace, in the order of their streams; index = stream.
std::vector<ConnectionSummary> summarize(const Trace& trace);

}  // namespace wirelab::findings
