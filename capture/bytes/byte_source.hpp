#pragma once

#include "capture/bytes/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace wirelab {

// Where the bytes of a recording come from: a file, a pipe, or what unpacks one.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Reads at least one byte, waiting for it if need be, and at most room.size(); never waits for
  // more than is there. 0 is the end. An Error names the source and the cause.
  virtual Result<std::size_t> read(std::span<std::uint8_t> room) = 0;

  // As people know it: "run.pcapng", "standard input".
  virtual const std::string& name() const = 0;

  // What its offsets count, for sentences: a position in unpacked bytes is none in the file.
  virtual std::string_view offset_unit() const { return "byte"; }
};

}  // namespace wirelab
