#include "capture/bytes/write_text.hpp"

#include "capture/bytes/readable.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string>

namespace wirelab {

bool write_text(int descriptor, std::string_view text, std::string_view styling) {
  const std::string shown = readable(text, styling);
  for (std::string_view rest = shown; !rest.empty();) {
    const ssize_t count = ::write(descriptor, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace wirelab
