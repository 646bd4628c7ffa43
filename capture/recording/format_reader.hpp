#pragma once

#include "capture/recording/item.hpp"

namespace wirelab {

// Reads one file format as items; see Reader, which picks one.
class FormatReader {
 public:
  virtual ~FormatReader() = default;
  // The next item, as soon as its bytes are there; End from the end on.
  virtual Item next() = 0;
};

}  // namespace wirelab
