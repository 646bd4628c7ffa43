#include "lab/window/ground/frame.hpp"

#include <imgui.h>

namespace wirelab::window {

void draw_frame(const Theme& theme, const Fonts& fonts, const Words& words, Registry& registry,
                float ui, const std::function<void(Paint&, Rect)>& draw) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.F);
  constexpr ImGuiWindowFlags flags =
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
      ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::Begin("wirelab", nullptr, flags);
  registry.clear();
  Paint paint(*ImGui::GetWindowDrawList(), theme, fonts, words, registry, ui);
  draw(paint, {0, 0, size.x / ui, size.y / ui});
  ImGui::End();
  ImGui::PopStyleVar(2);
}

}  // namespace wirelab::window
