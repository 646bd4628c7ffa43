#pragma once

#include "capture/recording/frame.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// Appends the journal entry of fate_note for a frame that the wire put into the port `to`: the one
// note that comes with every frame, written without a Note.
void append_delivered_entry(std::string& entry, std::uint64_t frame, Time time,
                            std::string_view to);

}  // namespace wirelab::lessons
