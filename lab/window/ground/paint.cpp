#include "lab/window/ground/paint.hpp"

#include <imgui.h>

#include <cmath>

#include "capture/bytes/readable.hpp"

namespace wirelab::window {

Paint::Paint(ImDrawList& list, const Theme& theme, const Fonts& fonts, const Words& words,
             Registry& registry, float ui)
    : list_(list), theme_(theme), fonts_(fonts), words_(words), registry_(registry), ui_(ui) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  clip_ = {0, 0, size.x / ui, size.y / ui};
}

void Paint::fill(Rect r, Color color, float radius) {
  if (r.empty()) return;
  list_.AddRectFilled({std::round(px(r.x)), std::round(px(r.y))},
                      {std::round(px(r.right())), std::round(px(r.bottom()))}, color, px(radius));
}

void Paint::fade_out(Rect r, Color ground) {
  const Color none = ground & 0x00FFFFFFu;
  list_.AddRectFilledMultiColor({std::round(px(r.x)), std::round(px(r.y))},
                                {std::round(px(r.right())), std::round(px(r.bottom()))}, none, none,
                                ground, ground);
}

void Paint::stroke(Rect r, Color color, float width, float radius) {
  // Inside the rectangle: a border never adds to the size of what it surrounds.
  const float w = std::max(1.F, std::round(px(width) * 2) / 2);
  const float half = (w - 1) / 2;
  list_.AddRect({std::round(px(r.x)) + half, std::round(px(r.y)) + half},
                {std::round(px(r.right())) - half, std::round(px(r.bottom())) - half}, color,
                px(radius), 0, w);
}

void Paint::line(Point a, Point b, Color color, float width) {
  list_.AddLine({px(a.x) - 0.5F, px(a.y) - 0.5F}, {px(b.x) - 0.5F, px(b.y) - 0.5F}, color,
                px(width));
}

void Paint::across(float x0, float x1, float y, Color color) {
  const float w = std::max(1.F, std::round(ui_));
  const float top = std::round(px(y));
  list_.AddRectFilled({std::round(px(x0)), top}, {std::round(px(x1)), top + w}, color);
}

void Paint::down(float x, float y0, float y1, Color color) {
  const float w = std::max(1.F, std::round(ui_));
  const float left = std::round(px(x));
  list_.AddRectFilled({left, std::round(px(y0))}, {left + w, std::round(px(y1))}, color);
}

void Paint::poly(std::span<const Point> points, Color color, float width, bool closed) {
  for (const Point& p : points) list_.PathLineTo({px(p.x), px(p.y)});
  list_.PathStroke(color, closed ? ImDrawFlags_Closed : 0, px(width));
}

void Paint::fill_poly(std::span<const Point> convex, Color color) {
  for (const Point& p : convex) list_.PathLineTo({px(p.x), px(p.y)});
  list_.PathFillConvex(color);
}

void Paint::bezier(Point a, Point b, Point c, Point d, Color color, float width) {
  list_.AddBezierCubic({px(a.x), px(a.y)}, {px(b.x), px(b.y)}, {px(c.x), px(c.y)},
                       {px(d.x), px(d.y)}, color, px(width));
}

void Paint::disc(Point centre, float radius, Color color) {
  list_.AddCircleFilled({px(centre.x), px(centre.y)}, px(radius), color);
}

void Paint::ring(Point centre, float radius, Color color, float width) {
  list_.AddCircle({px(centre.x), px(centre.y)}, px(radius), color, 0, px(width));
}

void Paint::arc(Point centre, float radius, float from, float to, Color color, float width) {
  list_.PathArcTo({px(centre.x), px(centre.y)}, px(radius), from, to);
  list_.PathStroke(color, 0, px(width));
}

float Paint::width(Face face, std::string_view any) const {
  const std::string text = readable(any);
  const ImFont* font = fonts_[face];
  return font->CalcTextSizeA(font->FontSize, 1e9F, 0, text.data(), text.data() + text.size()).x /
         ui_;
}

float Paint::height(Face face) const { return fonts_[face]->FontSize / ui_; }

