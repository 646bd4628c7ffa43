#include "lab/window/widget/capsule.hpp"

#include "lab/window/widget/dashes.hpp"
#include "lab/window/widget/glow.hpp"
#include "lab/window/widget/mark.hpp"

namespace wirelab::window {
namespace {

constexpr float grip_room = 24, cross_room = 24;

Face face_of(const Capsule& capsule) {
  return capsule.kind == CapsuleKind::held ? Face::mono_large : Face::mono;
}

}  // namespace

float capsule_height(const Capsule& capsule) { return capsule.kind == CapsuleKind::held ? 36 : 25; }

float capsule_width(const Paint& paint, const Capsule& capsule, std::string_view label) {
  if (capsule.width > 0) return capsule.width;
  const float text = paint.width(face_of(capsule), label);
  switch (capsule.kind) {
    case CapsuleKind::held: return text + 40 + (capsule.grip ? grip_room : 0);
    case CapsuleKind::lost: return text + 30 + cross_room;
    case CapsuleKind::travelling: break;
  }
  return text + 28;
}

Rect draw_capsule(Paint& paint, Point centre, const Capsule& capsule, std::string_view label) {
  const Theme& t = paint.theme();
  const float w = capsule_width(paint, capsule, label), h = capsule_height(capsule);
  const Rect r{centre.x - w / 2, centre.y - h / 2, w, h};
  const Face face = face_of(capsule);
  const Color color = t.role(capsule.hue);
  if (capsule.kind == CapsuleKind::lost) {
    paint.fill(r, t.bg, h / 2);
    dashed_pill(paint, r, t.rst, 1.5F, {5, 3});
    cross_mark(paint, {r.x + 19, centre.y}, 4.5F, t.rst, 2);
    paint.text(r.x + 12 + cross_room, centre.y, face, t.rst, label);
    return r;
  }
  if (capsule.kind == CapsuleKind::held) glow_box(paint, r, color, h / 2, 1);
  paint.fill(r, color, h / 2);
  const float left = capsule.grip ? grip_room : 0;
  if (capsule.grip) grip_dots(paint, {r.x + 20, centre.y}, t.on(capsule.hue));
  paint.text(r.mid_x() + left / 2, centre.y, face, t.on(capsule.hue), label, Align::centre);
  return r;
}

}  // namespace wirelab::window
