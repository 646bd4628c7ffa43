#include "lab/window/ground/registry.hpp"

#include <fmt/format.h>

namespace wirelab::window {

void Registry::clear() {
  items_.clear();
  panels_.clear();
  labels_.clear();
  current_.clear();
}

void Registry::panel(std::string_view name, Rect rect) {
  current_ = name;
  panels_.push_back({current_, rect});
}

void Registry::resume_at(Point point) {
  for (const auto& panel : panels_) {
    if (panel.rect.contains(point)) current_ = panel.name;
  }
}

void Registry::label(std::string_view text, Rect rect) {
  labels_.push_back({current_, std::string(text), rect});
}

std::optional<Rect> Registry::find(std::string_view name) const {
  for (const auto& item : items_) {
    if (item.name == name) return item.rect;
  }
  return std::nullopt;
}

std::string Registry::lines(float ui) const {
  std::string all;
  for (const auto& [name, r] : items_) {
    all += fmt::format("{} {:.0f} {:.0f} {:.0f} {:.0f}\n", name, r.x * ui, r.y * ui, r.w * ui,
                       r.h * ui);
  }
  return all;
}

}  // namespace wirelab::window
