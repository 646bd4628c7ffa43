#pragma once

#include <cstdint>

namespace wirelab::lab {

// The role a colour plays; window/ground/theme turns it into a colour of the look, light or dark.
// What has a hue of its own is packets and their two ends; all else is a shade of the text.
enum class Hue : std::uint8_t { text, body, muted, faint, client, server, syn, fin, rst, ack, now };

}  // namespace wirelab::lab
