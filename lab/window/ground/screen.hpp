#pragma once

#include <memory>
#include <string>

#include "lab/window/ground/fonts.hpp"
#include "lab/window/ground/frame.hpp"
#include "lab/window/ground/png.hpp"

struct ImGuiContext;

namespace wirelab {
class Words;
}

namespace wirelab::window {

// Owns an ImGui context.
class Context {
 public:
  Context();
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

 private:
  ImGuiContext* context_;
};

// A window without a display: pictures and tests. Input is set by the test, frames last 1/60 s.
class Screen {
 public:
  Screen(int width, int height, float ui, const std::string& text);

  void move(Point logical);
  void press(bool down);
  void wheel(float notches);
  void key(int key, bool down);
  // Runs one frame.
  void frame(const Theme& theme, const Words& words, const std::function<void(Paint&, Rect)>& draw);
  // Of the last frame.
  Image picture() const;
  Registry& registry() { return registry_; }
  float ui() const { return ui_; }

 private:
  Context context_;
  std::unique_ptr<Fonts> fonts_;
  Registry registry_;
  int width_, height_;
  float ui_;
  Color ground_ = 0;
};

}  // namespace wirelab::window
