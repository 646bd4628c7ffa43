#pragma once

#include "lab/window/ground/png.hpp"
#include "lab/window/ground/theme.hpp"

struct ImDrawData;

namespace wirelab::window {

// One channel of coverage, as ImFontAtlas::GetTexDataAsAlpha8 gives it.
struct Atlas {
  const std::uint8_t* pixels = nullptr;
  int width = 0, height = 0;
};

// Draws what ImGui::Render() left, in software: the same rules as OpenGL (28.4 fixed point,
// top-left rule, bilinear atlas, blending in order), so that a shot equals the window to a few
// pixels, and the same bytes every time. `image` must have its size set; it is cleared to
// `background`.
void rasterise(const ImDrawData& data, const Atlas& atlas, Color background, Image& image);

}  // namespace wirelab::window
