#pragma once

#include "lessons/script/scene.hpp"

#include <cstddef>
#include <string>
#include <vector>

// What the steps of this lesson have in common.
namespace wirelab::lessons {

constexpr std::uint16_t port = 9000;
constexpr const char* server_address = "10.0.0.2";

// A server whose program reads datagrams at the port, and a client that sends some.
struct Mailbox {
  Socket receiver, sender;
};
Mailbox mailbox(Scene& scene);

// "one two": reads all that wait.
std::string read_waiting(Socket& receiver);
// "8, ECONNREFUSED": what several calls returned.
std::string in_words(const std::vector<Returned>& calls);

// The frames of the nth datagram (from 1) that the client sent; waits until all of them are sent.
std::vector<Sighting> pieces_of(Scene& scene, std::size_t nth);
// "3 fragments, 1 number": by the identification field that tells packets apart.
std::string fragments_and_numbers(const std::vector<Sighting>& frames);

}  // namespace wirelab::lessons
