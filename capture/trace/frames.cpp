#include "capture/trace/overhear.hpp"
#include "capture/trace/parts.hpp"

#include <algorithm>
#include <bit>

// Takes up frames.
namespace wirelab {

namespace {

constexpr auto nobody = [](Side, std::span<const tcp::Change>, Time, bool) {};

FramePlace place_of(const Frame& frame) {
  return {frame.time, frame.file_offset, frame.wire_length,
          static_cast<std::uint32_t>(frame.bytes.size()), frame.interface};
}

}  // namespace

// Enough frames at once for the memory of their connections to arrive, few enough for it to stay.
void Trace::Parts::add(std::span<const Frame> batch) {
  if (batch.empty()) return;
  scenes.current(batch.front().time);
  start(batch.front().time);
  if (!has_frame) begin = batch.front().time;
  has_frame = true;
  while (!batch.empty()) {
    const std::size_t count = std::min(batch.size(), arrivals.size());
    for (std::size_t i = 0; i < count; ++i) {
      look_at(batch[i], arrivals[i]);
      if (arrivals[i].is_tcp) conversations.prefetch_slot(arrivals[i].hash);
    }
    conversations.begin_batch();
    for (std::size_t i = 0; i < count; ++i)
      if (arrivals[i].is_tcp) arrivals[i].guess = conversations.prefetch_flow(arrivals[i].hash);
    for (std::size_t i = 0; i < count; ++i)
      if (!take_plain(batch[i], arrivals[i])) take(batch[i], arrivals[i]);
    batch = batch.subspan(count);
  }
  scenes.add_frame(frames.size() - 1);
}

// The short way: a segment of a known foreign connection that changes no state and of which no rule
// has anything to say. False: it has to go the long way, and nothing was done.
bool Trace::Parts::take_plain(const Frame& frame, const Arrival& arrival) {
  if (run || !arrival.is_tcp || frame.number != frames.size() + 1) return false;
  const auto sender = conversations.sender(arrival.guess, arrival.ends);
  if (!sender) return false;
  return *sender == Side::opener ? take_plain_of<Side::opener>(frame, arrival)
                                 : take_plain_of<Side::acceptor>(frame, arrival);
}

// Once for each side and as one piece, since five of six segments go this way: with calls, and with
// places in memory that are only known when it runs, it takes half as long again.
template <Side side>
bool Trace::Parts::take_plain_of(const Frame& frame, const Arrival& arrival) {
  const tcp::Segment segment = arrival.segment;
  Flow& flow = conversations.flow(arrival.guess);
  tcp::Endpoint& sender = flow.end(side);
  tcp::Endpoint& receiver = flow.end(other(side));
  const auto index = static_cast<std::uint32_t>(frames.size());
  if (!tcp::is_plain(sender, receiver, segment) ||
      !verdicts::carry_on(flow.history, static_cast<int>(side), segment, index + 1, frame.time))
    return false;
  tcp::stride(sender, receiver, segment);
  count(frame);
  ++tcp_frames;
  ++flow.frames;
  flow.last_frame = index;
  const verdicts::Direction& direction = flow.history.directions[static_cast<int>(side)];
  frames.push_tcp(place_of(frame), segment,
                  {arrival.guess, side, Verdicts(), tcp::State::established,
                   tcp::State::established, verdicts::shown_shift(direction, segment)});
  return true;
}

void Trace::Parts::take(const Frame& frame, const Arrival& arrival) {
  const std::size_t index = frames.size();
  if (run) run_log.expire(frame.time);
  count(frame);
  if (arrival.is_tcp) {
    take_tcp(frame, arrival);
  } else {
    const std::size_t protocol = arrival.other.protocol;
    if (other_frames.size() <= protocol) other_frames.resize(protocol + 1);
    ++other_frames[protocol];
    frames.push_other(place_of(frame), arrival.other);
  }
  if (frame.number != index + 1) frames.give_number(index, frame.number);
}

void Trace::Parts::take_tcp(const Frame& frame, const Arrival& arrival) {
  const tcp::Segment& segment = arrival.segment;
  const auto place = conversations.place(arrival.ends, arrival.hash, arrival.guess, segment);
  Flow& flow = conversations.flow(place.stream);
  const auto index = static_cast<std::uint32_t>(frames.size());
  if (place.opened) {
    flow.first_frame = flow.last_frame = index;
    introduce(place, frame.interface);
    if (place.reopens && !run) {
      end_time_wait_of(conversations.flow(place.older), frame.time);
      conversations.carry_over(place);
    }
  }
  ++tcp_frames;
  TcpColumns columns{place.stream, place.sender, judge(flow, place, segment, frame.time)};
  columns.shift = shift_of(flow, place.sender, segment);
  if (run)
    depart(frame, place, segment, columns);
  else
    overhear(flow, place, segment, frame.time, columns);
  flow.last_frame = index;
  ++flow.frames;
  frames.push_tcp(place_of(frame), segment, columns);
}

// Who has no port on a segment sends nothing there: a router puts it there.
bool Trace::Parts::is_forwarded(std::uint32_t stream, Side sender, std::uint32_t interface) const {
  const std::string owner = connection(stream).side(sender).host;
  return !owner.empty() && interface < interfaces.size() && !has_port(owner, interface);
}

void Trace::Parts::depart(const Frame& frame, const Conversations::Place& place,
                          const tcp::Segment& segment, TcpColumns& columns) {
  fates.depart(frames.size());
  const auto sender = routed_ends.end(place.stream, place.sender);
  run_log.busy(sender.stream).depart(frame.time);
  if (!is_forwarded(place.stream, place.sender, frame.interface))
    run_log.apply(sender.stream, sender.side,
                  tcp::sent(endpoint(place.stream, place.sender), segment), frame.number,
                  frame.time, true);
  columns.sender_state = endpoint(place.stream, place.sender).state;
  columns.receiver_state = endpoint(place.stream, other(place.sender)).state;
}

void Trace::Parts::introduce(const Conversations::Place& place, std::uint32_t interface) {
  Flow& flow = conversations.flow(place.stream);
  for (tcp::Endpoint& endpoint : flow.ends) {
    endpoint.overheard = !run;
    if (const auto timeout = scenes.fin_timeout()) endpoint.fin_timeout = *timeout;
  }
  if (!run) return;
  const std::uint32_t stream = place.stream;
  routed_ends.add(stream, flow, is_forwarded(stream, place.sender, interface));
  const Connection known = connection(stream);
  kernel.attach(known.sides[0], known.sides[1], stream, Side::opener, flow.segment());
  kernel.attach(known.sides[1], known.sides[0], stream, Side::acceptor, flow.segment());
  if (routed_ends.end(stream, Side::acceptor).stream == stream)
    welcome_by_listener(stream, Side::acceptor);
}

void Trace::Parts::welcome_by_listener(std::uint32_t stream, Side side) {
  Listeners::Listener* listener = listeners.behind(connection(stream).side(side));
  if (!listener) return;
  listener->acceptors.push_back({stream, side});
  const tcp::Step step = tcp::called(conversations.flow(stream).end(side), tcp::Call::listen);
  run_log.apply(stream, side, step, 0, listener->since, false);
}

// That applies to its window; of a SYN, the one it announces.
std::uint8_t Trace::Parts::shift_of(Flow& flow, Side sender, const tcp::Segment& segment) {
  const int side = static_cast<int>(sender);
  if (!segment.has(tcp::syn)) return verdicts::shown_shift(flow.history.directions[side], segment);
  if (segment.window_shift == 255) return FrameRecord::no_shift;
  flow.announce_shift(sender, segment.window_shift);
  return segment.window_shift;
}

Verdicts Trace::Parts::judge(Flow& flow, const Conversations::Place& place,
                             const tcp::Segment& segment, Time time) {
  const int sender = static_cast<int>(place.sender);
  const auto index = static_cast<std::uint32_t>(frames.size());
  const verdicts::Direction& direction = flow.history.directions[sender];
  const bool had_base = direction.base_known;
  const std::uint32_t base = direction.base;
  if (verdicts::carry_on(flow.history, sender, segment, index + 1, time)) return {};
  const auto judgment =
      verdicts::judge(flow.history, sender, segment, index + 1, time, place.reopens);
  if (had_base && base != direction.base) {
    flow.rebased = true;
    rebases[std::uint64_t{place.stream} * 2 + static_cast<unsigned>(sender)].push_back(
        {index, base});
  }
  // As tshark, which says nothing of a frame whose TCP header was cut off.
  if (judgment.verdicts.empty() || segment.options_cut) return {};
  note_verdicts(judgment);
  return judgment.verdicts;
}

void Trace::Parts::note_verdicts(const verdicts::Judgment& judgment) {
  for (unsigned bits = judgment.verdicts.bits(); bits != 0; bits &= bits - 1)
    ++verdict_totals[static_cast<std::size_t>(std::countr_zero(bits))];
  if (judgment.evidence.duplicate_number > 0)
    duplicate_acks.push({static_cast<std::uint32_t>(frames.size()),
                         judgment.evidence.duplicate_number, judgment.evidence.duplicate_of - 1});
}

void Trace::Parts::end_time_wait_of(Flow& flow, Time now) {
  const bool waits =
      flow.ends[0].state == tcp::State::time_wait || flow.ends[1].state == tcp::State::time_wait;
  if (waits) end_time_wait(flow.ends, frames.time(flow.last_frame), now, nobody);
}

void Trace::Parts::overhear(Flow& flow, const Conversations::Place& place,
                            const tcp::Segment& segment, Time time, TcpColumns& columns) {
  tcp::Endpoint& sender = flow.end(place.sender);
  tcp::Endpoint& receiver = flow.end(other(place.sender));
  if (tcp::is_plain(sender, receiver, segment)) {
    tcp::stride(sender, receiver, segment);
    columns.sender_state = columns.receiver_state = tcp::State::established;
    return;
  }
  if (!place.opened) end_time_wait_of(flow, time);
  overhear_departure(flow.ends, place.sender, segment, time, nobody);
  columns.sender_state = sender.state;
  overhear_arrival(flow.ends, place.sender, segment, time, nobody);
  columns.receiver_state = receiver.state;
}

// In a run, when a fate tells that the frame has arrived.
void Trace::Parts::deliver(std::size_t index, const tcp::Segment& segment, Time time) {
  FrameRecord& record = frames[index];
  const auto receiver = routed_ends.end(record.stream(), other(record.sender()));
  const tcp::Endpoint& reached = conversations.flow(receiver.stream).end(receiver.side);
  run_log.apply(receiver.stream, receiver.side, tcp::received(reached, segment),
                frames.number(index), time, true);
  if (fates.deliver(index)) record.set_receiver_state(reached.state);
}

}  // namespace wirelab
