#pragma once

#include <memory>
#include <string>
#include <vector>

#include "capture/bytes/result.hpp"
#include "lab/window/display/display.hpp"
#include "lab/window/ground/fonts.hpp"
#include "lab/window/ground/screen.hpp"

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
class GlfwDisplay final : public Display {
 public:
  // The library must be ready. OpenGL 3.3 core, else 3.0.
  static Result<std::unique_ptr<GlfwDisplay>> open(const std::string& title);
  ~GlfwDisplay() override;
  GlfwDisplay(const GlfwDisplay&) = delete;
  GlfwDisplay& operator=(const GlfwDisplay&) = delete;

  void wait(double seconds);  // until there is input, a wake() or the time is up
  static void wake();         // from any thread

  bool should_close() const override;
  bool take_input() override;
  std::vector<Key> take_keys() override;
  bool typing() const override;
  bool software() const override { return software_; }
  float scale(int text_percent) const override;
  int shown_percent(int text_percent) const override;
  void frame(const Theme& theme, const Words& words, Registry& registry, float ui,
             const std::string& characters, const std::function<void(Paint&, Rect)>& draw) override;

 private:
  GlfwDisplay() = default;
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
