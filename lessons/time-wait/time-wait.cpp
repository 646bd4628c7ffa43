#include "lessons/time-wait/time-wait.hpp"

#include "lessons/script/wording.hpp"
#include "lessons/time-wait/parting.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

using namespace parting;
using tcp::State;

void who(Scene& scene) {
  Connected pair = connected(scene);
  const Tuple at_server = pair.at_client.reversed();
  scene.ask("who");
  part(scene, pair.conversation, pair.caller);
  const std::string states = states_in_words(scene, pair.at_client);
  pair.server.exit();
  const auto waiting = scene.kernel(scene.host("server"), at_server);

  scene.answer("who", states == "client TIME-WAIT, server CLOSED"   ? "client"
                      : states == "client CLOSED, server TIME-WAIT" ? "server"
                                                                    : "both");
  scene.fact("left", seconds(waiting ? waiting->timer_left_ns : 0));
  scene.check("first-waits", "client CLOSED, server TIME-WAIT", states);
  scene.check("no-program", "TIME-WAIT, timer time-wait",
              waiting ? fmt::format("{}, timer {}", tcp::name(waiting->state), waiting->timer)
                      : "no socket");
  // Nobody waits a minute in a lesson, but its recording can show the end.
  constexpr Time two_minutes = 120'000'000'000;
  if (scene.patient())
    scene.until_state(scene.host("server"), at_server, State::closed, two_minutes);
}

void bind_fails(Scene& scene) {
  Connected pair = connected(scene);
  part(scene, pair.conversation, pair.caller);
  pair.server.exit();

  scene.ask("bind-fails");
  Program& restarted = scene.program("server", "server again");
  const Returned bound = restarted.socket().bind(usual_port);
  const Returned other_port = restarted.socket().bind(usual_port + 1);
  const Returned other_address = restarted.socket().bind("127.0.0.1", usual_port);
  const auto waiting = scene.kernel(scene.host("server"), pair.at_client.reversed());

  scene.answer("bind-fails", bound.ok()                  ? "works"
                             : bound.error == EADDRINUSE ? "in-use"
                                                         : "not-allowed");
  scene.fact("left", seconds(waiting ? waiting->timer_left_ns : 0));
  scene.check("in-use", "EADDRINUSE", in_words(bound));
  scene.check("by-time-wait", "TIME-WAIT",
              std::string(tcp::name(waiting ? waiting->state : State::closed)));
  scene.check(
      "elsewhere-free", "port 8081: 0, 127.0.0.1: 0",
      fmt::format("port 8081: {}, 127.0.0.1: {}", in_words(other_port), in_words(other_address)));
}

// bind(), of a program that may have asked for SO_REUSEADDR before.
Socket bound_socket(Program& server, std::uint16_t port, bool asks, Returned& bound) {
  Socket socket = server.socket();
  if (asks) socket.set("SO_REUSEADDR", 1);
  bound = socket.bind(port);
  return socket;
}

// What bind() of a new server says, without SO_REUSEADDR and then with it, while a connection of
// the old server is in TIME-WAIT.
struct Restart {
  Returned without, with;
};

Restart restart(Scene& scene, Program& client, std::uint16_t port, bool old_asks) {
  Program& before = scene.program("server", fmt::format("old server {}", port));
  Program& after = scene.program("server", fmt::format("new server {}", port));
  Restart told;
  Socket listener = bound_socket(before, port, old_asks, told.without);
  listener.listen(5);
  Socket caller = client.socket();
  const Pending accepting = listener.accept();
  caller.connect(before.host(), port).result();
  part(scene, accepting.socket(), caller);
  before.exit();
  if (!old_asks) scene.ask("reuse");
  bound_socket(after, port, false, told.without);
  bound_socket(after, port, true, told.with);
  return told;
}

void reuse(Scene& scene) {
  Program& client = scene.program("client");
  const Restart plain = restart(scene, client, usual_port, false);
  const Restart asked = restart(scene, client, usual_port + 1, true);

  scene.answer("reuse", plain.with.ok()                  ? "works"
                        : plain.with.error == EADDRINUSE ? "in-use"
                                                         : "not-allowed");
  scene.check("four-cases", "neither: EADDRINUSE, new: EADDRINUSE, old: EADDRINUSE, both: 0",
              fmt::format("neither: {}, new: {}, old: {}, both: {}", in_words(plain.without),
                          in_words(plain.with), in_words(asked.without), in_words(asked.with)));
}

// Two programs that bind one port, and listen if they may: what the second is told. `ask`: the
// question before it calls, if there is one.
std::string two_servers(Scene& scene, std::uint16_t port, std::string_view option,
                        const std::string& ask = "") {
  Program& first = scene.program("server", fmt::format("first {}", port));
  Program& second = scene.program("server", fmt::format("second {}", port));
  Socket one = first.socket(), two = second.socket();
  one.set(option, 1);
  two.set(option, 1);
  one.bind(port);
  one.listen(5);
  if (!ask.empty()) scene.ask(ask);
  const Returned bound = two.bind(port);
  return in_words(bound.ok() ? two.listen(5) : bound);
}

void not_sharing(Scene& scene) {
  const std::string reuse_address = two_servers(scene, usual_port, "SO_REUSEADDR", "not-sharing");
  const std::string reuse_port = two_servers(scene, usual_port + 1, "SO_REUSEPORT");

  scene.answer("not-sharing", reuse_address == "0"            ? "share"
                              : reuse_address == "EADDRINUSE" ? "in-use"
                                                              : "not-allowed");
  scene.check("not-shared", "EADDRINUSE", reuse_address);
  scene.check("shared", "0", reuse_port);
}

void fin_timeout(Scene& scene) {
  Connected pair = connected(scene);
  const Tuple at_server = pair.at_client.reversed();
  Host& server = scene.host("server");
  scene.set("server", "net.ipv4.tcp_fin_timeout", "3");
  pair.conversation.close();
  scene.until_state(server, at_server, State::fin_wait_2);
  const Time in_fin_wait_2 = left(scene, "server", at_server);

  scene.ask("fin-timeout");
  pair.caller.close();
  scene.settle();
  const Time in_time_wait = left(scene, "server", at_server);

  constexpr Time three_seconds = 3'000'000'000, fifty_seconds = 50'000'000'000;
  scene.answer("fin-timeout", in_time_wait == 0               ? "gone"
                              : in_time_wait <= three_seconds ? "three"
                                                              : "sixty");
  scene.fact("fin_wait_2", seconds(in_fin_wait_2));
  scene.fact("time_wait", seconds(in_time_wait));
  scene.check("shortened", "FIN-WAIT-2: at most 3 s",
              in_fin_wait_2 > 0 && in_fin_wait_2 <= three_seconds
                  ? "FIN-WAIT-2: at most 3 s"
                  : fmt::format("FIN-WAIT-2: {} s", seconds(in_fin_wait_2)));
  scene.check("not-shortened", "TIME-WAIT: more than 50 s",
              in_time_wait > fifty_seconds ? "TIME-WAIT: more than 50 s"
                                           : fmt::format("TIME-WAIT: {} s", seconds(in_time_wait)));
}

}  // namespace

Lesson time_wait() {
  return {.name = "time-wait",
          .steps = {{"who", {}, who},
                    {"bind-fails", {}, bind_fails},
                    {"reuse", {}, reuse},
                    {"not-sharing", {}, not_sharing},
                    {"fin-timeout", {}, fin_timeout},
                    {"last-ack-lost", {}, last_ack_lost},
                    {"old-duplicate", {}, old_duplicate},
                    {"new-syn", {}, new_syn}}};
}

}  // namespace wirelab::lessons
