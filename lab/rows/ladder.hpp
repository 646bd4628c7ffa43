#pragma once

#include "lab/model/capture_view.hpp"
#include "lab/rows/hue.hpp"
#include "lab/rows/way.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wirelab::lab {

// The ladder of the scene in view, in teaching time (ns from its origin): the painter scales y, and
// x 0 = left lifeline, 1 = right.
struct LadderRows {
  struct Lifeline {
    struct Span {
      Time from, to;      // teaching time
      std::string state;  // RFC name, "unknown" unlit
      Hue hue;
      bool label;  // name it at `from`
    };
    std::string name;  // "client"
    Hue hue;
    std::vector<Span> spans;
  };
  enum class End { arrow, lost, held, travelling };
  struct Point {
    double x;
    Time y;
  };
  struct Arrow {
    std::uint64_t frame;
    std::vector<Point> path;  // 2 points; 4 for delayed or released (slope, vertical, slope); ends
                              // at the playhead if later
    Point ghost_to;           // lost, held, travelling: where it would have arrived (dotted)
    End end;
    Hue hue;
    bool rightward, dashed = false, thick = false, double_head = false, copy = false;
    std::string strong, label;  // "SYN", "Seq=0"; strong in the hue, label in body colour
    std::string word;           // "resent"
    std::string fate;           // "dropped by you", "held by you", "+200 ms"
    bool selected = false;
    double from = 0, to = 1;  // the lifelines that it goes between
    bool branch = false;      // the same frame, to one more that gets it; without words
    std::string segment;      // that it is on, where there are several

    std::string whole_label() const;  // "Seq=0 (left)"
  };
  struct Tick {
    Time y;
    std::string text;  // "1000" ms since the scene's first frame
  };
  struct Timer {  // bracket on the outer side: the kernel's timer between a frame and its resend
    bool left;
    Time from, to;
    std::string text;   // "timer: 1 s"
    bool runs = false;  // beyond `to`: no bracket
  };
  struct CallMark {    // a program's call and return, beside its host's lifeline
    double x;          // of the lifeline
    Time from, to;     // to = from while it has not returned
    std::string text;  // "connect()" / "connect() = -1 ECONNREFUSED"
  };
  struct Band {  // many frames shown as one
    Fold fold;
    Time from, to;
    std::string text;  // "1 200 segments in 34 ms"
  };
  bool relative = true;
  bool folds = false;  // some were opened and can be closed again
  Lifeline left, right;
  std::vector<MiddleHost> middle;  // on benches of more than two hosts
  std::vector<Arrow> arrows;
  std::vector<Band> bands;
  std::vector<Tick> ticks;
  std::vector<TeachingTime::Break> breaks;
  std::vector<Timer> timers;
  std::vector<CallMark> calls;
  Time now = 0;          // teaching time of the playhead
  std::string now_text;  // "now 1072"
  Time length = 0;       // of what has happened so far
};
LadderRows ladder_rows(const View& view);
// Of a capture: the whole length of the connection in focus, with what stands between two teaching
// times alone.
LadderRows focus_ladder_rows(const CaptureView& view, Time from, Time to);

// The colour of an end while it is in a state: grey before, the opening, its own, the closing.
Hue state_hue(tcp::State state, bool left);

}  // namespace wirelab::lab
