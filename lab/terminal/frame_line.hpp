#pragma once

#include "capture/trace/grounds_of.hpp"
#include "lab/terminal/frame_content.hpp"
#include "lab/terminal/style.hpp"

#include <string>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// A frame of a foreign capture on one line: number, time, ends, flags and numbers as Wireshark
// writes them, both states after it, what it carries, and what the analysis says.
std::string frame_line(const Trace& trace, const FrameRow& frame, const FrameContent& content,
                       const Words& words, const Style& style);

// Below it, where it is the first of its kind: why this is no fault.
std::string artefact_line(decode::Artefact artefact, const Words& words, const Style& style);

// Below it, for each of its verdicts: the numbers that it rests on.
std::string evidence_line(const FrameRow& frame, const verdicts::Grounds& grounds,
                          const Words& words, const Style& style);

}  // namespace wirelab::lab
