#pragma once

#include <memory>
#include <string>
#include <vector>

#include "capture/bytes/result.hpp"
#include "lab/window/ground/fonts.hpp"
#include "lab/window/ground/frame.hpp"
#include "lab/window/ground/screen.hpp"
#include "lab/window/showing/keys.hpp"

struct GLFWwindow;

namespace wirelab::window {

// GLFW's library, while it is in use.
class Glfw {
 public:
  Glfw();
  ~Glfw();
  Glfw(const Glfw&) = delete;
  Glfw& operator=(const Glfw&) = delete;
  explicit operator bool() const { return ready_; }

 private:
  bool ready_;
};

// A window on a display, with OpenGL and ImGui's backends in it. Input wakes wait(); nothing is
// drawn unless asked for.
class GlfwWindow {
 public:
  // The library must be ready. OpenGL 3.3 core, else 3.0.
  static Result<std::unique_ptr<GlfwWindow>> open(const std::string& title);
  ~GlfwWindow();
  GlfwWindow(const GlfwWindow&) = delete;
  GlfwWindow& operator=(const GlfwWindow&) = delete;

  bool should_close() const;
  void wait(double seconds);  // until there is input, a wake() or the time is up
  static void wake();         // from any thread
  bool take_input();          // something came from the person since the last call
  std::vector<Key> take_keys();
  bool typing() const;  // letters belong to a text, not to the window
  bool software() const { return software_; }

  // The scale that the text setting leads to here: clamped, so that the logical width stays at
  // least 760.
  float scale(int text_percent) const;
  int shown_percent(int text_percent) const;
  void frame(const Theme& theme, const Words& words, Registry& registry, float ui,
             const std::string& characters, const std::function<void(Paint&, Rect)>& draw);

 private:
  GlfwWindow() = default;
  void load_fonts(float ui, const std::string& characters);
  void listen();

  GLFWwindow* window_ = nullptr;
  std::unique_ptr<Context> context_;
  std::unique_ptr<Fonts> fonts_;
  float fonts_for_ = 0;
  std::string fonts_of_;
  bool software_ = false, input_ = true;
  std::vector<Key> keys_;
  std::vector<int> tapped_;  // GLFW keys pressed since the last frame
};

}  // namespace wirelab::window
