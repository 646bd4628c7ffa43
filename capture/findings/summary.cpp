#include "capture/findings/summary.hpp"

#include <array>

namespace wirelab::findings {

namespace {

constexpr std::array openings{"handshake", "simultaneous", "incomplete",
                              "refused",   "no_answer",    "midstream"};
constexpr std::array endings{"open",    "closed",    "half_closed", "reset",
                             "refused", "no_answer", "lost_tail"};

}  // namespace

std::string_view id(Opening opening) { return openings[static_cast<std::size_t>(opening)]; }
std::string_view id(Ending ending) { return endings[static_cast<std::size_t>(ending)]; }

}  // namespace wirelab::findings
