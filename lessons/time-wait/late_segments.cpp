#include "lessons/script/wording.hpp"
#include "lessons/time-wait/parting.hpp"

#include <fmt/format.h>

#include <cerrno>

// What may still arrive at a connection in TIME-WAIT.
namespace wirelab::lessons::parting {

using tcp::State;

void last_ack_lost(Scene& scene) {
  Connected pair = connected(scene);
  const Tuple at_server = pair.at_client.reversed();
  Turn last_ack = scene.turn("last-ack", "from server ack", Verb::drop);
  pair.conversation.close();
  scene.delivered(scene.frame("from server fin"));
  pair.caller.close();
  const Choice choice = last_ack.taken();
  if (!choice.lost()) return;  // both sides are content

  scene.rule("hold from client fin nth 1");  // the first from now on: the repeated one
  scene.ask("last-ack-lost");
  const std::string opinions = states_in_words(scene, pair.at_client);
  const Sighting repeated = scene.frame("from client fin nth 2");
  scene.held(repeated);
  const Time before = left(scene, "server", at_server);
  scene.release_all();
  scene.delivered(repeated);
  const Time after = left(scene, "server", at_server);
  scene.delivered(scene.frame("from server ack nth 2"));
  scene.settle();

  const std::size_t fins = scene.count("from client fin"), acks = scene.count("from server ack");
  scene.answer("last-ack-lost", fins > 1 && acks > 1 ? "client" : acks > 1 ? "server" : "nobody");
  scene.fact("before", seconds(before));
  scene.fact("after", seconds(after));
  scene.check("two-opinions", "client LAST-ACK, server TIME-WAIT", opinions);
  scene.check("fin-again", "the same FIN twice",
              scene.frames("from client fin").front().glimpse.segment.sequence ==
                      repeated.glimpse.segment.sequence
                  ? "the same FIN twice"
                  : "two FINs with two numbers");
  scene.check("timer-starts-again", "more time left than before",
              after > before ? "more time left than before" : "less time left than before");
  scene.check("then-both-know", "client CLOSED, server TIME-WAIT",
              states_in_words(scene, pair.at_client));
}

void old_duplicate(Scene& scene) {
  Connected pair = connected(scene);
  const Tuple at_server = pair.at_client.reversed();
  scene.keep("from client data");
  const Pending read = pair.conversation.recv(1024);
  pair.caller.send("Pay 10 to Bob.");
  read.result();
  part(scene, pair.conversation, pair.caller);
  const Sighting data = scene.frame("from client data");
  const std::string before = states_in_words(scene, pair.at_client);
  const std::size_t frames_before = scene.count("any");
  const Time waited = left(scene, "server", at_server);

  scene.ask("old-duplicate");
  scene.replay(data);
  scene.delivered(data, 2);
  scene.settle();
  auto frames = scene.frames("any");
  frames.erase(frames.begin(), frames.begin() + static_cast<std::ptrdiff_t>(frames_before));
  const State after = scene.state(scene.host("server"), at_server);

  scene.answer("old-duplicate", after == State::closed                      ? "gone"
                                : left(scene, "server", at_server) > waited ? "restarts"
                                                                            : "stays");
  scene.check("only-server-waits", "client CLOSED, server TIME-WAIT", before);
  scene.check("ack-then-reset", "ACK, RST", in_words(frames));
  scene.check("assassinated", "CLOSED", std::string(tcp::name(after)));
}

void new_syn(Scene& scene) {
  Connected pair = connected(scene);
  const std::uint16_t same_port = pair.at_client.local_port;
  part(scene, pair.conversation, pair.caller);

  Socket again = pair.client.socket();
  again.bind(same_port);
  const Time left_before = left(scene, "server", pair.at_client.reversed());
  const Pending connecting = again.connect(pair.server.host(), usual_port);
  const Sighting syn = scene.frame("from client syn nth 2");
  scene.ask("new-syn", syn);
  const State after = scene.delivered(syn);
  const Returned connected = connecting.result();
  scene.settle();

  const bool at_once = connected.ok() && scene.count("from client syn") == 2;
  scene.answer("new-syn", at_once                           ? "accepted"
                          : connected.error == ECONNREFUSED ? "refused"
                                                            : "silence");
  scene.fact("port", std::to_string(same_port));
  scene.fact("left", seconds(left_before));
  scene.check("same-four-values", "the same 4 values",
              syn.glimpse.tuple == pair.at_client ? "the same 4 values" : "other values");
  scene.check("over-time-wait", "SYN-RECEIVED", std::string(tcp::name(after)));
  scene.check("open-again", "client ESTABLISHED, server ESTABLISHED",
              states_in_words(scene, pair.at_client));
}

}  // namespace wirelab::lessons::parting
