#include "capture/trace/feed.hpp"

#include <array>

namespace wirelab {

bool feed(Trace& trace, Reader& reader) {
  std::array<Frame, 64> frames;
  if (const std::size_t count = reader.frames(frames); count > 0) {
    trace.add(std::span(frames).first(count));
    return true;
  }
  const Item item = reader.next();
  trace.add(item);
  return !std::holds_alternative<End>(item);
}

}  // namespace wirelab
