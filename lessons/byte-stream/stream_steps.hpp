#pragma once

#include "lessons/script/connected.hpp"

#include <vector>

// What the steps of this lesson have in common, and those of them that stand in a file of their
// own.
namespace wirelab::lessons::stream {

// Waits until so many bytes have left the client since the beginning, and gives the segments that
// carry them in the order of their numbers, without those sent again.
std::vector<Sighting> data_segments(Scene& scene, std::size_t bytes);
void all_delivered(Scene& scene, const std::vector<Sighting>& frames);
// "1 byte, 2 bytes": the data of each.
std::string sizes_in_words(const std::vector<Sighting>& frames);

// The ways in which programs try to keep messages apart.
void framing_step(Scene& scene);
void characters(Scene& scene);
void pause_between(Scene& scene);

}  // namespace wirelab::lessons::stream
