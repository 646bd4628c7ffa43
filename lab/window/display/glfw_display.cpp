#include "lab/window/display/glfw_display.hpp"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace wirelab::window {
namespace {

constexpr int first_width = 1600, first_height = 1000, least_width = 1100, least_height = 700;
constexpr float least_logical_width = 760;

GLFWwindow* create(const std::string& title, int major, int minor, bool core) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, major);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, minor);
  if (core) {
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  }
  glfwWindowHint(GLFW_SAMPLES,
                 0);  // ImGui smooths its own edges; four samples cost five times the time
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  return glfwCreateWindow(first_width, first_height, title.c_str(), nullptr, nullptr);
}

std::optional<Key> named(int key) {
  switch (key) {
    case GLFW_KEY_SPACE: return Key::space;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER: return Key::enter;
    case GLFW_KEY_LEFT: return Key::left;
    case GLFW_KEY_RIGHT: return Key::right;
    case GLFW_KEY_PAGE_UP: return Key::page_up;
    case GLFW_KEY_PAGE_DOWN: return Key::page_down;
    case GLFW_KEY_HOME: return Key::home;
    case GLFW_KEY_END: return Key::end;
    case GLFW_KEY_KP_ADD: return Key::plus;
    case GLFW_KEY_KP_SUBTRACT: return Key::minus;
    case GLFW_KEY_KP_2: return Key::two;
    default: return std::nullopt;
  }
}

// By what the key prints on this keyboard, not by where it lies on an American one.
std::optional<Key> printed(std::string_view name) {
  constexpr std::pair<std::string_view, Key> keys[] = {
      {"a", Key::a},    {"b", Key::b},    {"c", Key::c},     {"d", Key::d},   {"r", Key::r},
      {"x", Key::x},    {"l", Key::l},    {"k", Key::k},     {"n", Key::n},   {"2", Key::two},
      {"+", Key::plus}, {"=", Key::plus}, {"-", Key::minus}, {"/", Key::find}};
  for (const auto& [text, key] : keys) {
    if (text == name) return key;
  }
  return std::nullopt;
}

std::optional<Key> meaning(int key, int scancode, int mods) {
  const char* name = glfwGetKeyName(key, scancode);
  if ((mods & GLFW_MOD_CONTROL) != 0) {
    if (name != nullptr && std::strcmp(name, "q") == 0) return Key::quit;
    if (name != nullptr && std::strcmp(name, "f") == 0) return Key::find;
    return std::nullopt;
  }
  if ((mods & (GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) return std::nullopt;
  if (const auto found = named(key)) return found;
  return name == nullptr ? std::nullopt : printed(name);
}

// A held arrow or clicker repeats; what decides something does not.
bool repeats(Key key) { return key == Key::left || key == Key::right; }

bool is_software(const char* renderer) {
  const std::string_view name = renderer == nullptr ? "" : renderer;
  for (const std::string_view known : {"llvmpipe", "softpipe", "swrast", "Software"}) {
    if (name.find(known) != name.npos) return true;
  }
  return false;
}

}  // namespace

Glfw::Glfw() : ready_(glfwInit() == GLFW_TRUE) {}
Glfw::~Glfw() {
  if (ready_) glfwTerminate();
}

Result<std::unique_ptr<GlfwDisplay>> GlfwDisplay::open(const std::string& title) {
  std::unique_ptr<GlfwDisplay> made(new GlfwDisplay);
  const char* shading = "#version 330 core";
  made->window_ = create(title, 3, 3, true);
  if (made->window_ == nullptr) {
    shading = "#version 130";
    made->window_ = create(title, 3, 0, false);
  }
  if (made->window_ == nullptr) {
    return Error{ErrorKind::machine, "This display offers no OpenGL 3.0, which the window needs."};
  }
  glfwMakeContextCurrent(made->window_);
  glfwSwapInterval(0);  // the loop paces itself: under some servers the interval does not
  made->software_ = is_software(reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
  float scale = 1;
  glfwGetWindowContentScale(made->window_, &scale, nullptr);
  glfwSetWindowSizeLimits(made->window_, static_cast<int>(least_width * scale),
                          static_cast<int>(least_height * scale), GLFW_DONT_CARE, GLFW_DONT_CARE);
  made->context_ = std::make_unique<Context>();
  made->listen();
  ImGui_ImplGlfw_InitForOpenGL(made->window_,
                               true);  // passes every event on to the listeners above
  ImGui_ImplOpenGL3_Init(shading);
  return made;
}

GlfwDisplay::~GlfwDisplay() {
  if (context_) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    context_.reset();
  }
  if (window_ != nullptr) glfwDestroyWindow(window_);
}

void GlfwDisplay::listen() {
  glfwSetWindowUserPointer(window_, this);
  static constexpr auto self = [](GLFWwindow* w) {
    return static_cast<GlfwDisplay*>(glfwGetWindowUserPointer(w));
  };
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
    self(w)->input_ = true;
    if (action == GLFW_RELEASE) return;
    if (key >= 0) self(w)->tapped_.push_back(key);
    const auto found = meaning(key, scancode, mods);
    if (found && (action == GLFW_PRESS || repeats(*found))) self(w)->keys_.push_back(*found);
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int, int, int) { self(w)->input_ = true; });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { self(w)->input_ = true; });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { self(w)->input_ = true; });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int) { self(w)->input_ = true; });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { self(w)->input_ = true; });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w)->input_ = true; });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w)->input_ = true; });
  glfwSetWindowContentScaleCallback(window_,
                                    [](GLFWwindow* w, float, float) { self(w)->input_ = true; });
}

