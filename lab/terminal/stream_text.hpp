#pragma once

#include "capture/trace/trace.hpp"
#include "lab/terminal/style.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// The ladder of one connection, of a run or of a capture made elsewhere: the opener on the left,
// the states of both ends at the margins, what the analysis says on the arrows.
class StreamText {
 public:
  StreamText(const Trace& trace, std::uint32_t stream, const Words& words, const Style& style);

  std::string head() const;
  // A frame of the connection on one line.
  std::string line(const FrameRow& frame) const;

 private:
  const Trace& trace_;
  Connection connection_;
  const Words& words_;
  const Style& style_;
  Time zero_;
};

}  // namespace wirelab::lab
