#include "lessons/reset/reset.hpp"

#include "lessons/script/connected.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <cerrno>
#include <optional>

namespace wirelab::lessons {
namespace {

using tcp::State;

std::string state_at(Scene& scene, std::string_view host, const Tuple& tuple) {
  return std::string(tcp::name(scene.state(scene.host(host), tuple)));
}

// "CLOSE-WAIT: EPIPE": in which state the reset found a socket, and what its program was told.
std::string told(const std::string& state, const Returned& returned) {
  return fmt::format("{}: {}", state, in_words(returned));
}

void nobody_listening(Scene& scene) {
  Program& client = scene.program("client");
  Socket caller = client.socket();
  scene.rule("hold from server any nth 1");
  const Pending connecting = caller.connect(scene.host("server"), usual_port);
  const Sighting syn = scene.frame("from client syn");
  scene.ask("nobody", syn);
  const Sighting answer = scene.frame("from server any");
  scene.held(answer);
  const std::string before = state_at(scene, "client", syn.glimpse.tuple);
  scene.release_all();
  const Returned connected = connecting.result();

  const bool reset = answer.glimpse.segment.has(tcp::rst);
  // No program was started on the server.
  scene.answer("nobody", reset ? "kernel" : connected.error == ETIMEDOUT ? "silence" : "program");
  scene.fact("isn", std::to_string(syn.glimpse.segment.sequence));
  scene.fact("acknowledged", std::to_string(answer.glimpse.segment.acknowledgment));
  scene.check("refused", "SYN-SENT: ECONNREFUSED", told(before, connected));
  scene.check("reset-names-the-syn", fmt::format("RST-ACK {}", syn.glimpse.segment.end()),
              fmt::format("{} {}", in_words({answer}), answer.glimpse.segment.acknowledgment));
}

void send_after_close(Scene& scene) {
  Connected pair = connected(scene);
  pair.conversation.close();
  scene.delivered(scene.frame("from server fin"));
  scene.until_state(scene.host("server"), pair.at_client.reversed(), State::fin_wait_2);
  scene.ask("send-after-close");
  const std::string before = state_at(scene, "client", pair.at_client);
  const Returned first = pair.caller.send("Still there?");
  if (first.ok()) scene.delivered(scene.frame("from server rst"));
  const Returned second = pair.caller.send("Hello?");
  const Returned read = pair.caller.recv(1024).result();

  scene.answer("send-after-close", first.error == EPIPE         ? "at-once"
                                   : second.error == EPIPE      ? "second"
                                   : second.error == ECONNRESET ? "reset"
                                                                : "works");
  scene.fact("first", in_words(first));
  scene.check("first-send-passes", "12", in_words(first));
  scene.check("second-fails", "CLOSE-WAIT: EPIPE", told(before, second));
  scene.check("recv-says-end", "0", in_words(read));
}

void linger_0(Scene& scene) {
  Connected pair = connected(scene);
  const std::string before = state_at(scene, "server", pair.at_client.reversed());
  pair.caller.linger(0);
  scene.ask("linger0");
  pair.caller.close();
  scene.until([&] { return scene.count("from client fin") + scene.count("from client rst") > 0; },
              "the client's kernel ends the connection");
  scene.settle();
  const State left = scene.state(scene.host("client"), pair.at_client);
  const Returned first = pair.conversation.recv(1024).result();
  const Returned second = pair.conversation.recv(1024).result();
  const Returned sent = pair.conversation.send("Hello?");

  scene.answer("linger0", left == State::closed      ? "nothing"
                          : left == State::time_wait ? "time-wait"
                                                     : "fin-wait");
  scene.check("reset-not-fin", "0 FINs, 1 reset",
              fmt::format("{}, {}", in_words(scene.count("any fin"), "FIN"),
                          in_words(scene.count("any rst"), "reset")));
  scene.check("nothing-stays", "client CLOSED, server CLOSED",
              states_in_words(scene, pair.at_client));
  scene.check(
      "peer-is-told", "ESTABLISHED: ECONNRESET, then 0, then EPIPE",
      fmt::format("{}, then {}, then {}", told(before, first), in_words(second), in_words(sent)));
}

void half_open(Scene& scene) {
  Connected pair = connected(scene);
  Turn lost = scene.turn("lost-reset", "from server rst", Verb::drop);
  pair.conversation.linger(0);
  pair.conversation.close();
  const Choice choice = lost.taken();
  scene.settle();
  if (!choice.lost()) return;  // it was told in time: nothing is half open
  const std::string opinions = states_in_words(scene, pair.at_client);
  scene.ask("half-open");
  const Returned waiting = pair.caller.recv(1024, MSG_DONTWAIT).result();
  const auto deaf = scene.kernel(scene.host("client"), pair.at_client);
  const Returned sent = pair.caller.send("Still there?");
  scene.delivered(scene.frame("from server rst nth 2"));
  const Returned error = pair.caller.recv(1024).result();

  scene.answer("half-open", waiting.error == EAGAIN       ? "nothing"
                            : waiting.error == ECONNRESET ? "reset"
                                                          : "end");
  scene.fact("sent", in_words(sent));
  scene.check("one-believes", "client ESTABLISHED, server CLOSED", opinions);
  scene.check("no-timer", "no timer", deaf && !deaf->timer.empty() ? deaf->timer : "no timer");
  scene.check("asking-tells", "12, then ECONNRESET",
              fmt::format("{}, then {}", in_words(sent), in_words(error)));
}

// Whether each came later after the one before than that one had.
std::string gaps_in_words(const std::vector<Sighting>& frames) {
  Time before = 0;
  for (std::size_t i = 1; i < frames.size(); ++i) {
    const Time gap = frames[i].sent - frames[i - 1].sent;
    if (gap <= before) return "a gap that is not longer";
    before = gap;
  }
  return "each gap longer";
}

void vanished(Scene& scene) {
  Connected pair = connected(scene);
  scene.rule("drop any always");
  scene.ask("vanished");
  const auto idle = scene.kernel(scene.host("client"), pair.at_client);
  const bool believes = idle && idle->state == State::established;
  const Returned sent = pair.caller.send("Still there?");
  const Returned error = pair.caller.recv(1024).result();

  const auto tries = scene.frames("from client data");
  scene.answer("vanished", !believes ? "resend" : idle->timer.empty() ? "never" : "minute");
  scene.fact("tries", std::to_string(tries.size()));
  scene.fact("wait", fmt::format("{:.1f}", static_cast<double>(now() - tries.front().sent) / 1e9));
  scene.check("no-news", "ESTABLISHED, no timer",
              fmt::format("{}, {}", tcp::name(idle ? idle->state : State::closed),
                          idle && !idle->timer.empty() ? idle->timer : "no timer"));
  scene.check("gives-up", "12, then ETIMEDOUT",
              fmt::format("{}, then {}", in_words(sent), in_words(error)));
  scene.check("growing-gaps", "each gap longer", gaps_in_words(tries));
  scene.check("server-knows-nothing", "ESTABLISHED",
              state_at(scene, "server", pair.at_client.reversed()));
}

void listener_closed(Scene& scene) {
  Program& server = scene.program("server");
  Socket listener = listen_on(server);
  Program& first = scene.program("client", "first client");
  Program& second = scene.program("client", "second client");
  Socket left = first.socket(), right = second.socket();
  left.connect(server.host(), usual_port).result();
  right.connect(server.host(), usual_port).result();
  scene.settle();
  const auto door = scene.kernel(scene.host("server"), listener.tuple());
  const std::string before = state_at(scene, "client", left.tuple());
  scene.ask("listener-closed");
  listener.close();
  scene.settle();

  const std::size_t resets = scene.count("from server rst");
  scene.answer("listener-closed", resets == 2                          ? "reset"
                                  : scene.count("from server fin") > 0 ? "fin"
                                                                       : "stays");
  scene.check("two-waited", "2 connections waiting",
              in_words(static_cast<std::size_t>(door ? door->receive_queue : 0), "connection") +
                  " waiting");
  scene.check("each-is-reset", "2 resets", in_words(resets, "reset"));
  const Returned at_left = left.recv(1024).result();
  const Returned at_right = right.recv(1024).result();
  scene.check("each-is-told", "ESTABLISHED: ECONNRESET, ESTABLISHED: ECONNRESET",
              fmt::format("{}, {}", told(before, at_left), told(before, at_right)));
}

}  // namespace

Lesson reset() {
  // Else the client tries for a quarter of an hour; and the books' doubling from the first repeat.
  const BenchPlan impatient{
      .settings = {{"net.ipv4.tcp_retries2", "2"}, {"net.ipv4.tcp_early_retrans", "0"}}};
  return {.name = "reset",
          .steps = {{"nobody", {}, nobody_listening},
                    {"send-after-close", {}, send_after_close},
                    {"linger0", {}, linger_0},
                    {"half-open", {}, half_open},
                    {"vanished", impatient, vanished},
                    {"listener-closed", {}, listener_closed}}};
}

}  // namespace wirelab::lessons
