#pragma once

#include "capture/bytes/byte_sink.hpp"
#include "capture/recording/reader.hpp"
#include "lab/model/testbed_process.hpp"

#include <string>

namespace wirelab::lab {

// Where the recording of a run also goes: -w.
struct Saving {
  ByteSink sink;      // empty: nowhere
  std::string fault;  // why it could not be written on; empty: it was
};

// An empty path saves nothing. An Error (usage) for standard output that is a terminal.
Outcome open_saving(const std::string& path, Saving& saving);
// The recording as it comes out of the testbed; what passes is saved. `saving` outlives the reader.
Result<Reader> read_from(TestbedProcess& process, Saving& saving);
// Why the testbed ended early: its own words, if it left any.
Error testbed_error(const TestbedProcess& process, const ProcessEnd& end);

}  // namespace wirelab::lab
