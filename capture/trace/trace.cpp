#include "capture/trace/trace.hpp"

#include "capture/trace/agreement.hpp"
#include "capture/trace/parts.hpp"

#include <algorithm>
#include <type_traits>

namespace wirelab {

Trace::Trace() : parts_(std::make_unique<Parts>()) {}
Trace::~Trace() = default;
Trace::Trace(Trace&&) noexcept = default;
Trace& Trace::operator=(Trace&&) noexcept = default;

void Trace::Parts::pass(Time time) {
  end = has_item ? std::max(end, time) : time;
  if (!has_item) begin = time;
  has_item = true;
  conversations.expire(time);
}

void Trace::add(const Item& item) {
  Parts& parts = *parts_;
  if (const auto* section = std::get_if<Section>(&item)) {
    parts.run = parts.run || section->is_run();
  } else if (const auto* interface = std::get_if<Interface>(&item)) {
    parts.interfaces.push_back(*interface);
  } else if (const auto* frame = std::get_if<Frame>(&item)) {
    parts.pass(frame->time);
    if (!parts.has_frame) parts.begin = frame->time;
    parts.has_frame = true;
    parts.add(*frame);
  } else if (const auto* note = std::get_if<Note>(&item)) {
    parts.pass(note->time);
    parts.add(*note);
  } else if (const auto* end = std::get_if<End>(&item)) {
    parts.ended = true;
    parts.fault = end->fault;
  }
}

bool Trace::is_run() const { return parts_->run; }
const std::string& Trace::fault() const { return parts_->fault; }
bool Trace::ended() const { return parts_->ended; }
Time Trace::begin() const { return parts_->begin; }
Time Trace::end() const { return parts_->end; }
std::span<const Interface> Trace::interfaces() const { return parts_->interfaces; }
std::span<const Scene> Trace::scenes() const { return parts_->scenes.all(); }
std::size_t Trace::frame_count() const { return parts_->frames.size(); }
std::size_t Trace::connection_count() const { return parts_->conversations.all().size(); }
Connection Trace::connection(std::uint32_t stream) const {
  return stream < connection_count() ? parts_->conversations.all()[stream] : Connection{};
}
std::span<const KernelRead> Trace::listeners() const { return parts_->kernel.listeners(); }
std::span<const Fate> Trace::fates(std::size_t frame_index) const {
  return parts_->fates.of(frame_index);
}
std::span<const CallEvent> Trace::calls() const { return parts_->calls.all(); }
std::span<const AskEvent> Trace::asks() const { return parts_->asks; }
std::span<const ResultEvent> Trace::results() const { return parts_->results; }
std::span<const Note> Trace::notes() const { return parts_->notes; }

std::optional<std::size_t> Trace::frame_by_number(std::uint64_t number) const {
  return parts_->frames.by_number(number);
}

std::vector<Transition> Trace::transitions(std::uint32_t stream, Side side) const {
  if (stream >= connection_count()) return {};
  const auto all = parts_->conversations.flow(stream).side(side).log.all();
  return {all.begin(), all.end()};
}

std::optional<Transition> Trace::last_transition(std::uint32_t stream, Side side, Time time) const {
  if (stream >= connection_count()) return std::nullopt;
  const Transition* last = parts_->conversations.flow(stream).side(side).log.last_before(time);
  return last ? std::optional(*last) : std::nullopt;
}

tcp::State Trace::state_at(std::uint32_t stream, Side side, Time time) const {
  if (stream >= connection_count()) return tcp::State::unknown;
  return parts_->conversations.flow(stream).side(side).log.state_at(time);
}

std::span<const KernelRead> Trace::kernel(std::uint32_t stream, Side side) const {
  return parts_->kernel.of(stream, side);
}

const KernelRead* Trace::kernel_at(std::uint32_t stream, Side side, Time time) const {
  return parts_->kernel.at(stream, side, time);
}

bool Trace::settled_at(std::uint32_t stream, Time time) const {
  if (stream >= connection_count()) return true;
  const Connection connection = this->connection(stream);
  if (parts_->conversations.flow(stream).busy.busy_at(time)) return false;
  const SideInfo& opener = connection.side(Side::opener);
  const SideInfo& acceptor = connection.side(Side::acceptor);
  return !parts_->calls.in_progress(connection.scene, opener, acceptor, time) &&
         !parts_->calls.in_progress(connection.scene, acceptor, opener, time);
}

Agreement Trace::agreement_at(std::uint32_t stream, Side side, Time time) const {
  if (stream >= connection_count()) return Agreement::unknown;
  const FlowSide& end = parts_->conversations.flow(stream).side(side);
  const Transition* last = end.log.last_before(time);
  Comparison comparison;
  if (last) {
    comparison.inferred = last->to;
    comparison.inferred_since = last->time;
  }
  comparison.listener = end.endpoint.listener || end.endpoint.passive;
  comparison.kernel = kernel_at(stream, side, time);
  comparison.settled = settled_at(stream, time);
  return compare(comparison);
}

}  // namespace wirelab
