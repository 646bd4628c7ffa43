#include "lessons/testbed/truth/kernel_note.hpp"

#include "lessons/testbed/recording/note_sink.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

namespace wirelab::lessons {
namespace {

Note note_of(NoteKind kind, const std::string& host) {
  Note note;
  note.time = now();
  note.kind = kind;
  note.set("HOST", host);
  return note;
}

Note socket_note(NoteKind kind, const std::string& host, Transport transport, const Tuple& tuple) {
  Note note = note_of(kind, host);
  note.set("LOCAL", endpoint_text(tuple.local_address, tuple.local_port));
  if (tuple.remote_port != 0)
    note.set("REMOTE", endpoint_text(tuple.remote_address, tuple.remote_port));
  if (transport == Transport::udp) note.set("PROTOCOL", "udp");
  return note;
}

void set_occasion(Note& note, const Occasion& occasion) {
  note.set("MOMENT", std::string(occasion.moment));
  if (occasion.frame != 0) note.set("FRAME", static_cast<std::int64_t>(occasion.frame));
}

void set_message(Note& note, std::string_view text) {
  const std::string_view local = note.get("LOCAL"), remote = note.get("REMOTE");
  note.message = fmt::format("{}{}{}{}: {}", note.get("HOST"), local.substr(local.rfind(':')),
                             remote.empty() ? "" : " > ", remote, text);
}

Note state_note(const std::string& host, Transport transport, const Tuple& tuple,
                std::string_view state, std::string_view read, const Occasion& occasion) {
  Note note = socket_note(NoteKind::kernel, host, transport, tuple);
  note.set("STATE", std::string(state));
  note.set("READ", std::string(read));
  set_occasion(note, occasion);
  return note;
}

std::string_view state_word(const SocketReading& reading) {
  if (reading.transport == Transport::tcp) return tcp::name(reading.state);
  return reading.tuple.remote_port == 0 ? "bound" : "connected";
}

void set_known(Note& note, const char* name, std::int64_t value) {
  if (value >= 0) note.set(name, value);
}

// TCP_INFINITE_SSTHRESH: there has been no loss yet.
constexpr std::int64_t unlimited_ssthresh = 0x7fffffff;

// Nearly always 0, and there are many kernel notes.
void set_unless_zero(Note& note, const char* name, std::int64_t value) {
  if (value > 0) note.set(name, value);
}

void set_memory(Note& note, const SocketMemory& memory, bool udp) {
  set_unless_zero(note, "RECEIVE_MEMORY", memory.received);
  if (memory.received > 0 || udp) set_known(note, "RECEIVE_BUFFER", memory.receive_buffer);
  set_unless_zero(note, "SEND_MEMORY", memory.queued);
  if (memory.queued > 0) set_known(note, "SEND_BUFFER", memory.send_buffer);
  if (udp || memory.drops > 0) set_known(note, "DROPS", memory.drops);
}

}  // namespace

Note read_note(const std::string& host, const Tuple& tuple, const SocketReading& reading,
               const Occasion& occasion) {
  const std::string_view state = state_word(reading);
  Note note = state_note(host, reading.transport, tuple, state, "read", occasion);
  set_message(note, state);
  if (!reading.timer.empty()) {
    note.set("TIMER", reading.timer);
    note.set("TIMER_NS", reading.timer_left_ns);
  }
  set_known(note, "RECEIVE_QUEUE", reading.receive_queue);
  set_known(note, "SEND_QUEUE", reading.send_queue);
  set_known(note, "SYN_QUEUE", reading.syn_queue);
  set_known(note, "RTO_NS", reading.rto_ns);
  set_known(note, "RTT_NS", reading.rtt_ns);
  set_known(note, "RETRANSMITS", reading.retransmits);
  set_unless_zero(note, "RETRANSMITTING", reading.retransmitting);
  set_unless_zero(note, "BACKOFF", reading.backoff);
  set_unless_zero(note, "PROBES", reading.probes);
  set_known(note, "UNACKED", reading.unacked);
  set_unless_zero(note, "LOST", reading.lost);
  set_unless_zero(note, "SACKED", reading.sacked);
  set_known(note, "CWND", reading.cwnd);
  if (reading.ssthresh < unlimited_ssthresh) set_known(note, "SSTHRESH", reading.ssthresh);
  set_known(note, "SEND_WINDOW", reading.send_window);
  set_known(note, "RECEIVE_WINDOW", reading.receive_window);
  set_known(note, "MSS", reading.mss);
  if (!reading.congestion.empty() && reading.congestion != "open")
    note.set("CONGESTION", reading.congestion);
  if (!reading.listens()) set_memory(note, reading.memory, reading.transport == Transport::udp);
  return note;
}

Note without_the_known(Note note, const Note& before) {
  constexpr std::array numbers{
      "RECEIVE_QUEUE",  "SEND_QUEUE",     "SYN_QUEUE",   "RTO_NS",         "RTT_NS", "RETRANSMITS",
      "RETRANSMITTING", "BACKOFF",        "PROBES",      "UNACKED",        "LOST",   "SACKED",
      "CWND",           "SSTHRESH",       "SEND_WINDOW", "RECEIVE_WINDOW", "MSS",    "CONGESTION",
      "RECEIVE_MEMORY", "RECEIVE_BUFFER", "SEND_MEMORY", "SEND_BUFFER",    "DROPS"};
  std::set<std::string_view> known;
  for (const char* name : numbers) {
    const std::string_view was = before.get(name), is = note.get(name);
    if (!was.empty() && is.empty()) return note;  // absent must mean: as before
    if (!was.empty() && was == is) known.insert(name);
  }
  if (known.empty() || note.get("STATE") != before.get("STATE")) return note;
  std::erase_if(note.fields, [&](const Note::Field& field) { return known.contains(field.first); });
  note.set("REST", "as before");
  return note;
}

Note passed_note(const std::string& host, const Tuple& tuple, tcp::State state,
                 const Occasion& occasion) {
  Note note = state_note(host, Transport::tcp, tuple, tcp::name(state), "passed", occasion);
  set_message(note, fmt::format("{}, passed", tcp::name(state)));
  return note;
}

Note gone_note(const std::string& host, Transport transport, const Tuple& tuple,
               const Occasion& occasion) {
  Note note = socket_note(NoteKind::gone, host, transport, tuple);
  set_occasion(note, occasion);
  set_message(note, "no such socket any more");
  return note;
}

Note counter_note(const std::string& host, const CounterChange& change, const Occasion& occasion) {
  Note note = note_of(NoteKind::counter, host);
  note.message = fmt::format("{} {}{}: {} (+{})", host, change.counter.group, change.counter.name,
                             change.value, change.change);
  note.set("GROUP", std::string(change.counter.group));
  note.set("NAME", std::string(change.counter.name));
  note.set("VALUE", change.value);
  note.set("CHANGE", change.change);
  set_occasion(note, occasion);
  return note;
}

Note table_note(const std::string& host, const TableChange& change, const Occasion& occasion) {
  Note note = note_of(NoteKind::table, host);
  const TableRow& row = change.row;
  note.message = fmt::format("{} {}: {} {}", host, row.table, row.entry, to_word(change.event));
  note.set("TABLE", row.table).set("ENTRY", row.entry);
  note.set("EVENT", std::string(to_word(change.event)));
  for (const auto& [name, value] : row.fields) note.set(name, value);
  set_occasion(note, occasion);
  return note;
}

}  // namespace wirelab::lessons
