#include "capture/trace/call_log.hpp"

#include <algorithm>

namespace wirelab {

namespace {

bool changes_state(const std::string& call) {
  return call == "connect" || call == "close" || call == "shutdown";
}

// Unknown addresses of a call may be any of its host's.
bool may_concern(const CallEvent& call, const SideInfo& local, const SideInfo& remote) {
  return call.host == local.host && (call.local.empty() || call.local == local.endpoint) &&
         (call.remote.empty() || call.remote == remote.endpoint);
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
  if (changes_state(call.call)) changing_.push_back(static_cast<std::uint32_t>(calls_.size()));
  calls_.push_back(std::move(call));
  return calls_.back();
}

const CallEvent& CallLog::end(const Note& note, std::uint32_t scene) {
  const std::int64_t id = note.number("CALL_ID").value_or(0);
  if (!open_.contains(id)) begin(note, scene);
  CallEvent& call = calls_[open_[id]];
  open_.erase(id);
  call.end = note.time;
  call.result = note.get("RESULT");
  call.error = note.get("ERRNO");
  if (const auto local = note.get("LOCAL"); !local.empty()) call.local = local;
  if (const auto remote = note.get("REMOTE"); !remote.empty()) call.remote = remote;
  return call;
}

bool CallLog::in_progress(std::uint32_t scene, const SideInfo& local, const SideInfo& remote,
                          Time time) const {
  const auto first =
      std::partition_point(changing_.begin(), changing_.end(),
                           [&](std::uint32_t index) { return calls_[index].scene < scene; });
  return std::any_of(first, changing_.end(), [&](std::uint32_t index) {
    const CallEvent& call = calls_[index];
    return call.scene == scene && call.begin <= time && (!call.end || time < *call.end) &&
           may_concern(call, local, remote);
  });
}

}  // namespace wirelab
