#pragma once

#include "capture/trace/trace.hpp"
#include "capture/words/words.hpp"
#include "lab/terminal/frame_content.hpp"
#include "lab/terminal/style.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lab {

// A run in lines while it goes on: a frame once something has befallen it (and again when it leaves
// the hand), a call when it has returned, and what programs, rules, counters and errors say. A
// Trace of recent history will do, and what an item costs does not depend on how many frames wait.
class LiveLines {
 public:
  using Out = std::function<void(std::string_view)>;
  LiveLines(const Words& words, Style style, Out out);

  // An item that the Trace has just got, every one: the bytes of a frame are borrowed only now.
  void see(const Trace& trace, const Item& item);
  // Prints what has become known since the last call. `over`: nothing more will come, so frames
  // that are still under way are said as well.
  void print(const Trace& trace, bool over);

 private:
  struct Pending {
    FrameContent content;
    bool held = false;  // that was said
  };
  struct Line {
    Time time;
    std::string text;
  };
  void add_frames(const Trace& trace, bool over);
  bool add_frame(const Trace& trace, std::size_t index, Pending& pending, bool over);
  void add_calls(const Trace& trace);
  void see_frame(const Trace& trace, const Frame& frame);
  void see_note(const Trace& trace, const Note& note);
  void find_begin(const Trace& trace);
  Line line(Time time, const std::string& host, const std::string& text, Hue hue) const;

  const Words& words_;
  Style style_;
  Out out_;
  std::vector<Line> lines_;                // of this call of print()
  std::vector<Line> notes_;                // seen since the last one
  std::map<std::size_t, Pending> frames_;  // under way, or in the hand
  std::set<std::size_t> changed_;          // of these, something has befallen since the last one
  std::set<std::size_t> calls_;            // that have not returned
  decode::Observer observer_;
  std::size_t next_call_ = 0;
  Time begin_ = 0;
  bool has_begin_ = false;
};

}  // namespace wirelab::lab
