#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/window/ground/geometry.hpp"

namespace wirelab::window {

// What the last frame showed and where: widgets and canvas items by name ("lesson.button",
// "ladder.arrow.5"), panels, and every text. Tests click by name and prove that no text covers
// another; the smoke tests read it through WIRELAB_REGISTRY. In logical units.
class Registry {
 public:
  struct Item {
    std::string name;
    Rect rect;
  };
  struct Label {
    std::string panel, text;
    Rect rect;
  };

  void clear();
  void item(std::string_view name, Rect rect) { items_.push_back({std::string(name), rect}); }
  void panel(std::string_view name, Rect rect);
  // What follows stands in the panel at this point again.
  void resume_at(Point point);
  void label(std::string_view text, Rect rect);

  std::optional<Rect> find(std::string_view name) const;
  const std::vector<Item>& items() const { return items_; }
  const std::vector<Item>& panels() const { return panels_; }
  const std::vector<Label>& labels() const { return labels_; }
  // One line an item: name x y w h in pixels of the window.
  std::string lines(float ui) const;

 private:
  std::vector<Item> items_, panels_;
  std::vector<Label> labels_;
  std::string current_;
};

}  // namespace wirelab::window
