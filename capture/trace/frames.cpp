#include "capture/trace/overhear.hpp"
#include "capture/trace/parts.hpp"

#include <algorithm>
#include <array>

// Takes up frames.
namespace wirelab {

namespace {

constexpr std::size_t batch_size =
    32;  // enough for their memory to arrive, few enough for it to stay
constexpr auto nobody = [](Side, std::span<const tcp::Change>, Time, bool) {};

}  // namespace

void Trace::Parts::add(std::span<const Frame> batch) {
  std::array<Arrival, batch_size> arrivals;
  while (!batch.empty()) {
    const std::size_t count = std::min(batch.size(), arrivals.size());
    for (std::size_t i = 0; i < count; ++i) {
      arrivals[i] = look_at(batch[i]);
      if (arrivals[i].is_tcp) conversations.prefetch_slot(arrivals[i].hash);
    }
    for (std::size_t i = 0; i < count; ++i)
      if (arrivals[i].is_tcp) conversations.prefetch_flow(arrivals[i].hash);
    for (std::size_t i = 0; i < count; ++i) take(batch[i], arrivals[i]);
    batch = batch.subspan(count);
  }
}

void Trace::Parts::take(const Frame& frame, const Arrival& arrival) {
  pass(frame.time);
  if (!has_frame) begin = frame.time;
  has_frame = true;
  scenes.current(frame.time);
  wire_bytes += frame.wire_length;
  if (arrival.is_tcp) {
    take_tcp(frame, arrival);
  } else {
    if (other_frames.size() <= arrival.protocol) other_frames.resize(arrival.protocol + 1u);
    ++other_frames[arrival.protocol];
    FrameRecord record;
    record.window = arrival.protocol;
    record.stream = arrival.source;
    record.sequence = arrival.destination;
    frames.push(record,
                {frame.time, frame.file_offset, frame.wire_length,
                 static_cast<std::uint32_t>(frame.bytes.size()), frame.interface},
                0);
  }
  const std::size_t index = frames.size() - 1;
  if (frame.number != index + 1) frames.give_number(index, frame.number);
  scenes.add_frame(index);
}

void Trace::Parts::take_tcp(const Frame& frame, const Arrival& arrival) {
  const tcp::Segment& segment = arrival.segment;
  const auto place = conversations.place(arrival.ends, arrival.hash, segment);
  Flow& flow = conversations.flow(place.stream);
  const auto index = static_cast<std::uint32_t>(frames.size());
  if (place.opened) {
    flow.first_frame = flow.last_frame = index;
    introduce(place.stream);
    if (place.reopens && !run) {
      end_time_wait_of(conversations.flow(place.older), frame.time);
      conversations.carry_over(place);
    }
  }
  ++tcp_frames;
  FrameRecord record;
  record.is_tcp = 1;
  record.stream = place.stream;
  record.from_acceptor = place.sender == Side::acceptor;
  record.sequence = segment.sequence;
  record.acknowledgment = segment.acknowledgment;
  record.flags = segment.flags & 0xffu;
  record.window = segment.window;
  judge(place, segment, frame.time, record);
  if (!run) overhear(flow, place, segment, frame.time, record);
  flow.last_frame = index;
  ++flow.frames;
  if (run) {
    fates.depart(index);
    run_log.busy(place.stream).depart(frame.time);
    run_log.apply(place.stream, place.sender, tcp::sent(flow.end(place.sender), segment),
                  frame.number, frame.time, true);
    record.set_sender(flow.end(place.sender).state);
    record.set_receiver(flow.end(other(place.sender)).state);
  }
  frames.push(record,
              {frame.time, frame.file_offset, frame.wire_length,
               static_cast<std::uint32_t>(frame.bytes.size()), frame.interface},
              segment.length);
}

void Trace::Parts::introduce(std::uint32_t stream) {
  Flow& flow = conversations.flow(stream);
  for (tcp::Endpoint& endpoint : flow.ends) {
    endpoint.overheard = !run;
    if (const auto timeout = scenes.fin_timeout()) endpoint.fin_timeout = *timeout;
  }
  if (!run) return;
  const Connection known = connection(stream);
  kernel.attach(known.sides[0], known.sides[1], stream, Side::opener, flow.segment);
  kernel.attach(known.sides[1], known.sides[0], stream, Side::acceptor, flow.segment);
  welcome_by_listener(stream, Side::acceptor);
}

void Trace::Parts::welcome_by_listener(std::uint32_t stream, Side side) {
  Listeners::Listener* listener = listeners.behind(connection(stream).side(side));
  if (!listener) return;
  listener->acceptors.push_back({stream, side});
  const tcp::Step step = tcp::called(conversations.flow(stream).end(side), tcp::Call::listen);
  run_log.apply(stream, side, step, 0, listener->since, false);
}

void Trace::Parts::judge(const Conversations::Place& place, const tcp::Segment& segment, Time time,
                         FrameRecord& record) {
  Flow& flow = conversations.flow(place.stream);
  const int sender = static_cast<int>(place.sender);
  const auto index = static_cast<std::uint32_t>(frames.size());
  verdicts::Direction& direction = flow.history.directions[sender];
  const bool had_base = direction.base_known;
  const std::uint32_t base = direction.base;
  const auto judgment =
      verdicts::judge(flow.history, sender, segment, index + 1, time, place.reopens);
  record.verdicts = judgment.verdicts.bits() & 0x7fffu;
  record.shift = verdicts::shown_shift(direction, segment) & 0xfu;
  if (segment.has(tcp::syn)) {
    const bool announces = segment.window_shift != Flow::no_shift;
    if (announces) flow.window_shift[sender] = segment.window_shift;
    record.shift = announces ? segment.window_shift & 0xfu : FrameRecord::no_shift;
  }
  if (had_base && base != direction.base) {
    flow.rebased = true;
    rebases[std::uint64_t{place.stream} * 2 + static_cast<unsigned>(sender)].push_back(
        {index, base});
  }
  if (judgment.verdicts.empty()) return;
  for (int i = 0; i < verdict_count; ++i)
    if (judgment.verdicts.has(static_cast<Verdict>(i)))
      ++verdict_totals[static_cast<std::size_t>(i)];
  if (judgment.evidence.duplicate_number > 0)
    duplicate_acks.push({index, judgment.evidence.duplicate_number,
                         static_cast<std::uint32_t>(judgment.evidence.duplicate_of - 1)});
}

void Trace::Parts::end_time_wait_of(Flow& flow, Time now) {
  const bool waits =
      flow.ends[0].state == tcp::State::time_wait || flow.ends[1].state == tcp::State::time_wait;
  if (waits) end_time_wait(flow.ends, frames.time(flow.last_frame), now, nobody);
}

void Trace::Parts::overhear(Flow& flow, const Conversations::Place& place,
                            const tcp::Segment& segment, Time time, FrameRecord& record) {
  if (!place.opened) end_time_wait_of(flow, time);
  overhear_departure(flow.ends, place.sender, segment, time, nobody);
  record.set_sender(flow.end(place.sender).state);
  overhear_arrival(flow.ends, place.sender, segment, time, nobody);
  record.set_receiver(flow.end(other(place.sender)).state);
}

// In a run, when a fate tells that the frame has arrived.
void Trace::Parts::deliver(std::size_t index, Time time) {
  FrameRecord& record = frames[index];
  const Side receiver = other(record.sender());
  const tcp::Endpoint& reached = conversations.flow(record.stream).end(receiver);
  run_log.apply(record.stream, receiver, tcp::received(reached, frames.segment(index)),
                frames.number(index), time, true);
  if (fates.deliver(index)) record.set_receiver(reached.state);
}

}  // namespace wirelab
