#include "lessons/eleven-states/eleven-states.hpp"

#include "lessons/script/connected.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

using tcp::State;

// The score: the fewer frames somebody had to lay a hand on, the better.
void say_score(Scene& scene, const std::string& step) {
  const Scene::Score all = scene.score(step);
  scene.fact("touched", in_words(scene.touched(), "frame"));
  scene.fact("score",
             fmt::format("{} in {}", in_words(all.frames, "frame"), in_words(all.steps, "step")));
}

void easy(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = listen_on(server);
  Socket caller = client.socket();
  scene.rule("hold from client syn nth 1");
  Turn third = scene.turn("third-message", "from client ack", Verb::pass);
  const Pending connecting = caller.connect(server.host(), usual_port);
  const Sighting syn = scene.frame("from client syn");
  scene.held(syn);
  const Tuple at_client = syn.glimpse.tuple;
  const State calling = scene.state(scene.host("client"), at_client);
  const State waiting = scene.state(scene.host("server"), listener.tuple());
  scene.release_all();

  scene.ask("easy", scene.frame("from client ack"));
  third.in_hand();
  const std::string opinions = states_in_words(scene, at_client);
  third.taken();
  connecting.result();
  Socket conversation = listener.accept().socket();
  scene.settle();
  const std::string open = states_in_words(scene, at_client);
  caller.linger(0);  // CLOSED at once, on both sides
  caller.close();
  scene.frame("from client rst");  // seen, so that settle() knows of it
  scene.settle();

  scene.answer("easy", opinions == "client ESTABLISHED, server SYN-RECEIVED"  ? "differ"
                       : opinions == "client ESTABLISHED, server ESTABLISHED" ? "both-open"
                                                                              : "neither");
  say_score(scene, "easy");
  scene.check("syn-held", "client SYN-SENT, server LISTEN",
              fmt::format("client {}, server {}", tcp::name(calling), tcp::name(waiting)));
  scene.check("ack-held", "client ESTABLISHED, server SYN-RECEIVED", opinions);
  scene.check("open", "client ESTABLISHED, server ESTABLISHED", open);
  scene.check("after-reset", "client CLOSED, server CLOSED", states_in_words(scene, at_client));
}

void leaving(Scene& scene) {
  Connected pair = connected(scene);
  scene.rule("hold from client fin nth 1");
  pair.caller.close();
  const Sighting fin = scene.frame("from client fin");
  scene.held(fin);
  const std::string left = states_in_words(scene, pair.at_client);
  scene.release_all();
  scene.delivered(fin);
  pair.conversation.recv(1024).result();  // 0
  scene.delivered(scene.frame("from server ack"));
  const std::string between = states_in_words(scene, pair.at_client);

  Turn last = scene.turn("last-ack", "from client ack", Verb::pass);
  const std::size_t acks = scene.count("from client ack");
  pair.conversation.close();
  scene.ask("leaving", scene.frame(fmt::format("from client ack nth {}", acks + 1)));
  last.in_hand();
  const std::string almost = states_in_words(scene, pair.at_client);
  last.taken();
  scene.until_state(scene.host("server"), pair.at_client.reversed(), State::closed);
  scene.settle();

  scene.answer("leaving", almost.ends_with("LAST-ACK")    ? "last-ack"
                          : almost.ends_with("TIME-WAIT") ? "time-wait"
                                                          : "closed");
  say_score(scene, "leaving");
  scene.check("fin-held", "client FIN-WAIT-1, server ESTABLISHED", left);
  scene.check("half-closed", "client FIN-WAIT-2, server CLOSE-WAIT", between);
  scene.check("last-ack-held", "client TIME-WAIT, server LAST-ACK", almost);
  scene.check("one-remembers", "client TIME-WAIT, server CLOSED",
              states_in_words(scene, pair.at_client));
}

// Two programs that call each other, both SYNs in the hand.
struct Calling {
  Socket left, right;
  Sighting from_left, from_right;
};

Calling call_each_other(Scene& scene) {
  Socket left = scene.program("client").socket();
  Socket right = scene.program("server").socket();
  left.bind(0);
  right.bind(usual_port);
  // connect() returns at once, with EINPROGRESS: the programs keep their hands free.
  left.nonblocking();
  right.nonblocking();
  scene.rule("hold from client syn nth 1");
  scene.rule("hold from server syn nth 1");
  left.connect(scene.host("server"), usual_port).result();
  right.connect(scene.host("client"), left.tuple().local_port).result();
  const Sighting from_left = scene.frame("from client syn");
  const Sighting from_right = scene.frame("from server syn");
  scene.held(from_left);
  scene.held(from_right);
  return {left, right, from_left, from_right};
}

