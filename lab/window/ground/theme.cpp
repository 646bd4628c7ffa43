#include "lab/window/ground/theme.hpp"

#include <cmath>

namespace wirelab::window {
namespace {

Theme make_dark() {
  Theme t{};
  t.look = lab::Look::dark;
  t.bg = rgb(0x0E1116), t.surface = rgb(0x151A21), t.surface2 = rgb(0x1D242D);
  t.surface3 = rgb(0x27303B), t.line = rgb(0x28303A), t.line2 = rgb(0x3D4855);
  t.text = rgb(0xE9EEF5), t.text2 = rgb(0xB7C2CF), t.muted = rgb(0x8794A4);
  t.faint = rgb(0x6E7B8B), t.accent = rgb(0xF3F6FA), t.on_accent = rgb(0x0E1116);
  t.client = rgb(0x7FD3FF), t.server = rgb(0xFB9716), t.syn = rgb(0x42CB9A);
  t.fin = rgb(0xD774FA), t.rst = rgb(0xF04E42), t.ack = rgb(0x838E9D), t.now = rgb(0xF7EE9C);
  t.now_text = t.now, t.on_now = t.on_accent;
  t.now_line = mix(t.bg, t.now, 0.75F), t.now_tint = mix(t.bg, t.now, 0.2F);
  return t;
}

Theme make_light() {
  Theme t{};
  t.look = lab::Look::light;
  t.bg = rgb(0xF6F6F3), t.surface = rgb(0xFFFFFF), t.surface2 = rgb(0xF0F1ED);
  t.surface3 = rgb(0xE3E5DF), t.line = rgb(0xDADDD6), t.line2 = rgb(0xB2B8B0);
  t.text = rgb(0x13171C), t.text2 = rgb(0x37414B), t.muted = rgb(0x5C6670);
  t.faint = rgb(0x77808A), t.accent = rgb(0x13171C), t.on_accent = rgb(0xFFFFFF);
  t.client = rgb(0x2B5FA6), t.server = rgb(0xA05900), t.syn = rgb(0x2F7D66);
  t.fin = rgb(0x5B1C82), t.rst = rgb(0x9C1608), t.ack = rgb(0x424B52), t.now = rgb(0xFFDD4A);
  t.now_text = t.text, t.on_now = t.text;
  t.now_line = t.text, t.now_tint = t.now;
  return t;
}

std::uint32_t channel(Color color, int shift) { return color >> shift & 0xFF; }

}  // namespace

Color mix(Color from, Color to, float share) {
  Color result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const auto a = static_cast<float>(channel(from, shift));
    const auto b = static_cast<float>(channel(to, shift));
    result |= static_cast<Color>(std::lround(a + (b - a) * share)) << shift;
  }
  return result;
}

Color fade(Color color, float alpha) {
  const auto a = static_cast<Color>(std::lround(static_cast<float>(channel(color, 24)) * alpha));
  return (color & 0x00FFFFFFu) | a << 24;
}

Color Theme::role(lab::Hue hue) const {
  switch (hue) {
    case lab::Hue::text: return text;
    case lab::Hue::body: return text2;
    case lab::Hue::muted: return muted;
    case lab::Hue::faint: return line2;
    case lab::Hue::client: return client;
    case lab::Hue::server: return server;
    case lab::Hue::syn: return syn;
    case lab::Hue::fin: return fin;
    case lab::Hue::rst: return rst;
    case lab::Hue::ack: return ack;
    case lab::Hue::now: return now;
  }
  return text;
}

Color Theme::ink(lab::Hue hue) const {
  if (hue == lab::Hue::now) return now_text;
  return hue == lab::Hue::faint ? muted : role(hue);
}

Color Theme::on(lab::Hue hue) const { return hue == lab::Hue::now ? on_now : on_accent; }

Color Theme::tint(lab::Hue hue) const {
  if (hue == lab::Hue::muted || hue == lab::Hue::faint || hue == lab::Hue::body) return surface2;
  return mix(surface, role(hue), look == lab::Look::dark ? 0.22F : 0.18F);
}

const Theme& theme(lab::Look look) {
  static const Theme dark = make_dark();
  static const Theme light = make_light();
  return look == lab::Look::dark ? dark : light;
}

}  // namespace wirelab::window
