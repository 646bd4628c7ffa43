#pragma once

#include "capture/trace/flow.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <span>
#include <vector>

namespace wirelab {

// All connections of a recording with both of their endpoints.
class Conversations {
 public:
  // Where a segment belongs.
  struct Place {
    std::uint32_t stream = 0;
    Side sender = Side::opener;
    bool opened = false;      // the connection is new with this segment
    bool reopens = false;     // and takes the place of an older one of the same ports
    std::uint32_t older = 0;  // that one's stream, if `reopens`
  };
  // Finds the connection, or opens it.
  Place place(const Party& source, const Party& destination, std::uint32_t segment,
              const tcp::Segment& tcp);

  std::span<const Connection> all() const { return connections_; }
  Connection& connection(std::uint32_t stream) { return connections_[stream]; }
  Flow& flow(std::uint32_t stream) { return flows_[stream]; }
  const Flow& flow(std::uint32_t stream) const { return flows_[stream]; }

  // A step of the machine: the endpoint and its log. `by_segment`: a segment made it, not a call or
  // the clock.
  void apply(std::uint32_t stream, Side side, const tcp::Step& step, std::uint64_t frame, Time time,
             bool by_segment);
  // A SYN opens another connection, but its receiver may not have given up the one before
  // (half-open connections, RFC 9293 section 3.5.1): its endpoint goes on as it is.
  void carry_over(const Place& place, std::uint64_t frame, Time time);
  // Ends TIME-WAIT and orphans' FIN-WAIT-2 whose time is up by now.
  void expire(Time now);
  // A new scene: old connections stay as they are and are not continued.
  void separate();

 private:
  struct Deadline {
    Time time = 0;
    std::uint32_t stream = 0;
    Side side = Side::opener;
    bool operator>(const Deadline& other) const { return time > other.time; }
  };
  std::uint32_t open(const Party& opener, const Party& acceptor, std::uint32_t segment);
  void start_timer(std::uint32_t stream, Side side);

  FlowTable table_;
  std::vector<Connection> connections_;
  std::deque<Flow> flows_;
  std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> deadlines_;
};

}  // namespace wirelab
