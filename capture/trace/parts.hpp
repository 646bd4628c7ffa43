#pragma once

#include "capture/decode/fragments.hpp"
#include "capture/decode/layers.hpp"
#include "capture/trace/arrival.hpp"
#include "capture/trace/call_log.hpp"
#include "capture/trace/conversations.hpp"
#include "capture/trace/fate_log.hpp"
#include "capture/trace/frame_log.hpp"
#include "capture/trace/kernel_log.hpp"
#include "capture/trace/listeners.hpp"
#include "capture/trace/repeats.hpp"
#include "capture/trace/replay.hpp"
#include "capture/trace/routed_ends.hpp"
#include "capture/trace/run_log.hpp"
#include "capture/trace/scene_log.hpp"
#include "capture/trace/station.hpp"
#include "capture/trace/trace.hpp"
#include "capture/verdicts/judge.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wirelab {

// "client" of "client.eth0".
inline std::string_view host_of_port(std::string_view interface) {
  return interface.substr(0, interface.rfind('.'));
}

// What a Trace is made of. frames.cpp takes up frames, notes.cpp notes.
struct Trace::Parts {
  // A duplicate ACK: the how-maniest, and of which frame (index).
  struct DuplicateAck {
    std::uint32_t frame = 0;
    std::uint32_t number = 0;
    std::uint32_t of = 0;
  };
  // Up to this frame (index), exclusive, relative numbers were counted from another base.
  struct Rebase {
    std::uint32_t frame = 0;
    std::uint32_t base_before = 0;
  };

  bool run = false;
  bool ended = false;
  std::string fault;
  bool has_frame = false, has_item = false;
  Time begin = 0, end = 0;

  std::vector<Interface> interfaces;
  std::unordered_map<std::string, std::uint32_t> segments;  // names, interned
  std::unordered_set<std::string> ports;                    // of hosts, by port_key()

  SceneLog scenes;
  FrameLog frames;
  StationLog stations;
  decode::Fragments fragments;
  Conversations conversations;
  std::array<Arrival, 32> arrivals;  // of the batch that is being taken up
  RunLog run_log{conversations};
  RoutedEnds routed_ends;
  Column<DuplicateAck> duplicate_acks;                             // in the order of their frames
  std::unordered_map<std::uint64_t, std::vector<Rebase>> rebases;  // by stream * 2 + side
  std::uint64_t tcp_frames = 0, wire_bytes = 0;
  std::vector<std::uint64_t> other_frames;  // without TCP, by protocol
  std::array<std::uint64_t, verdict_count> verdict_totals{};
  // Of the connection that was last asked for its transitions.
  std::optional<Replay> replay;
  Repeats repeats;
  std::uint64_t handed_out = 0;  // see Trace::work()

  FateLog fates;
  KernelLog kernel;
  CallLog calls;
  Listeners listeners;
  std::vector<AskEvent> asks;
  std::vector<ResultEvent> results;
  std::vector<Note> notes;
  bool keeps_notes = true;

  // The first item's time.
  void start(Time time) {
    if (!has_item) begin = end = time;
    has_item = true;
  }
  // Every note goes through here first.
  void pass(Time time) {
    end = std::max(end, time);
    if (run) run_log.expire(time);
  }
  void count(const Frame& frame) {
    end = std::max(end, frame.time);
    wire_bytes += frame.wire_length;
  }
  void add(const Interface& interface);
  void add(std::span<const Frame> batch);
  void add(const Note& note);

  // arrivals.cpp
  std::uint32_t segment_of(std::uint32_t interface);
  void look_at(const Frame& frame, Arrival& arrival);
  Arrival look_deeper(const Frame& frame, std::uint32_t link_type);

  // frames.cpp
  void take(const Frame& frame, const Arrival& arrival);
  bool take_plain(const Frame& frame, const Arrival& arrival);
  template <Side side>
  [[gnu::flatten]] bool take_plain_of(const Frame& frame, const Arrival& arrival);
  void take_tcp(const Frame& frame, const Arrival& arrival);
  void depart(const Frame& frame, const Conversations::Place& place, const tcp::Segment& segment,
              TcpColumns& columns);
  // The host has a port on the segment that this interface is on.
  bool has_port(std::string_view host, std::uint32_t interface) const;
  bool is_forwarded(std::uint32_t stream, Side sender, std::uint32_t interface) const;
  static std::uint8_t shift_of(Flow& flow, Side sender, const tcp::Segment& segment);
  void introduce(const Conversations::Place& place, std::uint32_t interface);
  void end_time_wait_of(Flow& flow, Time now);
  void welcome_by_listener(std::uint32_t stream, Side side);
  Verdicts judge(Flow& flow, const Conversations::Place& place, const tcp::Segment& segment,
                 Time time);
  void note_verdicts(const verdicts::Judgment& judgment);
  void overhear(Flow& flow, const Conversations::Place& place, const tcp::Segment& segment,
                Time time, TcpColumns& columns);
  // The segment as it reached its receiver.
  void deliver(std::size_t frame, const tcp::Segment& segment, Time time);

  // landings.cpp
  void land(std::size_t frame, const Fate& fate, const Note& note);
  std::optional<tcp::Segment> arrived(std::size_t frame, const Fate& fate, const Note& note);
  std::optional<tcp::Segment> segment_in(Bytes bytes, std::size_t frame, std::string_view port);
  bool reaches_its_host(std::size_t frame, std::string_view to) const;
  bool ends_here(std::size_t frame, std::string_view to) const;

  // frame_rows.cpp
  Connection connection(std::uint32_t stream) const;
  SideInfo side_info(const Flow& flow, Side side, std::uint32_t scene) const;
  std::uint32_t relative(std::uint32_t stream, Side side, std::size_t frame,
                         std::uint32_t raw) const;
  const DuplicateAck* duplicate_ack(std::size_t frame) const;

  const TransitionLog& log(std::uint32_t stream, Side side);
  // An end as it stands at the end of what is known.
  const tcp::Endpoint& endpoint(std::uint32_t stream, Side side) const {
    const auto kept = routed_ends.end(stream, side);
    return conversations.flow(kept.stream).end(kept.side);
  }

  // notes.cpp
  void add_step(const Note& note);
  void add_fate(const Note& note);
  void add_call(const Note& note);
  void add_return(const Note& note);
  void tell_endpoint(const CallEvent& call, tcp::Call what, Time time);
  void close_listeners(const std::vector<Listeners::Acceptor>& acceptors, Time time);
  void add_ask(const Note& note);
  void add_result(const Note& note);
  void add_other(const Note& note);
};

}  // namespace wirelab
