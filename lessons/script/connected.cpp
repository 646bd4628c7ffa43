#include "lessons/script/connected.hpp"

#include <fmt/format.h>

namespace wirelab::lessons {

Socket listen_on(Program& server, std::uint16_t port, int backlog) {
  Socket listener = server.socket();
  listener.bind(port);
  listener.listen(backlog);
  return listener;
}

Connected connected(Scene& scene) {
  Socket listener = listen_on(scene.program("server"));
  return connected(scene, listener, scene.program("client").socket());
}

Connected connected(Scene& scene, Socket listener, Socket caller) {
  Program& server = scene.program("server");
  const Pending accepting = listener.accept();
  caller.connect(server.host(), usual_port).result();
  Socket conversation = accepting.socket();
  scene.settle();
  return {.server = server,
          .client = scene.program("client"),
          .listener = listener,
          .caller = caller,
          .conversation = conversation,
          .at_client = caller.tuple()};
}

std::string states_in_words(Scene& scene, const Tuple& at_client) {
  const tcp::State client = scene.state(scene.host("client"), at_client);
  const tcp::State server = scene.state(scene.host("server"), at_client.reversed());
  return fmt::format("client {}, server {}", tcp::name(client), tcp::name(server));
}

}  // namespace wirelab::lessons
