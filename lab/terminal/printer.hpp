#pragma once

#include "capture/trace/grounds_of.hpp"
#include "capture/words/words.hpp"
#include "lab/terminal/frame_content.hpp"
#include "lab/terminal/style.hpp"
#include "lessons/text/lesson_text.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace wirelab::lab {

// Prints a recording while it comes in: a run scene by scene, as each is over; a foreign capture
// frame by frame.
class Printer {
 public:
  struct Options {
    bool json = false;
    std::string file;                        // as the first JSON line names it
    std::optional<std::size_t> most_frames;  // -c
    // Which frames are shown; empty: all. A run is then printed in lines, not in ladders.
    std::function<bool(const FrameRow&)> shows;
    // Bytes of a frame that is printed now, borrowed; empty: there are none at hand.
    std::function<Bytes(const FrameRow&)> bytes;
    Style style;
  };
  using Out = std::function<void(std::string_view)>;
  // The text of a lesson by its name; nullptr when there is none.
  using FindLesson = std::function<const lessons::LessonText*(const std::string&)>;

  Printer(Options options, const Words& words, FindLesson lessons, Out out);

  // Prints what has become complete since the last call. `over`: nothing more will come.
  void print(const Trace& trace, bool over);
  // Enough was printed (-c): the caller need not read on.
  bool full() const;

 private:
  void print_scenes(const Trace& trace, bool over);
  void print_scene(const Trace& trace, std::size_t scene);
  void print_frames(const Trace& trace);
  void print_frame(const Trace& trace, std::size_t index);
  void print_text(const Trace& trace, const FrameRow& frame, const FrameContent& content);

  Options options_;
  const Words& words_;
  FindLesson lessons_;
  Out out_;
  std::size_t scenes_ = 0, frames_ = 0;  // printed so far
  std::size_t next_ = 0;                 // frame to look at
  Witnesses witnesses_;
  decode::Observer observer_;
  unsigned explained_ = 0;  // artefacts, a bit each
  bool begun_ = false;
};

}  // namespace wirelab::lab
