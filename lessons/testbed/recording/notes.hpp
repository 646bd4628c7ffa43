#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/recording/note.hpp"
#include "capture/trace/events.hpp"

#include <cstdint>
#include <string>

namespace wirelab::lessons {

// The notes of the wire and of a run, as capture/README.md lists them. Time 0: stamped when it is
// recorded.
struct FateFields {
  Time time = 0;
  std::uint64_t frame = 0;
  FateKind fate = FateKind::delivered;
  std::string to;  // interface; empty where several or none get it
  std::string by;
  int rule = 0;
  Time delay = 0;
  int copy = 1;
  std::string edit;  // of corrupted: "tcp.seq 1000 mended"
  Bytes bytes;       // of delivered: what arrived, where it is not what was sent
};
Note fate_note(const FateFields& fields);
Note wire_note(std::string action, std::string text, const std::string& by, int rule = 0);
Note error_note(const std::string& text, const std::string& line = "");

struct StepFields {
  std::string lesson, step;
  bool begin = true;
  int run = 1;
  std::uint64_t seed = 1;
};
Note step_note(const StepFields& fields);

Note ask_note(const std::string& id, bool turn, std::uint64_t frame, Time time);
Note answer_note(const std::string& ask, const std::string& option);
Note check_note(const std::string& id, bool passed, const std::string& expected,
                const std::string& actual);
Note fact_note(const std::string& name, const std::string& value);

}  // namespace wirelab::lessons