Rect Paint::text_rect(float x, float y, Face face, std::string_view text, Align align) const {
  const float w = width(face, text), h = height(face);
  const float left = align == Align::left ? x : align == Align::right ? x - w : x - w / 2;
  return {left, y - h / 2, w, h};
}

float Paint::text(float x, float y, Face face, Color color, std::string_view any, Align align) {
  if (any.empty()) return 0;
  const std::string text = readable(any);
  const Rect r = text_rect(x, y, face, text, align);
  const Rect seen = r.common(clip_);
  if (seen.empty()) return r.w;
  registry_.label(text, seen);
  const ImFont* font = fonts_[face];
  // The capitals stand in the middle, on a whole pixel: the line box would be off by one at some
  // sizes.
  const float baseline = std::round(px(y) + fonts_.capitals(face) / 2);
  list_.AddText(font, font->FontSize, {std::round(px(r.x)), baseline - std::round(font->Ascent)},
                color, text.data(), text.data() + text.size());
  return r.w;
}

std::string Paint::cut(Face face, std::string_view text, float room) const {
  std::string left = readable(text);
  if (width(face, left) <= room) return left;
  while (!left.empty() && width(face, left + "…") > room) {
    while (!left.empty() && (left.back() & 0xC0) == 0x80) left.pop_back();  // a whole character
    if (!left.empty()) left.pop_back();
  }
  return left.empty() ? left : left + "…";
}

float Paint::text_in(float x, float y, float room, Face face, Color color, std::string_view text,
                     Align align) {
  const std::string shown = cut(face, text, room);
  if (shown != readable(text)) hint(text_rect(x, y, face, shown, align), text);
  return this->text(x, y, face, color, shown, align);
}

Touch Paint::touch(std::string_view name, Rect area) {
  const Rect seen = area.common(clip_);
  if (seen.empty()) return {};
  registry_.item(name, seen);
  ImGui::SetCursorScreenPos({px(seen.x), px(seen.y)});
  ImGui::PushID(name.data(), name.data() + name.size());
  Touch touch;
  touch.clicked = ImGui::InvisibleButton("touch", {px(seen.w), px(seen.h)});
  touch.hovered = ImGui::IsItemHovered();
  touch.held = ImGui::IsItemActive();
  ImGui::PopID();
  return touch;
}

Point Paint::pointer() const {
  const ImVec2 at = ImGui::GetIO().MousePos;
  return {at.x / ui_, at.y / ui_};
}

float Paint::wheel(Rect area) const {
  return area.common(clip_).contains(pointer()) ? ImGui::GetIO().MouseWheel : 0.F;
}

void Paint::hint(Rect area, std::string_view text) {
  if (text.empty() || !area.common(clip_).contains(pointer())) return;
  hint_ = readable(text);
  hint_at_ = area;
}

void Paint::draw_hint(Rect window) {
  if (hint_.empty()) return;
  constexpr float room = 320, pad = 8;
  const ImFont* font = fonts_[Face::small];
  const ImVec2 size = font->CalcTextSizeA(font->FontSize, px(room), px(room), hint_.c_str());
  Rect box{hint_at_.x, hint_at_.bottom() + 6, size.x / ui_ + 2 * pad, size.y / ui_ + 2 * pad};
  box.x = std::clamp(box.x, window.x + 4, std::max(window.x + 4, window.right() - box.w - 4));
  if (box.bottom() > window.bottom() - 4) box.y = hint_at_.y - 6 - box.h;
  fill(box, theme_.surface3, 6);
  stroke(box, theme_.line2, 1, 6);
  list_.AddText(font, font->FontSize, {std::round(px(box.x + pad)), std::round(px(box.y + pad))},
                theme_.text, hint_.c_str(), nullptr, px(room));
}

void Paint::push_clip(Rect r) {
  clips_.push_back(clip_);
  clip_ = clip_.common(r);
  ImGui::PushClipRect({std::round(px(r.x)), std::round(px(r.y))},
                      {std::round(px(r.right())), std::round(px(r.bottom()))}, true);
}

void Paint::pop_clip() {
  ImGui::PopClipRect();
  clip_ = clips_.back();
  clips_.pop_back();
}

}  // namespace wirelab::window
