#pragma once

#include "capture/recording/reader.hpp"
#include "capture/trace/trace.hpp"

namespace wirelab {

// Takes up what the recording has next: many frames at once where they are here already, else one
// item, which it may wait for. False: that was the end.
bool feed(Trace& trace, Reader& reader);

}  // namespace wirelab
