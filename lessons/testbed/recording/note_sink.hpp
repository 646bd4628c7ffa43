#pragma once

#include "capture/recording/note.hpp"

namespace wirelab::lessons {

// Where notes go: the recorder. Callable from any thread; the time is the note's own (now() if 0).
class NoteSink {
 public:
  virtual ~NoteSink() = default;
  virtual void note(Note note) = 0;
};

// CLOCK_REALTIME in ns: the clock that stamps the frames too.
Time now();

}  // namespace wirelab::lessons
