#pragma once

#include "lessons/script/scene.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

// What the steps of this lesson have in common.
namespace wirelab::lessons {

constexpr std::uint16_t ears_port = 9000;
constexpr const char* limited_broadcast = "255.255.255.255";
constexpr const char* directed_broadcast = "10.0.0.255";

// a, b and c on a switch, the router r, and d behind it. `of_b`: its address and what it believes
// of the net.
Topology behind_a_router(std::string of_b = "10.0.0.2/24");

// Programs that listen at the port for whatever comes.
class Ears {
 public:
  // One on each of these hosts, for every address.
  Ears(Scene& scene, const std::vector<std::string>& hosts);
  // One more socket on a host, for datagrams to this address alone. `name` stands for it.
  void add(Program& program, std::string_view address, std::string name);
  Socket& of(std::string_view name);

  // "a, b": who has got something since the last time, once nothing is under way. All is read.
  std::string who_heard();

 private:
  Scene& scene_;
  std::vector<std::pair<std::string, Socket>> ears_;
};

// A socket that may send to broadcast addresses.
Socket loud_socket(Program& program);
// "02:00:00:00:00:01": whom the frame is for on its link.
std::string receiver_mac(const Sighting& frame);

}  // namespace wirelab::lessons
