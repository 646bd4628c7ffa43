// Any text as a filter, and any bytes as the frame that it is asked of: a line of text, then the
// frame.

#include "capture/filter/filter.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace wirelab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes all(data, size);
  const auto line_end = std::find(all.begin(), all.end(), std::uint8_t{'\n'});
  const auto length = static_cast<std::size_t>(line_end - all.begin());
  const std::string_view text(reinterpret_cast<const char*>(data), length);
  const auto compiled = filter::Filter::compile(text);
  if (!compiled) return 0;

  const Bytes bytes = all.subspan(std::min(length + 1, size));
  Trace trace;
  trace.add(Interface{"", "", link_type_ethernet, 0});
  trace.add(Frame{.time = 1,
                  .number = 1,
                  .wire_length = static_cast<std::uint32_t>(bytes.size()),
                  .bytes = bytes});
  const FrameRow row = trace.frame(0);
  compiled->matches(filter::Facts(trace, row, bytes));
  return 0;
}
