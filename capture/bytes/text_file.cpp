#include "capture/bytes/text_file.hpp"

#include "capture/bytes/file_source.hpp"

#include <fmt/core.h>

#include <array>

namespace wirelab {

Result<std::string> read_text(const std::string& path) {
  auto file = FileSource::open(path);
  if (!file) return file.error();
  std::string text;
  std::array<std::uint8_t, 16 << 10> room;
  for (;;) {
    const auto count = file->read(room);
    if (!count) return count.error();
    if (*count == 0) return text;
    text.append(reinterpret_cast<const char*>(room.data()), *count);
    if (text.size() > longest_text) {
      return Error{ErrorKind::input, fmt::format("{} is no file of text: it is longer than {} MiB",
                                                 path, longest_text >> 20)};
    }
  }
}

}  // namespace wirelab
