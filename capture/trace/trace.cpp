#include "capture/trace/trace.hpp"

#include "capture/recording/time.hpp"
#include "capture/trace/agreement.hpp"
#include "capture/trace/parts.hpp"

#include <algorithm>
#include <ranges>
#include <type_traits>

namespace wirelab {

namespace {

// What is told by scene comes scene after scene.
template <class Event>
std::span<const Event> of_scene(std::span<const Event> all, std::size_t scene) {
  const auto first = std::ranges::lower_bound(all, scene, {}, &Event::scene);
  const auto last = std::ranges::upper_bound(first, all.end(), scene, {}, &Event::scene);
  return {first, last};
}

// Reads are kept in the order of time.
std::span<const KernelRead> within(std::span<const KernelRead> all, TimeRange range) {
  const auto first = std::ranges::lower_bound(all, range.from, {}, &KernelRead::time);
  const auto last = std::ranges::upper_bound(first, all.end(), range.to, {}, &KernelRead::time);
  return {first, last};
}

}  // namespace

Trace::Trace(History history) : parts_(std::make_unique<Parts>()) {
  if (history == History::whole) return;
  parts_->keeps_notes = false;
  parts_->fates.keep_recent();
  parts_->kernel.keep_last();
}
Trace::~Trace() = default;
Trace::Trace(Trace&&) noexcept = default;
Trace& Trace::operator=(Trace&&) noexcept = default;

void Trace::add(const Item& item) {
  Parts& parts = *parts_;
  if (const auto* section = std::get_if<Section>(&item)) {
    parts.run = parts.run || section->is_run();
  } else if (const auto* interface = std::get_if<Interface>(&item)) {
    parts.add(*interface);
  } else if (const auto* frame = std::get_if<Frame>(&item)) {
    parts.add(std::span(frame, 1));
  } else if (const auto* note = std::get_if<Note>(&item)) {
    parts.start(note->time);
    parts.pass(note->time);
    parts.add(*note);
  } else if (const auto* end = std::get_if<End>(&item)) {
    parts.ended = true;
    parts.fault = end->fault;
  }
}

void Trace::add(std::span<const Frame> batch) { parts_->add(batch); }

template <class Event>
std::span<const Event> Trace::handed_out(std::span<const Event> events) const {
  parts_->handed_out += events.size();
  return events;
}

std::uint64_t Trace::work() const { return parts_->frames.looks() + parts_->handed_out; }

bool Trace::is_run() const { return parts_->run; }
const std::string& Trace::fault() const { return parts_->fault; }
bool Trace::ended() const { return parts_->ended; }
Time Trace::begin() const { return parts_->begin; }
Time Trace::end() const { return parts_->end; }
std::span<const Interface> Trace::interfaces() const { return parts_->interfaces; }
std::span<const Scene> Trace::scenes() const { return parts_->scenes.all(); }
std::size_t Trace::frame_count() const { return parts_->frames.size(); }
std::size_t Trace::connection_count() const { return parts_->conversations.size(); }
std::span<const KernelRead> Trace::listeners(TimeRange range) const {
  return handed_out(within(parts_->kernel.listeners(), range));
}
std::span<const KernelRead> Trace::datagram_sockets(TimeRange range) const {
  return handed_out(within(parts_->kernel.datagrams(), range));
}
Time Trace::sent(std::size_t index) const { return parts_->frames.time(index); }
std::span<const Fate> Trace::fates(std::size_t frame_index) const {
  return handed_out(parts_->fates.of(frame_index));
}
std::span<const CallEvent> Trace::calls() const { return handed_out(parts_->calls.all()); }
std::span<const AskEvent> Trace::asks() const {
  return handed_out(std::span<const AskEvent>(parts_->asks));
}
std::span<const ResultEvent> Trace::results() const {
  return handed_out(std::span<const ResultEvent>(parts_->results));
}
std::span<const Note> Trace::notes() const {
  return handed_out(std::span<const Note>(parts_->notes));
}

std::span<const CallEvent> Trace::calls(std::size_t scene) const {
  return handed_out(of_scene(parts_->calls.all(), scene));
}
std::span<const AskEvent> Trace::asks(std::size_t scene) const {
  return handed_out(of_scene(std::span<const AskEvent>(parts_->asks), scene));
}
std::span<const ResultEvent> Trace::results(std::size_t scene) const {
  return handed_out(of_scene(std::span<const ResultEvent>(parts_->results), scene));
}

std::span<const Note> Trace::notes(std::size_t scene) const {
  const auto all = scenes();
  if (scene >= all.size()) return {};
  const std::span<const Note> told = parts_->notes;
  const std::size_t first = all[scene].first_note;
  const std::size_t last = scene + 1 < all.size() ? all[scene + 1].first_note : told.size();
  return handed_out(told.subspan(first, last - first));
}

// Streams are numbered in the order of their first frames.
StreamRange Trace::connections(std::size_t scene) const {
  const auto all = scenes();
  if (scene >= all.size()) return {};
  const auto first_since = [&](std::size_t frame) {
    std::uint32_t low = 0, high = static_cast<std::uint32_t>(connection_count());
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (parts_->conversations.flow(middle).first_frame < frame)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  };
  const bool is_last = scene + 1 == all.size();
  return {first_since(all[scene].first_frame), is_last
                                                   ? static_cast<std::uint32_t>(connection_count())
                                                   : first_since(all[scene + 1].first_frame)};
}

std::optional<std::size_t> Trace::frame_by_number(std::uint64_t number) const {
  return parts_->frames.by_number(number);
}

// The reader's lock also guards what is made here.
const TransitionLog& Trace::Parts::log(std::uint32_t stream, Side side) {
  if (run) {
    const auto kept = routed_ends.end(stream, side);
    return run_log.log(kept.stream, kept.side);
  }
  const Flow& flow = conversations.flow(stream);
  if (!replay || replay->stream() != stream)
    replay.emplace(stream, flow, frames, conversations.carried_over(stream));
  replay->catch_up(flow, frames, end);
  return replay->log(side);
}

std::vector<Transition> Trace::transitions(std::uint32_t stream, Side side) const {
  if (stream >= connection_count()) return {};
  const auto all = handed_out(parts_->log(stream, side).all());
  return {all.begin(), all.end()};
}

std::optional<Transition> Trace::last_transition(std::uint32_t stream, Side side, Time time) const {
  if (stream >= connection_count()) return std::nullopt;
  const Transition* last = parts_->log(stream, side).last_before(time);
  return last ? std::optional(*last) : std::nullopt;
}

std::optional<Transition> Trace::next_transition(std::uint32_t stream, Side side, Time time) const {
  if (stream >= connection_count()) return std::nullopt;
  const Transition* next = parts_->log(stream, side).first_after(time);
  return next ? std::optional(*next) : std::nullopt;
}

tcp::State Trace::state_at(std::uint32_t stream, Side side, Time time) const {
  if (stream >= connection_count()) return tcp::State::unknown;
  return parts_->log(stream, side).state_at(time);
}

tcp::State Trace::final_state(std::uint32_t stream, Side side) const {
  if (stream >= connection_count()) return tcp::State::unknown;
  const Flow& flow = parts_->conversations.flow(stream);
  const tcp::State state = parts_->endpoint(stream, side).state;
  if (parts_->run || state != tcp::State::time_wait) return state;
  const Time over = later_by(parts_->frames.time(flow.last_frame), tcp::two_msl);
  return parts_->end < over ? state : tcp::State::closed;
}

Totals Trace::totals() const {
  Totals totals;
  totals.frames = frame_count();
  totals.connections = connection_count();
  totals.tcp_frames = parts_->tcp_frames;
  totals.wire_bytes = parts_->wire_bytes;
  totals.verdicts = parts_->verdict_totals;
  for (std::size_t i = 0; i < parts_->other_frames.size(); ++i)
    if (parts_->other_frames[i] > 0)
      totals.other_protocols[parts_->frames.protocol(static_cast<std::uint16_t>(i))] =
          parts_->other_frames[i];
  return totals;
}

std::span<const KernelRead> Trace::kernel(std::uint32_t stream, Side side) const {
  return handed_out(parts_->kernel.of(stream, side));
}

const KernelRead* Trace::kernel_at(std::uint32_t stream, Side side, Time time) const {
  return parts_->kernel.at(stream, side, time);
}

const KernelRead* Trace::kernel_after(std::uint32_t stream, Side side, Time time) const {
  const auto reads = parts_->kernel.of(stream, side);
  const auto after = std::ranges::upper_bound(reads, time, {}, &KernelRead::time);
  return after == reads.end() ? nullptr : &*after;
}

const KernelRead* Trace::kernel_for(std::uint32_t stream, Side side, std::uint64_t frame,
                                    bool delivered) const {
  return parts_->kernel.of_frame(stream, side, frame, delivered);
}

bool Trace::settled_at(std::uint32_t stream, Time time) const {
  if (stream >= connection_count()) return true;
  const Connection connection = this->connection(stream);
  if (parts_->run_log.busy_at(parts_->routed_ends.end(stream, Side::opener).stream, time))
    return false;
  const SideInfo& opener = connection.side(Side::opener);
  const SideInfo& acceptor = connection.side(Side::acceptor);
  return !parts_->calls.in_progress(connection.scene, opener, acceptor, time) &&
         !parts_->calls.in_progress(connection.scene, acceptor, opener, time);
}

Agreement Trace::agreement_at(std::uint32_t stream, Side side, Time time) const {
  if (stream >= connection_count()) return Agreement::unknown;
  const tcp::Endpoint& end = parts_->endpoint(stream, side);
  const auto last = last_transition(stream, side, time);
  Comparison comparison;
  if (last) {
    comparison.inferred = last->to;
    comparison.inferred_since = last->time;
  }
  comparison.listener = end.listener || end.passive;
  comparison.kernel = kernel_at(stream, side, time);
  comparison.settled = settled_at(stream, time);
  return compare(comparison);
}

}  // namespace wirelab
