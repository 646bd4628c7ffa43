#pragma once

#include "capture/recording/frame.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

using Filling = std::pair<std::string_view, std::string>;

// The sentence of an id with its {names} filled.
std::string say(const Words& words, std::string_view id,
                std::initializer_list<Filling> values = {});

// "12 ms", "0.62 s", "1 s", "63 s": two digits that matter, as people say it. A negative time reads
// as none left.
std::string short_time(Time nanoseconds);
// Milliseconds, whole ones rounded to the nearest: "1072".
std::string milliseconds(Time nanoseconds, int decimals = 0);
// "1 204 112", and "18.4 MB" in decimal units.
std::string thousands(std::uint64_t number);
std::string byte_text(std::uint64_t bytes);
// Seconds with a fixed number of decimals: "1.052".
std::string seconds(Time nanoseconds, int decimals);

}  // namespace wirelab::lab
