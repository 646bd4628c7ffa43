#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace wirelab {

// Takes all of the bytes, or says why it could not.
using ByteSink = std::function<Outcome(std::span<const std::uint8_t>)>;

// Writes to a descriptor, unbuffered: what was written is there for a reader of the pipe at once.
// `name` is used in errors. A closed pipe is an Error only where SIGPIPE is ignored.
ByteSink descriptor_sink(FileDescriptor descriptor, std::string name);

// Creates or empties a file; "-" is standard output.
Result<ByteSink> file_sink(const std::string& path);
// The same with the first bytes that are written.
ByteSink file_sink_on_demand(const std::string& path);

// As write_text(), with the reason where it failed.
Outcome write_to_standard_output(std::string_view text);

}  // namespace wirelab
