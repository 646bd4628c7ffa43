#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lab/window/ground/frame.hpp"
#include "lab/window/ground/key.hpp"

namespace wirelab::window {

// Where the window is seen and where its input comes from.
class Display {
 public:
  virtual ~Display() = default;

  virtual bool should_close() const = 0;
  virtual bool take_input() = 0;  // something came from the person since the last call
  virtual std::vector<Key> take_keys() = 0;
  virtual bool typing() const = 0;    // letters belong to a text, not to the window
  virtual bool software() const = 0;  // a processor draws in the place of a graphics card

  // The scale that the text setting leads to here: clamped, so that the logical width stays at
  // least 760.
  virtual float scale(int text_percent) const = 0;
  virtual int shown_percent(int text_percent) const = 0;
  virtual void frame(const Theme& theme, const Words& words, Registry& registry, float ui,
                     const std::string& characters,
                     const std::function<void(Paint&, Rect)>& draw) = 0;
};

}  // namespace wirelab::window
