#pragma once

#include <cstdint>

namespace wirelab::lab {

// The role a colour plays; window/theme turns it into a colour of the look (look.md B3). Hue
// belongs to packets.
enum class Hue : std::uint8_t { text, body, muted, faint, client, server, syn, fin, rst, ack, now };

}  // namespace wirelab::lab
