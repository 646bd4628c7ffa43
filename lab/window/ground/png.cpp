#include "lab/window/ground/png.hpp"

#include <fmt/format.h>
#include <stb_image_write.h>

#include <cstdio>
#include <cstring>

namespace wirelab::window {

Outcome write_png(const std::string& path, const Image& image) {
  std::string bytes;
  const auto append = [](void* into, void* data, int size) {
    static_cast<std::string*>(into)->append(static_cast<const char*>(data),
                                            static_cast<std::size_t>(size));
  };
  if (stbi_write_png_to_func(append, &bytes, image.width, image.height, 4, image.pixels.data(),
                             image.width * 4) == 0) {
    return Error{ErrorKind::input, fmt::format("{}: the picture could not be packed as PNG", path)};
  }
  const std::string beside = path + ".part";
  std::FILE* file = std::fopen(beside.c_str(), "wb");
  if (file == nullptr) {
    return Error{ErrorKind::input, fmt::format("cannot write {}: {}", path, std::strerror(errno))};
  }
  const bool whole = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (std::fclose(file) != 0 || !whole || std::rename(beside.c_str(), path.c_str()) != 0) {
    const int cause = errno;
    std::remove(beside.c_str());
    return Error{ErrorKind::input, fmt::format("cannot write {}: {}", path, std::strerror(cause))};
  }
  return Done{};
}

}  // namespace wirelab::window
