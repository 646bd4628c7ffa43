#include "lessons/broadcast/ears.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>

namespace wirelab::lessons {

Topology behind_a_router(std::string of_b) {
  constexpr Time delay = usual_delay / 2;
  Topology made;
  made.segment("lan", SegmentKind::switched, delay);
  made.segment("far", SegmentKind::switched, delay);
  made.host("a").on("lan", "10.0.0.1/24").via("10.0.0.9");
  made.host("b").on("lan", std::move(of_b)).via("10.0.0.9");
  made.host("c").on("lan", "10.0.0.3/24").via("10.0.0.9");
  made.host("r").on("lan", "10.0.0.9/24").on("far", "10.0.1.9/24").forwarding();
  made.host("d").on("far", "10.0.1.4/24").via("10.0.1.9");
  return made;
}

Ears::Ears(Scene& scene, const std::vector<std::string>& hosts) : scene_(scene) {
  for (const std::string& host : hosts)
    add(scene.program(host, "listener on " + host), "0.0.0.0", host);
}

void Ears::add(Program& program, std::string_view address, std::string name) {
  Socket socket = program.udp_socket();
  socket.set("SO_REUSEADDR", 1);  // several ears on one port
  if (const Returned bound = socket.bind(address, ears_port); !bound.ok())
    throw StepFailed{
        fmt::format("bind() to {}:{} failed with errno {}.", address, ears_port, bound.error)};
  ears_.emplace_back(std::move(name), socket);
}

Socket& Ears::of(std::string_view name) {
  const auto found =
      std::find_if(ears_.begin(), ears_.end(), [&](const auto& ear) { return ear.first == name; });
  if (found == ears_.end()) throw StepFailed{fmt::format("Nobody listens as '{}'.", name)};
  return found->second;
}

std::string Ears::who_heard() {
  scene_.settle();
  std::vector<std::string> heard;
  for (auto& [name, socket] : ears_) {
    bool once = false;
    while (socket.recvfrom(100, MSG_DONTWAIT).result().ok()) once = true;
    if (once) heard.push_back(name);
  }
  return heard.empty() ? "nobody" : fmt::format("{}", fmt::join(heard, ", "));
}

Socket loud_socket(Program& program) {
  Socket socket = program.udp_socket();
  socket.set("SO_BROADCAST", 1);
  return socket;
}

std::string receiver_mac(const Sighting& frame) { return frame.glimpse.mac_destination.text(); }

}  // namespace wirelab::lessons
