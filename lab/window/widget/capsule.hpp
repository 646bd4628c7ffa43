#pragma once

#include <string_view>

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

enum class CapsuleKind { travelling, held, lost };
struct Capsule {
  CapsuleKind kind = CapsuleKind::travelling;
  lab::Hue hue = lab::Hue::client;
  bool grip = false;  // the hand can take it
  float width = 0;    // 0: as its label needs
};
float capsule_width(const Paint& paint, const Capsule& capsule, std::string_view label);
float capsule_height(const Capsule& capsule);
// A frame on the wire, its middle at `centre`.
Rect draw_capsule(Paint& paint, Point centre, const Capsule& capsule, std::string_view label);

}  // namespace wirelab::window
