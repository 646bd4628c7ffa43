#pragma once

#include "capture/findings/finding.hpp"
#include "capture/trace/grounds_of.hpp"

#include <string>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// Why a verdict was given, in a sentence: "Ends at 1449, but 2897 was already sent ...". Numbers
// are relative, as everywhere.
std::string evidence_text(const FrameRow& row, const verdicts::Grounds& grounds,
                          const Words& words);

// What a person should look at, in a sentence.
std::string finding_text(const Connection& connection, const findings::Finding& finding,
                         const Words& words);

}  // namespace wirelab::lab
