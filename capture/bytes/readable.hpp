#pragma once

#include <string>
#include <string_view>

namespace wirelab {

// Text for an eye, from wherever it comes: a recording, a file name, a program, a lesson. What
// would steer a terminal or mislead a reader is written out: a character as JSON writes it (ESC is
// \u001b, CSI \u009b, a right-to-left override \u202e, a zero-width space \u200b; CR is \r), a byte
// that is no UTF-8 as \x9b. Newline and tab stay. JSON that passes stays the same JSON, and what
// has passed passes unchanged.
// `styling`: a word that no stranger can know. "\x1b" + styling + "[31m" is colour of our own (SGR,
// ECMA-48 8.3.117) and comes out as "\x1b[31m"; without a word nothing is.
std::string readable(std::string_view text, std::string_view styling = {});

// Bytes of a packet in printable ASCII: \t, \\, and \x07 for all that is not.
std::string readable_bytes(std::string_view bytes);

}  // namespace wirelab
