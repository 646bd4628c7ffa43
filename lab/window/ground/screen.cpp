#include "lab/window/ground/screen.hpp"

#include <imgui.h>

#include "lab/window/ground/raster.hpp"

namespace wirelab::window {

Context::Context() : context_(ImGui::CreateContext()) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // nothing is written behind the learner's back
  io.LogFilename = nullptr;
  ImGui::GetStyle().CurveTessellationTol = 0.4F;
  ImGui::GetStyle().CircleTessellationMaxError = 0.2F;
}

Context::~Context() { ImGui::DestroyContext(context_); }

Screen::Screen(int width, int height, float ui, const std::string& text)
    : width_(width), height_(height), ui_(ui) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
  io.DeltaTime = 1.F / 60;
  io.MousePos = {-1e4F, -1e4F};
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  for (int i = 0; i < ImGuiKey_COUNT; ++i) io.KeyMap[i] = i;
  fonts_ = std::make_unique<Fonts>(*io.Fonts, ui, text);
  unsigned char* pixels = nullptr;
  int w = 0, h = 0;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);
  // Any name but null: the rasteriser knows only this one texture.
  io.Fonts->SetTexID(fonts_.get());
}

void Screen::move(Point p) { ImGui::GetIO().MousePos = {p.x * ui_, p.y * ui_}; }
void Screen::press(bool down) { ImGui::GetIO().MouseDown[0] = down; }
void Screen::wheel(float notches) { ImGui::GetIO().MouseWheel = notches; }
void Screen::key(int key, bool down) { ImGui::GetIO().KeysDown[key] = down; }

void Screen::frame(const Theme& theme, const Words& words,
                   const std::function<void(Paint&, Rect)>& draw) {
  ImGui::NewFrame();
  draw_frame(theme, *fonts_, words, registry_, ui_, draw);
  ImGui::Render();
  ImGui::GetIO().MouseWheel = 0;
  ground_ = theme.bg;
}

Image Screen::picture() const {
  unsigned char* pixels = nullptr;
  Atlas atlas;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &atlas.width, &atlas.height);
  atlas.pixels = pixels;
  Image image{width_, height_, {}};
  rasterise(*ImGui::GetDrawData(), atlas, ground_, image);
  return image;
}

}  // namespace wirelab::window
