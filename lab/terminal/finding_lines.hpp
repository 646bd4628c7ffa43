#pragma once

#include "capture/findings/finding.hpp"
#include "capture/trace/trace.hpp"
#include "lab/terminal/style.hpp"

#include <string>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// One finding of `show --findings`: its sentence, then the connection and the frames to look at.
std::string finding_line(const Trace& trace, const findings::Finding& finding, const Words& words,
                         const Style& style);

// {"finding":"zero_window","stream":0,"who":"10.0.0.2:8080","peer":...,"frames":[12,40],...}: time
// in seconds, count, share (0 to 1) where they belong to it.
std::string json_finding(const Trace& trace, const findings::Finding& finding);

}  // namespace wirelab::lab
