#pragma once

#include "lessons/script/scene.hpp"

#include <cstdint>
#include <string>

namespace wirelab::lessons {

// What lessons on the pair bench begin with: a client that has called a server at port 8080, both
// ESTABLISHED, and no frame under way.
struct Connected {
  Program& server;
  Program& client;
  Socket listener, caller, conversation;
  Tuple at_client;
};

constexpr std::uint16_t usual_port = 8080;

// socket(), bind(), listen(): accept() has not been called yet.
Socket listen_on(Program& server, std::uint16_t port = usual_port, int backlog = 5);
Connected connected(Scene& scene);
// The same with sockets of one's own, on which options were set: the listener listens already.
Connected connected(Scene& scene, Socket listener, Socket caller);

// What both kernels say now: "client ESTABLISHED, server SYN-RECEIVED".
std::string states_in_words(Scene& scene, const Tuple& at_client);

}  // namespace wirelab::lessons
