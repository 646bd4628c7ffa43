#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/recording/item.hpp"

#include <cstddef>
#include <functional>
#include <span>

namespace wirelab {

// Reads one file format as items; see Reader, which picks one.
class FormatReader {
 public:
  virtual ~FormatReader() = default;
  // The next item, as soon as its bytes are there; End from the end on.
  virtual Item next() = 0;
  // The frames that come next and are here already, as many as there is room for: they cost less
  // than items. 0 when what comes next is something else or not here yet: ask next().
  virtual std::size_t frames(std::span<Frame> /*room*/) { return 0; }

  // For who copies the recording. The block of a pcapng file that the last item came from, borrowed
  // like the item; empty in other formats.
  virtual Bytes raw() const { return {}; }
  // Is called with each block that is no item: names, statistics, what is not known.
  using Other = std::function<void(Bytes raw)>;
  virtual void pass_others_to(const Other& /*other*/) {}
};

}  // namespace wirelab
