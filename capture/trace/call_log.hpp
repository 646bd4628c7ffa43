#pragma once

#include "capture/recording/note.hpp"
#include "capture/trace/call_spans.hpp"
#include "capture/trace/connection.hpp"
#include "capture/trace/events.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace wirelab {

// The programs' calls. A return is joined to its call by the call's id.
class CallLog {
 public:
  // Each gives the call as it is known by now.
  const CallEvent& begin(const Note& note, std::uint32_t scene);
  const CallEvent& end(const Note& note, std::uint32_t scene);
  // New scene: ids may start afresh.
  void forget_open() { open_.clear(); }

  std::span<const CallEvent> all() const { return calls_; }
  // A call that can change the state of this socket has begun and not returned. A blocked accept()
  // or recv() changes none.
  bool in_progress(std::uint32_t scene, const SideInfo& local, const SideInfo& remote, Time time);

 private:
  CallSpans& spans_of(const CallEvent& call);

  std::vector<CallEvent> calls_;
  // Of connect, close and shutdown, by scene, host and the addresses that the call knows.
  std::unordered_map<std::string, CallSpans> changing_;
  std::unordered_map<std::int64_t, std::size_t> open_;
};

}  // namespace wirelab
