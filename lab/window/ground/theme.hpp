#pragma once

#include <cstdint>

#include "lab/model/preferences.hpp"
#include "lab/rows/hue.hpp"

namespace wirelab::window {

// 0xAABBGGRR, as the draw list wants it.
using Color = std::uint32_t;

constexpr Color rgb(std::uint32_t hex) {
  return 0xFF000000u | (hex & 0xFF) << 16 | (hex & 0xFF00) | hex >> 16;
}
Color mix(Color from, Color to, float share);
Color fade(Color color, float alpha);  // its alpha times `alpha`

// The palette of one look by role. Hue belongs to packets; chrome is grey. The roles were searched
// so that every pair stays apart under protan, deutan and tritan vision: change none alone.
struct Theme {
  lab::Look look = lab::Look::dark;
  Color bg, surface, surface2, surface3, line, line2;
  Color text, text2, muted, faint, accent, on_accent;
  Color client, server, syn, fin, rst, ack, now;
  // Yellow is never text on light: there *now* is a chip under ink, and its lines are ink.
  Color now_text, now_line, now_tint, on_now;

  Color role(lab::Hue hue) const;  // for strokes and fills
  Color ink(lab::Hue hue) const;   // for text in that role
  Color on(lab::Hue hue) const;    // for text on a fill of that role
  Color tint(lab::Hue hue) const;  // a cell that carries the role quietly
};

const Theme& theme(lab::Look look);

}  // namespace wirelab::window
