#pragma once

#include "lessons/script/connected.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// A reader that sleeps, and a window that closes: what the steps of this lesson have in common.
namespace wirelab::lessons {

// A server that has room for little, so that its window is soon closed.
Connected with_small_buffers(Scene& scene);

// send() until the window is closed and the client's own buffer is full too. What the calls took.
std::string write_until_full(Scene& scene, Connected& pair);

// The server's first ACK that leaves no room, once there is one.
std::optional<Sighting> closing(Scene& scene);
// What the client sends while the window is closed: it asks for the window.
std::vector<Sighting> probes(Scene& scene);
// Waits for the nth probe (from 1) and for its answer.
Sighting probe_answered(Scene& scene, std::size_t nth);

// In bytes, as the ACK announces it.
std::size_t window_of(Scene& scene, const Sighting& ack);
// The windows of the server's ACKs, each that differs from the one before.
std::vector<std::size_t> windows(Scene& scene);
// How many bytes the client ever sent beyond what the server had announced by then.
std::size_t beyond_the_edge(Scene& scene);

}  // namespace wirelab::lessons
