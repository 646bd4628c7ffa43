#pragma once

#include "capture/bytes/result.hpp"
#include "capture/live/device.hpp"

#include <cstdint>
#include <string>

namespace wirelab {

// The command line of wirelab-capture.
struct CaptureArguments {
  DeviceOptions device;
  std::string output = "-";  // -w
  std::uint64_t count = 0;   // -c, 0: no end
  bool list = false;         // -D
  bool help = false;         // -h
  bool version = false;      // -V
};

Result<CaptureArguments> read_arguments(int count, char* const* values);
extern const char* const capture_usage;

}  // namespace wirelab
