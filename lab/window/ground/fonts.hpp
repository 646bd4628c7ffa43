#pragma once

#include <string>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace wirelab::window {

// The type scale: what a text is for, not its size.
enum class Face {
  caption,         // Inter 11
  small,           // 12
  base,            // 13
  item,            // 14
  body,            // 15
  strong_caption,  // Inter semibold 11
  strong_small,    // 12
  strong,          // 13
  strong_item,     // 14
  subtitle,        // 16
  lead,            // 18
  title,           // 22
  mono_small,      // JetBrains Mono 10
  mono,            // 12
  mono_large,      // 14
  mono_lead,       // 18, Latin alone
  mono_display,    // 32, Latin alone
};
constexpr int face_count = 17;

// The faces of one atlas. Rebuilt when the scale or the set of characters changes.
class Fonts {
 public:
  // Fills and builds the atlas. `text` is everything that may be shown beyond Latin-1 and arrows.
  Fonts(ImFontAtlas& atlas, float ui, const std::string& text);

  ImFont* operator[](Face face) const { return faces_[static_cast<std::size_t>(face)]; }
  // Height of the capitals, in pixels: what a text is centred by.
  float capitals(Face face) const;
  // No file of ours was found: ImGui's built-in ASCII font stands in.
  bool built_in() const { return built_in_; }

 private:
  std::vector<ImFont*> faces_;
  bool built_in_ = false;
};

}  // namespace wirelab::window
