// The software rasteriser keeps OpenGL's rules.

#include "lab/window/ground/raster.hpp"

#include <catch2/catch.hpp>
#include <imgui.h>

#include "lab/window/ground/screen.hpp"
#include "tests/lab/run_builder.hpp"

using namespace wirelab;
using namespace wirelab::window;

namespace {

// Draws straight into a list and gives the picture back.
Image drawn(const std::function<void(ImDrawList&)>& draw, int size = 32) {
  Screen screen(size, size, 1, "");
  ImGui::NewFrame();
  draw(*ImGui::GetBackgroundDrawList());
  ImGui::Render();
  return screen.picture();
}

int red(const Image& image, int x, int y) {
  return image.pixels[4 * static_cast<std::size_t>(y * image.width + x)];
}

}  // namespace

TEST_CASE("raster_covers_each_pixel_of_a_quad_once") {
  // Two triangles share the diagonal: half-transparent white would show it twice as bright.
  const Image image = drawn([](ImDrawList& list) {
    list.AddRectFilled({4, 4}, {28, 28}, 0x80FFFFFF);
  });
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; ++x) {
      const bool inside = x >= 4 && x < 28 && y >= 4 && y < 28;
      INFO(x << ' ' << y);
      REQUIRE(red(image, x, y) == (inside ? 128 : 0));
    }
  }
}

TEST_CASE("raster_of_either_winding_is_the_same") {
  const auto triangle = [](bool turned) {
    return drawn([turned](ImDrawList& list) {
      list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
      if (turned) {
        list.AddTriangleFilled({2, 3}, {29, 8}, {9, 27}, 0xFFFFFFFF);
      } else {
        list.AddTriangleFilled({2, 3}, {9, 27}, {29, 8}, 0xFFFFFFFF);
      }
    });
  };
  CHECK(triangle(true).pixels == triangle(false).pixels);
}

TEST_CASE("raster_clips") {
  const Image image = drawn([](ImDrawList& list) {
    list.PushClipRect({8, 8}, {16, 16});
    list.AddRectFilled({-50, -50}, {500, 500}, 0xFFFFFFFF);
    list.PopClipRect();
  });
  int lit = 0;
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; ++x) lit += static_cast<int>(red(image, x, y) == 255);
  }
  CHECK(lit == 64);
  CHECK(red(image, 8, 8) == 255);
  CHECK(red(image, 16, 16) == 0);
}

TEST_CASE("raster_blends_in_the_order_of_drawing") {
  const Image image = drawn([](ImDrawList& list) {
    list.AddRectFilled({0, 0}, {32, 32}, 0xFFFFFFFF);
    list.AddRectFilled({0, 0}, {32, 32}, 0xFF0000C8);
  });
  CHECK(red(image, 5, 5) == 200);
}

TEST_CASE("raster_mixes_the_colours_of_corners") {
  const Image image = drawn([](ImDrawList& list) {
    list.AddRectFilledMultiColor({0, 0}, {32, 32}, 0xFF000000, 0xFF0000FF, 0xFF0000FF, 0xFF000000);
  });
  CHECK(red(image, 1, 16) < 16);
  CHECK(red(image, 30, 16) > 240);
  for (int x = 1; x < 32; ++x) REQUIRE(red(image, x, 16) >= red(image, x - 1, 16));
}
