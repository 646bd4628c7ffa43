#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "capture/bytes/result.hpp"

namespace wirelab::window {

// Pixels of a picture, four bytes each (RGBA), rows from the top.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

// Writes a PNG as capture/bytes/whole_file does. The same image gives the same bytes.
Outcome write_png(const std::string& path, const Image& image);

}  // namespace wirelab::window
