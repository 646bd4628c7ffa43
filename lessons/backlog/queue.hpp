#pragma once

#include "lessons/script/connected.hpp"

#include <string>
#include <vector>

// What the steps of this lesson have in common, and those of them that stand in a file of their
// own.
namespace wirelab::lessons::queue {

// One of several programs on the client's host: its connect() and the SYN that this sent.
struct Caller {
  Socket socket;
  Pending connecting;
  Sighting syn;
};

// The next client calls. Returns when its SYN has left.
Caller call(Scene& scene, const std::vector<Caller>& before);
// So many clients one after the other, each when the wire has come to rest after the one before.
std::vector<Caller> call_one_by_one(Scene& scene, std::size_t clients);

// The kernel's state of the caller's connection at the client, and at the server.
tcp::State at_client(Scene& scene, const Caller& caller);
tcp::State at_server(Scene& scene, const Caller& caller);
// The states of all of them, at the client or at the server.
using States = std::vector<tcp::State>;
States all_at_client(Scene& scene, const std::vector<Caller>& callers);
States all_at_server(Scene& scene, const std::vector<Caller>& callers);
std::size_t count(const States& states, tcp::State state);

// What the caller sent so far, and what the server sent to it.
std::vector<Sighting> from(Scene& scene, const Caller& caller, std::string_view kind);
std::vector<Sighting> to(Scene& scene, const Caller& caller, std::string_view kind);
// Waits for the nth frame of this kind that the caller sends.
Sighting frame_from(Scene& scene, const Caller& caller, std::string_view kind, std::size_t nth = 1);

// "counted" when the kernel of the server has counted such a thing since the host was made.
std::string counted(Scene& scene, std::string_view name);

// The last message of a handshake meets a full accept queue, or a SYN queue that is full.
void syn_queue(Scene& scene);
void cookies(Scene& scene);
void ack_meets_full(Scene& scene);
void abort_on_overflow(Scene& scene);

}  // namespace wirelab::lessons::queue
