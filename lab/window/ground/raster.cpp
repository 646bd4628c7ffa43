#include "lab/window/ground/raster.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace wirelab::window {
namespace {

struct Box {
  int left, top, right, bottom;
};

// An edge as a line function: 0 on it, positive inside. Pixels exactly on a top or left edge count.
struct Edge {
  std::int64_t value, step_x, step_y;
};

constexpr int sub_pixel = 16;  // 28.4
// Beyond any picture; what lies further out is drawn as if it lay there.
constexpr float furthest = 1 << 20;

int fixed(float v) {
  if (std::isnan(v)) return 0;
  return static_cast<int>(std::lround(std::clamp(v, -furthest, furthest) * sub_pixel));
}

Edge make_edge(int ax, int ay, int bx, int by, int left, int top) {
  const std::int64_t dx = bx - ax, dy = by - ay;
  const std::int64_t px = left * sub_pixel + sub_pixel / 2 - ax;
  const std::int64_t py = top * sub_pixel + sub_pixel / 2 - ay;
  const bool top_left = dy < 0 || (dy == 0 && dx > 0);
  return {dx * py - dy * px - (top_left ? 0 : 1), -dy * sub_pixel, dx * sub_pixel};
}

float sample(const Atlas& atlas, float u, float v) {
  const float x = u * static_cast<float>(atlas.width) - 0.5F;
  const float y = v * static_cast<float>(atlas.height) - 0.5F;
  const float fx = std::floor(x), fy = std::floor(y);
  const auto at = [&](int cx, int cy) {
    cx = std::clamp(cx, 0, atlas.width - 1);
    cy = std::clamp(cy, 0, atlas.height - 1);
    return static_cast<float>(atlas.pixels[cy * atlas.width + cx]);
  };
  const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
  const float tx = x - fx, ty = y - fy;
  const float upper = at(ix, iy) + (at(ix + 1, iy) - at(ix, iy)) * tx;
  const float lower = at(ix, iy + 1) + (at(ix + 1, iy + 1) - at(ix, iy + 1)) * tx;
  return (upper + (lower - upper) * ty) / 255.F;
}

using Channels = std::array<float, 4>;

Channels channels(ImU32 color) {
  Channels c{};
  for (std::size_t i = 0; i < 4; ++i) c[i] = static_cast<float>(color >> (8 * i) & 0xFF);
  return c;
}

void blend(std::uint8_t* pixel, const Channels& color, float coverage) {
  constexpr int whole = 1 << 16;
  const int alpha = static_cast<int>(color[3] / 255.F * coverage * whole);
  if (alpha <= 0) return;
  for (std::size_t i = 0; i < 3; ++i) {
    const int sum = pixel[i] * (whole - alpha) + static_cast<int>(color[i]) * alpha;
    pixel[i] = static_cast<std::uint8_t>((sum + whole / 2) / whole);
  }
}

struct Painter {
  const Atlas& atlas;
  Image& image;

  void triangle(const ImDrawVert* a, const ImDrawVert* b, const ImDrawVert* c, Box clip) const;
};

void Painter::triangle(const ImDrawVert* a, const ImDrawVert* b, const ImDrawVert* c,
                       Box clip) const {
  const int ax = fixed(a->pos.x), ay = fixed(a->pos.y);
  int bx = fixed(b->pos.x), by = fixed(b->pos.y), cx = fixed(c->pos.x), cy = fixed(c->pos.y);
  std::int64_t area = std::int64_t{bx - ax} * (cy - ay) - std::int64_t{by - ay} * (cx - ax);
  if (area == 0) return;
  if (area < 0) {
    std::swap(b, c), std::swap(bx, cx), std::swap(by, cy);
    area = -area;
  }
  const int left = std::max(clip.left, std::min({ax, bx, cx}) / sub_pixel - 1);
  const int top = std::max(clip.top, std::min({ay, by, cy}) / sub_pixel - 1);
  const int right = std::min(clip.right, std::max({ax, bx, cx}) / sub_pixel + 2);
  const int bottom = std::min(clip.bottom, std::max({ay, by, cy}) / sub_pixel + 2);
  if (left >= right || top >= bottom) return;

  Edge ea = make_edge(bx, by, cx, cy, left, top), eb = make_edge(cx, cy, ax, ay, left, top),
       ec = make_edge(ax, ay, bx, by, left, top);
  const bool flat = a->col == b->col && b->col == c->col;
  const bool solid =
      a->uv.x == b->uv.x && b->uv.x == c->uv.x && a->uv.y == b->uv.y && b->uv.y == c->uv.y;
  const Channels ca = channels(a->col), cb = channels(b->col), cc = channels(c->col);
  const float one = solid ? sample(atlas, a->uv.x, a->uv.y) : 0;
  const float over = 1.F / static_cast<float>(area);
  for (int y = top; y < bottom; ++y) {
    std::int64_t wa = ea.value, wb = eb.value, wc = ec.value;
    std::uint8_t* pixel =
        &image.pixels[4 * (std::size_t(y) * std::size_t(image.width) + std::size_t(left))];
    for (int x = left; x < right; ++x, pixel += 4) {
      if ((wa | wb | wc) >= 0) {
        const float sa = static_cast<float>(wa) * over, sb = static_cast<float>(wb) * over;
        const float sc = 1.F - sa - sb;
        Channels color = ca;
        if (!flat) {
          for (std::size_t i = 0; i < 4; ++i) color[i] = ca[i] * sa + cb[i] * sb + cc[i] * sc;
        }
        blend(pixel, color,
              solid ? one
                    : sample(atlas, a->uv.x * sa + b->uv.x * sb + c->uv.x * sc,
                             a->uv.y * sa + b->uv.y * sb + c->uv.y * sc));
      }
      wa += ea.step_x, wb += eb.step_x, wc += ec.step_x;
    }
    ea.value += ea.step_y, eb.value += eb.step_y, ec.value += ec.step_y;
  }
}

Box clip_of(const ImDrawCmd& command, const Image& image) {
  const auto whole = [](float v, int limit) {
    return static_cast<int>(std::clamp(v, 0.F, static_cast<float>(limit)));
  };
  return {whole(command.ClipRect.x, image.width), whole(command.ClipRect.y, image.height),
          whole(command.ClipRect.z, image.width), whole(command.ClipRect.w, image.height)};
}

}  // namespace

void rasterise(const ImDrawData& data, const Atlas& atlas, Color background, Image& image) {
  const std::size_t count = std::size_t(image.width) * std::size_t(image.height);
  image.pixels.resize(count * 4);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < 4; ++k) {
      image.pixels[4 * i + k] = k == 3 ? 255 : static_cast<std::uint8_t>(background >> (8 * k));
    }
  }
  const Painter painter{atlas, image};
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const Box clip = clip_of(command, image);
      const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
      const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        painter.triangle(&vertices[index[i]], &vertices[index[i + 1]], &vertices[index[i + 2]],
                         clip);
      }
    }
  }
}

}  // namespace wirelab::window
