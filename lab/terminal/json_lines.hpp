#pragma once

#include "capture/trace/trace.hpp"
#include "lab/terminal/frame_content.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace wirelab::lab {

// The objects of `--json`, each a line of its own with its line break. The keys and their order are
// an interface: scripts read them.

// {"wirelab":1,"file":"run.pcapng"}
std::string json_head(std::string_view file);
// A frame. `time` counts from the recording's first frame.
std::string json_frame(const Trace& trace, const FrameRow& frame, const FrameContent& content = {});
// Of a run, after the frames of its scene:
// {"step":"last-ack","run":1,"ask":"last-ack","answer":"accepts"}, "check" with "passed",
// "expected" and "actual", "fact" with "value".
std::string json_result(const Trace& trace, const ResultEvent& result);
// In place of the results of a run that was set aside: {"step":"three","run":1,"set_aside":true}.
std::string json_set_aside(const Scene& scene);
// {"fault":"..."}: the recording is damaged, and where.
std::string json_fault(std::string_view fault);

}  // namespace wirelab::lab
