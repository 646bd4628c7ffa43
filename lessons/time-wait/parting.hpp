#pragma once

#include "lessons/script/connected.hpp"

#include <string>

// What the steps of this lesson have in common, and those of them that stand in a file of their
// own.
namespace wirelab::lessons::parting {

// One side closes; when its FIN has arrived the other closes too. At the end nothing is under way.
void part(Scene& scene, Socket first, Socket second);

// What is left of the timer of a socket, in ns; 0 when there is no such socket.
Time left(Scene& scene, std::string_view host, const Tuple& tuple);
// "59.9"
std::string seconds(Time time);

// What may still arrive at a connection in TIME-WAIT: a FIN again, an old segment, a fresh SYN.
void last_ack_lost(Scene& scene);
void old_duplicate(Scene& scene);
void new_syn(Scene& scene);

}  // namespace wirelab::lessons::parting
