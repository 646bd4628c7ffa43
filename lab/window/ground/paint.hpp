#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lab/rows/wording.hpp"
#include "lab/window/ground/fonts.hpp"
#include "lab/window/ground/geometry.hpp"
#include "lab/window/ground/registry.hpp"
#include "lab/window/ground/theme.hpp"

struct ImDrawList;
struct ImFont;

namespace wirelab {
class Words;
}

namespace wirelab::window {

enum class Align { left, centre, right };

// What the pointer does to a widget in this frame.
struct Touch {
  bool hovered = false, held = false, clicked = false;
};

// The one pen of a frame: logical units in, crisp pixels out. Texts and widgets enter the registry
// as they are drawn, and made readable (capture/bytes/readable.hpp). A text is placed by the middle
// of its line: with our fonts that is the middle of the capitals.
class Paint {
 public:
  Paint(ImDrawList& list, const Theme& theme, const Fonts& fonts, const Words& words,
        Registry& registry, float ui);

  const Theme& theme() const { return theme_; }
  Registry& registry() { return registry_; }
  float ui() const { return ui_; }
  ImFont* font(Face face) const { return fonts_[face]; }
  // The sentence of an id of words/*.toml.
  std::string say(std::string_view id, std::initializer_list<lab::Filling> values = {}) const {
    return lab::say(words_, id, values);
  }
  float pixel() const { return 1.F / ui_; }  // one pixel in logical units

  void fill(Rect r, Color color, float radius = 0);
  void fade_out(Rect r, Color ground);  // what goes on below the edge of a scrolled area
  void stroke(Rect r, Color color, float width = 1, float radius = 0);
  void line(Point a, Point b, Color color, float width = 1);
  void across(float x0, float x1, float y, Color color);  // a divider of one pixel
  void down(float x, float y0, float y1, Color color);
  void poly(std::span<const Point> points, Color color, float width, bool closed = false);
  void fill_poly(std::span<const Point> convex, Color color);
  void bezier(Point a, Point b, Point c, Point d, Color color, float width);
  void disc(Point centre, float radius, Color color);
  void ring(Point centre, float radius, Color color, float width);
  void arc(Point centre, float radius, float from, float to, Color color, float width);

  float width(Face face, std::string_view text) const;
  float height(Face face) const;
  // Draws and returns the width; `y` is the middle of the line.
  float text(float x, float y, Face face, Color color, std::string_view text,
             Align align = Align::left);
  // Cut with an ellipsis where it would be wider than `room`.
  float text_in(float x, float y, float room, Face face, Color color, std::string_view text,
                Align align = Align::left);
  // The text, with an ellipsis where it had to be cut.
  std::string cut(Face face, std::string_view text, float room) const;
  Rect text_rect(float x, float y, Face face, std::string_view text,
                 Align align = Align::left) const;

  // A hit area, drawn by the caller. `name` is unique in the frame.
  Touch touch(std::string_view name, Rect area);
  Point pointer() const;
  float wheel(Rect area) const;                 // notches turned over this area in this frame
  void hint(Rect area, std::string_view text);  // shown while the pointer rests on `area`
  void draw_hint(Rect window);                  // last in the frame, above everything

  void push_clip(Rect r);
  void pop_clip();
  const Rect& clip() const { return clip_; }

  // Where tabs stand in a panel's head they are its title: its own head begins after them.
  std::optional<float> head_from;

 private:
  float px(float logical) const { return logical * ui_; }

  ImDrawList& list_;
  const Theme& theme_;
  const Fonts& fonts_;
  const Words& words_;
  Registry& registry_;
  float ui_;
  Rect clip_;
  std::vector<Rect> clips_;
  std::string hint_;
  Rect hint_at_;
};

// Clips drawing, texts in the registry and the pointer to a rectangle while it lives.
class Clip {
 public:
  Clip(Paint& paint, Rect r) : paint_(paint) { paint_.push_clip(r); }
  ~Clip() { paint_.pop_clip(); }
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;

 private:
  Paint& paint_;
};

}  // namespace wirelab::window
