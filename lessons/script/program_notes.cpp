#include "lessons/script/c_names.hpp"
#include "lessons/script/descriptor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string_view>

// What the recording learns of a program: its start, its calls and their returns, its end.
namespace wirelab::lessons {
namespace {

// The ends of its socket are as the call found them; its note has told them.
bool leaves_ends(const std::string& call) {
  static constexpr std::string_view names[] = {"send",       "recv",       "recvfrom", "recvmsg",
                                               "setsockopt", "getsockopt", "shutdown", "close"};
  return std::find(std::begin(names), std::end(names), call) != std::end(names);
}

}  // namespace

void Program::say(const char* event, int status) {
  const bool starts = std::string_view(event) == "start";
  Note note{.kind = NoteKind::program,
            .message = starts ? fmt::format("{} starts on {}", name_, around_.host.name())
                              : fmt::format("{} ends with status {}", name_, status)};
  note.set("HOST", around_.host.name()).set("PROGRAM", name_).set("EVENT", event);
  if (!starts) note.set("STATUS", status);
  around_.notes.note(std::move(note));
}

void Program::set_ends(Note& note, const Descriptor& on) {
  const Tuple tuple = on.tuple;
  note.set("DESCRIPTOR", on.number);
  if (tuple.local_port) note.set("LOCAL", endpoint_text(tuple.local_address, tuple.local_port));
  if (tuple.remote_port) note.set("REMOTE", endpoint_text(tuple.remote_address, tuple.remote_port));
}

void Program::say_call(const Call& call, std::int64_t id) {
  Note note{.kind = NoteKind::call};
  note.message = fmt::format("{}: {}({})", name_, call.name, call.arguments);
  note.set("CALL_ID", id).set("HOST", around_.host.name()).set("PROGRAM", name_);
  note.set("CALL", call.name).set("ARGUMENTS", call.arguments);
  if (call.on) {
    set_ends(note, *call.on);
    if (note.get("REMOTE").empty() && !call.remote.empty()) note.set("REMOTE", call.remote);
  }
  around_.notes.note(std::move(note));
}

void Program::say_return(const Call& call, std::int64_t id, const Returned& result, Time at,
                         const Descriptor* on) {
  const std::string error = result.ok() ? "" : strerrorname_np(result.error);
  const std::string data = result.reads ? quoted_in_c(result.data) : result.data;
  Note note{.time = at, .kind = NoteKind::returned};
  note.message = fmt::format("{}: {}() = {}", name_, call.name, result.value);
  for (const std::string& more : {error, data})
    if (!more.empty()) note.message += " " + more;
  note.set("CALL_ID", id).set("HOST", around_.host.name()).set("PROGRAM", name_);
  note.set("CALL", call.name).set("RESULT", static_cast<std::int64_t>(result.value));
  if (!error.empty()) note.set("ERRNO", error);
  if (result.ok() && !data.empty()) note.set("DATA", data);
  if (!result.from.empty()) note.set("FROM", result.from);
  if (on && !leaves_ends(call.name)) set_ends(note, *on);
  around_.notes.note(std::move(note));
}

}  // namespace wirelab::lessons
