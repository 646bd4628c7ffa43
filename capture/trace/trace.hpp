#pragma once

#include "capture/recording/item.hpp"
#include "capture/trace/connection.hpp"
#include "capture/trace/events.hpp"
#include "capture/trace/frame_row.hpp"
#include "capture/trace/sent_bytes.hpp"
#include "capture/trace/totals.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab {

// How much of a run a Trace keeps. `recent`, for who tells of it as it comes and may do so for
// hours: no notes(), the fates of the last frames and of those still under way, of each socket's
// kernel reads the last. Frames, connections and calls stay.
enum class History : std::uint8_t { whole, recent };

// Streams [first, last).
struct StreamRange {
  std::uint32_t first = 0, last = 0;
};

// From a time to another, inclusive.
struct TimeRange {
  Time from = std::numeric_limits<Time>::min(), to = std::numeric_limits<Time>::max();
};

// All that is known of a recording, in the order of the recording. Append-only: what was once
// answered for a time in the past stays so. One writer calls add(); readers on other threads hold
// the caller's lock (lab/model/source). Everything is grouped by scene: a run's `step` begin opens
// one (connections, sockets and rules start afresh); a foreign capture is a single scene without a
// step.
class Trace {
 public:
  explicit Trace(History history = History::whole);
  ~Trace();
  Trace(Trace&&) noexcept;
  Trace& operator=(Trace&&) noexcept;

  void add(const Item& item);
  // Many frames at once cost less. Their bytes are borrowed for the call.
  void add(std::span<const Frame> batch);

  // Facts of the whole recording.
  bool is_run() const;               // made by wirelab-testbed: fates, calls and kernel reads exist
  const std::string& fault() const;  // of End, empty if none
  bool ended() const;
  Time begin() const;  // time of the first frame (of the first item when there is no frame)
  Time end() const;    // latest time of any item
  std::span<const Interface> interfaces() const;
  std::span<const Scene> scenes() const;

  std::size_t frame_count() const;
  Totals totals() const;
  FrameRow frame(std::size_t index) const;             // index 0.. in order of the recording
  Time sent(std::size_t index) const;                  // of a frame that is there
  std::optional<TcpRow> tcp(std::size_t index) const;  // nothing for a frame without (whole) TCP
  // The frames of a connection, oldest first, from frame index `from` on; a search through all that
  // lie between its first and its last.
  std::vector<std::size_t> frames_of(std::uint32_t stream, std::size_t from = 0) const;
  std::optional<std::size_t> frame_by_number(std::uint64_t number) const;
  // Of a frame that is a repetition or comes out of order: which frames (indexes) carried its first
  // byte before; nothing where none did, or where that is long past (SentBytes).
  std::optional<SentBytes::Carriers> repeated(std::size_t index) const;

  std::size_t connection_count() const;
  Connection connection(std::uint32_t stream) const;  // stream 0..connection_count() - 1
  // The endpoint's transitions, oldest first. Made on request: keep them while you need them.
  std::vector<Transition> transitions(std::uint32_t stream, Side side) const;
  // The last one by this time (inclusive), and the state it led to; the first one after it.
  std::optional<Transition> last_transition(std::uint32_t stream, Side side, Time time) const;
  std::optional<Transition> next_transition(std::uint32_t stream, Side side, Time time) const;
  tcp::State state_at(std::uint32_t stream, Side side, Time time) const;
  // At the end of what is known by now; costs nothing.
  tcp::State final_state(std::uint32_t stream, Side side) const;

  // What the kernel said of the socket (host of that side, this 4-tuple), oldest first, `gone` as
  // State::closed.
  std::span<const KernelRead> kernel(std::uint32_t stream, Side side) const;
  // The last read by this time (inclusive), the first after it; nullptr: there is none.
  const KernelRead* kernel_at(std::uint32_t stream, Side side, Time time) const;
  const KernelRead* kernel_after(std::uint32_t stream, Side side, Time time) const;
  // The read that was made for this frame; nullptr: none was. `delivered`: when it arrived, not
  // when it was sent.
  const KernelRead* kernel_for(std::uint32_t stream, Side side, std::uint64_t frame,
                               bool delivered) const;
  // Of sockets without a peer, and of UDP sockets, of all hosts: in the order of time, those of a
  // stretch of time alone.
  std::span<const KernelRead> listeners(TimeRange within = {}) const;
  std::span<const KernelRead> datagram_sockets(TimeRange within = {}) const;

  std::span<const Fate> fates(std::size_t frame_index) const;  // what befell a frame, oldest first
  std::span<const CallEvent> calls() const;
  std::span<const AskEvent> asks() const;
  std::span<const ResultEvent> results() const;
  std::span<const Note> notes() const;  // wire, program, counter, table, error notes as they came
  // Those of one scene alone: who goes from scene to scene does not go through all each time.
  std::span<const CallEvent> calls(std::size_t scene) const;
  std::span<const AskEvent> asks(std::size_t scene) const;
  std::span<const ResultEvent> results(std::size_t scene) const;
  std::span<const Note> notes(std::size_t scene) const;
  StreamRange connections(std::size_t scene) const;

  // How many frames were looked at and how many calls, results, reads, ... were handed out to be
  // gone through: what tests hold to be linear, since time cannot be asserted.
  std::uint64_t work() const;

  // Same, differs or not settled, at this time (settled: no frame of it in flight or held, no call
  // in progress).
  Agreement agreement_at(std::uint32_t stream, Side side, Time time) const;
  bool settled_at(std::uint32_t stream, Time time) const;

 private:
  void fill_tcp(FrameRow& row, const TcpRow& found) const;
  template <class Event>
  std::span<const Event> handed_out(std::span<const Event> events) const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wirelab
