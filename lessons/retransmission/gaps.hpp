#pragma once

#include "lessons/script/connected.hpp"

#include <cstddef>
#include <string>

// One segment of several is lost: what the steps of this lesson have in common.
namespace wirelab::lessons {

// `count` calls of send(), a segment of 1000 bytes each: the first all '1', the second all '2', ...
void send_pieces(Connected& pair, std::size_t count);
// What the server's program is to read of them.
std::string pieces(std::size_t count);
// "6000 bytes as sent": whether the program reads just these pieces.
std::string read_in_words(Connected& pair, std::size_t count);

// How many of these frames carry an acknowledgment that an earlier one carried too.
std::size_t duplicates(const std::vector<Sighting>& acknowledgments);

// The steps with a gap in the middle, told by ACKs: without and with SACK.
void dup_acks(Scene& scene);
void sack(Scene& scene);

}  // namespace wirelab::lessons
