#pragma once

#include "capture/recording/note.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wirelab {

// A note as one entry of the systemd Journal Export Format: a line KEY=VALUE for each field, or,
// where a value holds a line break or another control character, the key alone on a line, the
// length as 8 bytes little endian, the bytes and a line break. Field names are upper-case letters,
// digits and underscores; others are left out.
std::string to_journal_entry(const Note& note);

// The note of an entry. Nothing when it is someone else's (no WIRELAB_KIND), of a kind that this
// version does not know, or broken. A note without WIRELAB_TIME takes __REALTIME_TIMESTAMP.
std::optional<Note> from_journal_entry(std::string_view entry);

}  // namespace wirelab
