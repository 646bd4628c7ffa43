#include "lab/window/widget/button.hpp"

namespace wirelab::window {
namespace {

constexpr float key_gap = 14;

struct Skin {
  Color fill, border, text, key;
};

Skin skin(const Theme& t, const Button& look, const Touch& touch) {
  const bool over = touch.hovered && look.enabled;
  switch (look.kind) {
    case ButtonKind::filled: {
      const Color fill = look.enabled ? t.accent : t.surface3;
      return {over ? mix(fill, t.surface, touch.held ? 0.2F : 0.1F) : fill, 0,
              look.enabled ? t.on_accent : t.faint, mix(t.accent, t.on_accent, 0.55F)};
    }
    case ButtonKind::border:
      return {over ? t.surface3 : 0, t.line2, look.enabled ? t.text : t.faint, t.muted};
    case ButtonKind::quiet: return {over ? t.surface3 : 0, 0, over ? t.text : t.muted, t.muted};
    case ButtonKind::item: return {over ? t.surface3 : 0, 0, t.text, t.muted};
    case ButtonKind::chosen: return {t.surface3, 0, t.text, t.muted};
  }
  return {};
}

void draw_sign(Paint& paint, Point c, Sign sign, Color color) {
  switch (sign) {
    case Sign::play: {
      const Point shape[] = {{c.x - 6, c.y - 8}, {c.x + 8.5F, c.y}, {c.x - 6, c.y + 8}};
      paint.fill_poly(shape, color);
      break;
    }
    case Sign::pause:
      paint.fill({c.x - 6, c.y - 7, 4, 14}, color);
      paint.fill({c.x + 2, c.y - 7, 4, 14}, color);
      break;
    case Sign::previous: {
      const Point shape[] = {{c.x + 8, c.y - 7}, {c.x + 8, c.y + 7}, {c.x - 5, c.y}};
      paint.fill_poly(shape, color);
      paint.fill({c.x - 9, c.y - 7, 2, 14}, color);
      break;
    }
    case Sign::next: {
      const Point shape[] = {{c.x - 8, c.y - 7}, {c.x + 5, c.y}, {c.x - 8, c.y + 7}};
      paint.fill_poly(shape, color);
      paint.fill({c.x + 7, c.y - 7, 2, 14}, color);
      break;
    }
  }
}

}  // namespace

bool draw_button(Paint& paint, std::string_view name, Rect r, std::string_view label, Button look) {
  const Touch touch = look.enabled ? paint.touch(name, r) : Touch{};
  const Skin s = skin(paint.theme(), look, touch);
  if (s.fill != 0) paint.fill(r, s.fill, look.radius);
  if (s.border != 0) paint.stroke(r, s.border, 1, look.radius);
  if (look.key.empty()) {
    paint.text(r.mid_x(), r.mid_y(), look.face, s.text, label, Align::centre);
  } else {
    const float text = paint.width(look.face, label), key = paint.width(Face::mono, look.key);
    const float x = r.mid_x() - (text + key_gap + key) / 2;
    paint.text(x, r.mid_y(), look.face, s.text, label);
    paint.text(x + text + key_gap, r.mid_y(), Face::mono, s.key, look.key);
  }
  return touch.clicked;
}

float button_width(const Paint& paint, std::string_view label, Button look, float pad) {
  const float key = look.key.empty() ? 0 : key_gap + paint.width(Face::mono, look.key);
  return paint.width(look.face, label) + key + 2 * pad;
}

bool sign_button(Paint& paint, std::string_view name, Rect r, Sign sign, bool filled) {
  const Theme& t = paint.theme();
  const Touch touch = paint.touch(name, r);
  const Color fill = filled ? t.accent : t.surface3;
  const Color shown = touch.hovered ? mix(fill, filled ? t.surface : t.line2,
                                          0.15F + 0.15F * static_cast<float>(touch.held))
                                    : fill;
  paint.fill(r, shown, filled ? r.h / 2 : 8);
  draw_sign(paint, r.centre(), sign, filled ? t.on_accent : t.text);
  return touch.clicked;
}

}  // namespace wirelab::window
