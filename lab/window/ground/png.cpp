#include "lab/window/ground/png.hpp"

#include <fmt/format.h>
#include <stb_image_write.h>

#include "capture/bytes/whole_file.hpp"

namespace wirelab::window {

Outcome write_png(const std::string& path, const Image& image) {
  std::string bytes;
  const auto append = [](void* into, void* data, int size) {
    static_cast<std::string*>(into)->append(static_cast<const char*>(data),
                                            static_cast<std::size_t>(size));
  };
  if (stbi_write_png_to_func(append, &bytes, image.width, image.height, 4, image.pixels.data(),
                             image.width * 4) == 0) {
    return Error{ErrorKind::machine,
                 fmt::format("{}: the picture could not be packed as PNG", path)};
  }
  return write_whole_file(path, bytes);
}

}  // namespace wirelab::window
