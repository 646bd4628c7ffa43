#include "capture/trace/parts.hpp"

namespace wirelab {

namespace {

std::uint64_t frame_number(const Note& note) {
  const auto number = note.number("FRAME").value_or(0);
  return number > 0 ? static_cast<std::uint64_t>(number) : 0;
}

}  // namespace

void Trace::Parts::add(const Note& note) {
  run = true;
  switch (note.kind) {
    case NoteKind::step: return add_step(note);
    case NoteKind::ask: return add_ask(note);
    case NoteKind::call: return add_call(note);
    case NoteKind::returned: return add_return(note);
    case NoteKind::kernel:
    case NoteKind::gone: return kernel.add(note);
    case NoteKind::fate: return add_fate(note);
    case NoteKind::result: return add_result(note);
    case NoteKind::wire:
    case NoteKind::program:
    case NoteKind::counter:
    case NoteKind::table:
    case NoteKind::error: return add_other(note);
  }
}

void Trace::Parts::add_step(const Note& note) {
  if (note.get("PHASE") == "end") return scenes.end(note);
  if (!scenes.begin(note, notes.size())) return;
  conversations.separate();
  run_log.separate();
  routed_ends.separate();
  fragments.clear();
  kernel.forget_sockets();
  calls.forget_open();
  listeners.clear();
}

void Trace::Parts::add_fate(const Note& note) {
  const auto fate = read_fate(note);
  const auto frame = frames.by_number(frame_number(note));
  if (!fate || !frame) return;
  fates.add(*frame, *fate);
  land(*frame, *fate, note);
}

void Trace::Parts::add_call(const Note& note) {
  const CallEvent& call = calls.begin(note, scenes.current(note.time));
  // Another descriptor keeps the socket open, or it is none of TCP.
  if (call.call != "close" || note.get("SHARED") == "yes" || !note.get("PROTOCOL").empty()) return;
  if (call.remote.empty())
    return close_listeners(listeners.close(call.host, call.local), note.time);
  tell_endpoint(call, tcp::Call::close, note.time);
}

void Trace::Parts::add_return(const Note& note) {
  const CallEvent& call = calls.end(note, scenes.current(note.time));
  if (call.call == "listen" && call.error.empty())
    listeners.open(call.host, call.local, call.program, note.time);
  if (call.call == "connect" && call.error == "ETIMEDOUT")
    tell_endpoint(call, tcp::Call::timed_out, note.time);
}

// The latest connection of this socket, if its frames have shown it already.
void Trace::Parts::tell_endpoint(const CallEvent& call, tcp::Call what, Time time) {
  for (const std::uint64_t owner : kernel.owners(call.host, call.local, call.remote)) {
    const auto stream = static_cast<std::uint32_t>(owner / 2);
    const Side side = owner % 2 == 0 ? Side::opener : Side::acceptor;
    if (routed_ends.end(stream, side) != RoutedEnds::End{stream, side}) continue;
    const tcp::Endpoint& endpoint = conversations.flow(stream).end(side);
    const bool listener = endpoint.listener;
    tcp::Step step = tcp::called(endpoint, what);
    step.endpoint.listener = listener;  // closing an accepted socket leaves the listening one open
    run_log.apply(stream, side, step, 0, time, false);
  }
}

void Trace::Parts::close_listeners(const std::vector<Listeners::Acceptor>& acceptors, Time time) {
  for (const auto& [stream, side] : acceptors) {
    const tcp::Endpoint& endpoint = conversations.flow(stream).end(side);
    tcp::Step step{endpoint};
    step.endpoint.listener = false;
    if (endpoint.state == tcp::State::listen) step = tcp::called(endpoint, tcp::Call::close);
    run_log.apply(stream, side, step, 0, time, false);
  }
}

void Trace::Parts::add_ask(const Note& note) {
  asks.push_back({scenes.current(note.time), std::string(note.get("ASK")),
                  note.get("WAIT") == "turn", frame_number(note), note.time});
}

void Trace::Parts::add_result(const Note& note) {
  using Kind = ResultEvent::Kind;
  ResultEvent result{scenes.current(note.time), note.time, Kind::fact, "", "", "", true};
  if (const auto ask = note.get("ASK"); !ask.empty()) {
    result.kind = Kind::answer;
    result.id = ask;
    result.value = note.get("ANSWER");
  } else if (const auto check = note.get("CHECK"); !check.empty()) {
    result.kind = Kind::check;
    result.id = check;
    result.value = note.get("ACTUAL");
    result.expected = note.get("EXPECTED");
    result.passed = note.get("PASSED") == "yes";
  } else {
    result.id = note.get("FACT");
    result.value = note.get("VALUE");
  }
  results.push_back(std::move(result));
}

void Trace::Parts::add_other(const Note& note) {
  if (note.kind == NoteKind::wire && note.get("ACTION") == "bench") scenes.bench(note);
  if (note.kind == NoteKind::wire && note.get("ACTION") == "rerun" && note.get("BY") == "testbed")
    scenes.set_aside();
  if (note.kind == NoteKind::program && note.get("EVENT") == "exit")
    close_listeners(listeners.close_all_of(note.get("HOST"), note.get("PROGRAM")), note.time);
  if (keeps_notes) notes.push_back(note);
}

}  // namespace wirelab