bool GlfwDisplay::should_close() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

void GlfwDisplay::wait(double seconds) {
  if (seconds > 0) {
    glfwWaitEventsTimeout(seconds);
  } else {
    glfwPollEvents();
  }
}

void GlfwDisplay::wake() { glfwPostEmptyEvent(); }

bool GlfwDisplay::take_input() { return std::exchange(input_, false); }

bool GlfwDisplay::typing() const { return ImGui::GetIO().WantTextInput; }

std::vector<Key> GlfwDisplay::take_keys() { return std::exchange(keys_, {}); }

float GlfwDisplay::scale(int text_percent) const {
  float monitor = 1;
  glfwGetWindowContentScale(window_, &monitor, nullptr);
  int width = 0;
  glfwGetWindowSize(window_, &width, nullptr);
  const float wanted = monitor * static_cast<float>(text_percent) / 100;
  const float most = std::max(monitor, static_cast<float>(width) / least_logical_width);
  return std::max(0.5F, std::min(wanted, most));
}

int GlfwDisplay::shown_percent(int text_percent) const {
  const float one = scale(100);
  return one > 0 ? static_cast<int>(std::lround(scale(text_percent) / one * 100)) : text_percent;
}

void GlfwDisplay::load_fonts(float ui, const std::string& characters) {
  if (fonts_ && fonts_for_ == ui && fonts_of_ == characters) return;
  if (fonts_) ImGui_ImplOpenGL3_DestroyFontsTexture();
  fonts_ = std::make_unique<Fonts>(*ImGui::GetIO().Fonts, ui, characters);
  if (fonts_for_ != 0) ImGui_ImplOpenGL3_CreateFontsTexture();  // the first time NewFrame does it
  fonts_for_ = ui;
  fonts_of_ = characters;
}

void GlfwDisplay::frame(const Theme& theme, const Words& words, Registry& registry, float ui,
                        const std::string& characters,
                        const std::function<void(Paint&, Rect)>& draw) {
  load_fonts(ui, characters);
  // A key that was let go before it was seen is down for this frame.
  for (const int key : tapped_) ImGui::GetIO().KeysDown[key] = true;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  draw_frame(theme, *fonts_, words, registry, ui, draw);
  ImGui::Render();
  for (const int key : std::exchange(tapped_, {}))
    ImGui::GetIO().KeysDown[key] = glfwGetKey(window_, key) == GLFW_PRESS;
  int width = 0, height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  glViewport(0, 0, width, height);
  const auto part = [&](int shift) { return static_cast<float>(theme.bg >> shift & 0xFF) / 255; };
  glClearColor(part(0), part(8), part(16), 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
}

}  // namespace wirelab::window
