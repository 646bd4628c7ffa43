#pragma once

#include <algorithm>
#include <vector>

#include "lab/rows/ladder.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {

// From teaching time to the panel. Shared by the parts of the ladder.
struct LadderScale {
  Rect plot;      // what is visible of the ladder
  float x0, x1;   // the lifelines' middles
  double top;     // y of teaching time 0, scrolled
  double per_ns;  // logical units a nanosecond

  // What lies far outside the plot stands just so far outside.
  float y(Time teaching) const {
    constexpr double far = 50'000;
    const double y = top + static_cast<double>(teaching) * per_ns;
    return static_cast<float>(std::clamp(y, plot.y - far, plot.bottom() + far));
  }
  float x(double share) const { return x0 + 6 + static_cast<float>(share) * (x1 - x0 - 12); }
  Point at(lab::LadderRows::Point p) const { return {x(p.x), y(p.y)}; }
  bool sees(float from, float to) const { return to >= plot.y && from <= plot.bottom(); }
  bool holds(Rect r) const { return r.y >= plot.y && r.bottom() <= plot.bottom(); }
};

// Where texts and signs already stand: a text that would cover one looks for another place or stays
// away.
class Taken {
 public:
  bool free(Rect r) const;
  void add(Rect r) { rects_.push_back(r); }

 private:
  std::vector<Rect> rects_;
};

// How many arrows pass through a rectangle, but for its own.
int crossed(const LadderScale& scale, const lab::LadderRows& rows,
            const lab::LadderRows::Arrow* own, Rect r);

// Outside: states beside the lifelines, the kernel's timers, the programs' calls.
void draw_lifelines(Paint& paint, const LadderScale& scale, const lab::LadderRows& rows,
                    Taken& taken);
void draw_margins(Paint& paint, const LadderScale& scale, const lab::LadderRows& rows,
                  Taken& taken);
void draw_call_marks(Paint& paint, const LadderScale& scale, const lab::LadderRows& rows,
                     Taken& taken);
// A text outside the lifeline: at `y`, or a little above, below or further out where that place is
// taken, unless it is `tied` to it. False: no room.
bool place_outside(Paint& paint, const LadderScale& scale, bool left, float x, float y, Face face,
                   Color color, std::string_view text, Taken& taken, bool tied);
// Many frames as one; a click opens them.
Requests draw_bands(Paint& paint, const LadderScale& scale, const lab::LadderRows& rows,
                    Taken& taken);
// Inside: the arrows, then what is written on them.
void draw_arrows(Paint& paint, const LadderScale& scale, const lab::LadderRows& rows, Taken& taken);
void draw_labels(Paint& paint, const LadderScale& scale, const lab::LadderRows& rows, Taken& taken);

}  // namespace wirelab::window
