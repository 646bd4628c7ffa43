#include "capture/trace/call_log.hpp"

#include <string_view>

namespace wirelab {

namespace {

bool changes_state(const std::string& call) {
  return call == "connect" || call == "close" || call == "shutdown";
}

std::string socket_key(std::uint32_t scene, std::string_view host, std::string_view local,
                       std::string_view remote) {
  std::string key = std::to_string(scene);
  for (const std::string_view part : {host, local, remote}) key.append(1, '\n').append(part);
  return key;
}

}  // namespace

const CallEvent& CallLog::begin(const Note& note, std::uint32_t scene) {
  CallEvent call;
  call.scene = scene;
  call.id = note.number("CALL_ID").value_or(0);
  call.host = note.get("HOST");
  call.program = note.get("PROGRAM");
  call.call = note.get("CALL");
  call.arguments = note.get("ARGUMENTS");
  call.begin = note.time;
  call.local = note.get("LOCAL");
  call.remote = note.get("REMOTE");
  open_[call.id] = calls_.size();
  if (changes_state(call.call)) spans_of(call).begin(call.begin);
  calls_.push_back(std::move(call));
  return calls_.back();
}

const CallEvent& CallLog::end(const Note& note, std::uint32_t scene) {
  const std::int64_t id = note.number("CALL_ID").value_or(0);
  if (!open_.contains(id)) begin(note, scene);
  CallEvent& call = calls_[open_[id]];
  open_.erase(id);
  if (changes_state(call.call)) spans_of(call).end(call.begin);
  call.end = note.time;
  call.result = note.get("RESULT");
  call.error = note.get("ERRNO");
  if (const auto local = note.get("LOCAL"); !local.empty()) call.local = local;
  if (const auto remote = note.get("REMOTE"); !remote.empty()) call.remote = remote;
  if (changes_state(call.call)) spans_of(call).add(call.begin, note.time);
  return call;
}

CallSpans& CallLog::spans_of(const CallEvent& call) {
  return changing_[socket_key(call.scene, call.host, call.local, call.remote)];
}

// Unknown addresses of a call may be any of its host's.
bool CallLog::in_progress(std::uint32_t scene, const SideInfo& local, const SideInfo& remote,
                          Time time) {
  constexpr std::string_view unknown;
  for (const std::string_view from : {std::string_view(local.endpoint), unknown})
    for (const std::string_view to : {std::string_view(remote.endpoint), unknown}) {
      const auto found = changing_.find(socket_key(scene, local.host, from, to));
      if (found != changing_.end() && found->second.any_at(time)) return true;
    }
  return false;
}

}  // namespace wirelab
