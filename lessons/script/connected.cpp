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
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = listen_on(server);
  return connected(scene, listener, client.socket());
}

Connected connected(Scene& scene, Socket listener, Socket caller) {
  const Pending accepting = listener.accept();
  caller.connect(listener.program().host(), usual_port).result();
  Socket conversation = accepting.socket();
  scene.settle();
  return {.server = listener.program(),
          .client = caller.program(),
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
