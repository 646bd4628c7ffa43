#include "lessons/testbed/kernel_note.hpp"

#include "lessons/testbed/note_sink.hpp"

#include <fmt/format.h>

namespace wirelab::lessons {
namespace {

std::string remote_text(const Tuple& tuple) {
  return tuple.remote_port == 0 ? std::string()
                                : endpoint_text(tuple.remote_address, tuple.remote_port);
}

Note note_of(NoteKind kind, const std::string& host, const Tuple& tuple) {
  Note note;
  note.time = now();
  note.kind = kind;
  note.set("HOST", host);
  note.set("LOCAL", endpoint_text(tuple.local_address, tuple.local_port));
  if (tuple.remote_port != 0) note.set("REMOTE", remote_text(tuple));
  return note;
}

void set_occasion(Note& note, const Occasion& occasion) {
  note.set("MOMENT", std::string(occasion.moment));
  if (occasion.frame != 0) note.set("FRAME", static_cast<std::int64_t>(occasion.frame));
}

void set_message(Note& note, std::string_view text) {
  const std::string_view remote = note.get("REMOTE");
  note.message = fmt::format("{} {}{}{}: {}", note.get("HOST"), note.get("LOCAL"),
                             remote.empty() ? "" : " > ", remote, text);
}

Note state_note(const std::string& host, const Tuple& tuple, tcp::State state,
                std::string_view read, const Occasion& occasion) {
  Note note = note_of(NoteKind::kernel, host, tuple);
  note.set("STATE", std::string(tcp::name(state)));
  note.set("READ", std::string(read));
  set_occasion(note, occasion);
  return note;
}

void set_known(Note& note, const char* name, std::int64_t value) {
  if (value >= 0) note.set(name, value);
}

}  // namespace

Note read_note(const std::string& host, const Tuple& tuple, const SocketReading& reading,
               const Occasion& occasion) {
  Note note = state_note(host, tuple, reading.state, "read", occasion);
  set_message(note, tcp::name(reading.state));
  if (!reading.timer.empty()) {
    note.set("TIMER", reading.timer);
    note.set("TIMER_NS", reading.timer_left_ns);
  }
  set_known(note, "RECEIVE_QUEUE", reading.receive_queue);
  set_known(note, "SEND_QUEUE", reading.send_queue);
  set_known(note, "RTO_NS", reading.rto_ns);
  set_known(note, "RTT_NS", reading.rtt_ns);
  set_known(note, "RETRANSMITS", reading.retransmits);
  set_known(note, "UNACKED", reading.unacked);
  set_known(note, "CWND", reading.cwnd);
  set_known(note, "SSTHRESH", reading.ssthresh);
  set_known(note, "SEND_WINDOW", reading.send_window);
  set_known(note, "MSS", reading.mss);
  return note;
}

Note passed_note(const std::string& host, const Tuple& tuple, tcp::State state,
                 const Occasion& occasion) {
  Note note = state_note(host, tuple, state, "passed", occasion);
  set_message(note, fmt::format("{}, passed", tcp::name(state)));
  return note;
}

Note gone_note(const std::string& host, const Tuple& tuple, const Occasion& occasion) {
  Note note = note_of(NoteKind::gone, host, tuple);
  set_occasion(note, occasion);
  set_message(note, "no such socket any more");
  return note;
}

}  // namespace wirelab::lessons
