#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// The first word of a sentence that is meant as a TCP state, but is none of the eleven:
// "FIN-WAIT-3", "TIME_WAIT", "state SLEEPING". States are written as RFC 9293 does, in capitals.
std::optional<std::string> unknown_state(std::string_view sentence);

// The state it may have meant, or empty.
std::string nearest_state(std::string_view word);

}  // namespace wirelab::lessons