void rare(Scene& scene) {
  Calling pair = call_each_other(scene);
  const Tuple at_client = pair.from_left.glimpse.tuple;
  scene.release_all();
  const State at_server = scene.delivered(pair.from_left);
  const State at_left = scene.delivered(pair.from_right);
  scene.settle();
  const std::string open = states_in_words(scene, at_client);

  scene.rule("hold from client fin nth 1");
  scene.rule("hold from server fin nth 1");
  pair.left.close();
  pair.right.close();
  const Sighting crossing = scene.frame("from server fin");
  scene.held(scene.frame("from client fin"));
  scene.held(crossing);
  scene.ask("rare");
  Turn last = scene.turn("crossed", "from client ack", Verb::pass);
  scene.rule("hold from server ack nth 1");
  scene.release_all();
  const std::size_t acks = scene.count("from server ack");
  last.in_hand();
  scene.held(scene.frame(fmt::format("from server ack nth {}", acks + 1)));
  const std::string crossed = states_in_words(scene, at_client);
  last.taken();
  scene.release_all();
  scene.until_state(scene.host("client"), at_client, State::time_wait);
  scene.until_state(scene.host("server"), at_client.reversed(), State::time_wait);

  scene.answer("rare", crossed.starts_with("client CLOSING")      ? "closing"
                       : crossed.starts_with("client FIN-WAIT-2") ? "fin-wait-2"
                                                                  : "time-wait");
  say_score(scene, "rare");
  scene.check("both-syn-received", "client SYN-RECEIVED, server SYN-RECEIVED",
              fmt::format("client {}, server {}", tcp::name(at_left), tcp::name(at_server)));
  scene.check("one-connection", "client ESTABLISHED, server ESTABLISHED", open);
  scene.check("both-closing", "client CLOSING, server CLOSING", crossed);
  scene.check("both-wait", "client TIME-WAIT, server TIME-WAIT", states_in_words(scene, at_client));
}

void edges(Scene& scene) {
  Calling pair = call_each_other(scene);
  const Tuple at_client = pair.from_left.glimpse.tuple;
  scene.rule("hold from client synack nth 1");
  scene.rule("hold from server synack nth 1");
  scene.release_all();
  scene.held(scene.frame("from client synack"));
  scene.held(scene.frame("from server synack"));
  const std::string received = states_in_words(scene, at_client);
  scene.ask("edges");
  pair.left.close();
  pair.right.shutdown(SHUT_WR);
  const std::string leaving = states_in_words(scene, at_client);
  scene.settle();
  scene.release_all();
  scene.settle();

  scene.answer("edges", leaving.starts_with("client FIN-WAIT-1")     ? "leaves"
                        : leaving.starts_with("client SYN-RECEIVED") ? "waits"
                                                                     : "gone");
  say_score(scene, "edges");
  scene.check("both-syn-received", "client SYN-RECEIVED, server SYN-RECEIVED", received);
  scene.check("close-leaves-shutdown-waits", "client FIN-WAIT-1, server SYN-RECEIVED", leaving);
}

void impossible(Scene& scene) {
  Connected pair = connected(scene);
  scene.ask("impossible");
  const Returned called = pair.listener.connect(scene.host("client"), usual_port).result();
  const State listener = scene.state(scene.host("server"), pair.listener.tuple());
  scene.settle();
  const std::size_t syns = scene.count("from server syn");

  Host& client = scene.host("client");
  pair.caller.close();
  scene.until_state(client, pair.at_client, State::fin_wait_2);
  const Time waiting = now();
  scene.until_state(client, pair.at_client, State::closed);
  scene.fact("wait", fmt::format("{:.1f}", static_cast<double>(now() - waiting) / 1e9));

  scene.answer("impossible", syns > 0 ? "syn" : called.error == EISCONN ? "refuses" : "other");
  say_score(scene, "impossible");
  scene.check(
      "no-way-from-listen", "LISTEN, EISCONN, 0 SYNs",
      fmt::format("{}, {}, {}", tcp::name(listener), in_words(called), in_words(syns, "SYN")));
  scene.check("linux-adds-an-edge", "client CLOSED, server CLOSE-WAIT",
              states_in_words(scene, pair.at_client));
}

}  // namespace

Lesson eleven_states() {
  // Else an orphan waits a minute in FIN-WAIT-2.
  const BenchPlan impatient{.settings = {{"net.ipv4.tcp_fin_timeout", "1"}}};
  return {.name = "eleven-states",
          .steps = {{"easy", {}, easy},
                    {"leaving", {}, leaving},
                    {"rare", {}, rare},
                    {"edges", {}, edges},
                    {"impossible", impatient, impossible}}};
}

}  // namespace wirelab::lessons
