#pragma once

#include <string_view>

namespace wirelab {

// The one way of text to standard output and standard error of all three programs: made readable
// (capture/bytes/readable.hpp, with its `styling`), then written whole. A text is whole characters.
// False: it could not be written, and errno says why.
bool write_text(int descriptor, std::string_view text, std::string_view styling = {});

}  // namespace wirelab
