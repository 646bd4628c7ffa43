#include "lessons/flow-control/closed_window.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>

namespace wirelab::lessons {
namespace {

constexpr int receive_buffer = 16384, send_buffer = 8192;
constexpr std::size_t portion = 8000;

// The shift travels in the SYN alone.
std::size_t scaled(const Sighting& ack, const Sighting& synack) {
  const unsigned shift = synack.glimpse.options.window_shift.value_or(0);
  return static_cast<std::size_t>(ack.glimpse.segment.window) << shift;
}

}  // namespace

Connected with_small_buffers(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = server.socket();
  listener.set("SO_RCVBUF", receive_buffer);  // before listen(): what accept() gives inherits it
  listener.bind(usual_port);
  listener.listen(5);
  Socket caller = client.socket();
  caller.set("SO_SNDBUF", send_buffer);
  return connected(scene, listener, caller);
}

std::optional<Sighting> closing(Scene& scene) {
  for (const Sighting& ack : scene.frames("from server ack"))
    if (ack.glimpse.segment.window == 0) return ack;
  return std::nullopt;
}

std::string write_until_full(Scene& scene, Connected& pair) {
  std::string written;
  const std::string text = Socket::pattern(portion);
  while (true) {
    const bool closed = closing(scene).has_value();
    const std::size_t acks = scene.count("from server ack");
    const Returned sent = pair.caller.send_bytes(portion, MSG_DONTWAIT);
    if (sent.ok()) written += text.substr(0, static_cast<std::size_t>(sent.value));
    if (sent.ok()) continue;
    if (closed) break;
    scene.until([&] { return scene.count("from server ack") > acks; },
                "the server's kernel acknowledges what it has room for");
    scene.settle();
  }
  scene.settle();
  return written;
}

std::vector<Sighting> probes(Scene& scene) {
  const auto closed = closing(scene);
  std::vector<Sighting> found;
  for (const Sighting& frame : scene.frames("from client any"))
    if (closed && frame.number > closed->number) found.push_back(frame);
  return found;
}

Sighting probe_answered(Scene& scene, std::size_t nth) {
  scene.until([&] { return probes(scene).size() >= nth; },
              fmt::format("the client asks for the window, time {}", nth));
  const Sighting probe = probes(scene)[nth - 1];
  scene.delivered(probe);
  scene.settle();
  return probe;
}

std::size_t window_of(Scene& scene, const Sighting& ack) {
  return scaled(ack, scene.frame("from server synack"));
}

std::vector<std::size_t> windows(Scene& scene) {
  const Sighting synack = scene.frame("from server synack");
  std::vector<std::size_t> found;
  for (const Sighting& ack : scene.frames("from server ack"))
    if (const std::size_t window = scaled(ack, synack); found.empty() || found.back() != window)
      found.push_back(window);
  return found;
}

std::size_t beyond_the_edge(Scene& scene) {
  const Sighting synack = scene.frame("from server synack");
  // The window of a SYN is never scaled (RFC 7323).
  std::uint32_t edge = synack.glimpse.segment.acknowledgment + synack.glimpse.segment.window;
  std::size_t beyond = 0;
  for (const Sighting& frame : scene.frames("any")) {
    const tcp::Segment& segment = frame.glimpse.segment;
    if (frame.from == "server" && !segment.has(tcp::syn)) {
      const auto announced =
          segment.acknowledgment + static_cast<std::uint32_t>(scaled(frame, synack));
      if (static_cast<std::int32_t>(announced - edge) > 0) edge = announced;
    }
    const auto past = static_cast<std::int32_t>(segment.end() - edge);
    if (frame.from == "client" && segment.length > 0 && past > 0)
      beyond += static_cast<std::size_t>(past);
  }
  return beyond;
}

}  // namespace wirelab::lessons
