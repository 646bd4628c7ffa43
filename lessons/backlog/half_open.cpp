#include "lessons/backlog/queue.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>

// Handshakes whose last message is in the hand.
namespace wirelab::lessons::queue {
namespace {

using tcp::State;

// From now on every frame of the clients waits in the hand.
void hold_clients(Scene& scene) { scene.rule("hold from client any nth 1"); }

void let_pass(Scene& scene, const Sighting& frame) {
  scene.held(frame);
  scene.release(frame);
  scene.delivered(frame);
}

// The next client's SYN passes; what the client answers to SYN,ACK stays in the hand.
void knock(Scene& scene, std::vector<Caller>& callers) {
  callers.push_back(call(scene, callers));
  let_pass(scene, callers.back().syn);
  scene.settle();
}

void let_ack_pass(Scene& scene, const Caller& caller) {
  let_pass(scene, frame_from(scene, caller, "ack"));
}

// A listener for two, of whom three fit in: two clients are in, the third and the fourth have sent
// their last ACK. When the third's arrives the accept queue is full.
std::vector<Caller> fill_but_one_ack(Scene& scene) {
  hold_clients(scene);
  std::vector<Caller> callers;
  for (int inside = 0; inside < 2; ++inside) {
    knock(scene, callers);
    let_ack_pass(scene, callers.back());
  }
  knock(scene, callers);
  knock(scene, callers);
  let_ack_pass(scene, callers[2]);
  return callers;
}

std::string both_states(Scene& scene, const Caller& caller) {
  return fmt::format("client {}, server {}", tcp::name(at_client(scene, caller)),
                     tcp::name(at_server(scene, caller)));
}

}  // namespace

void syn_queue(Scene& scene) {
  constexpr std::size_t backlog = 1, clients = 4;
  Program& server = scene.program("server");
  Socket listener = listen_on(server, usual_port, backlog);
  hold_clients(scene);
  scene.ask("syn-queue");
  std::vector<Caller> callers;
  while (callers.size() < clients) knock(scene, callers);
  const std::size_t half_open = count(all_at_server(scene, callers), State::syn_received);
  const std::size_t believe = count(all_at_client(scene, callers), State::established);
  const auto door = scene.kernel(scene.host("server"), listener.tuple());

  const std::string most = fmt::format("at most {}", backlog + 1);
  scene.answer("syn-queue", half_open == clients ? "all" : half_open > 0 ? "limited" : "none");
  scene.fact("half_open", std::to_string(half_open));
  scene.check("limited", most,
              half_open > 0 && half_open <= backlog + 1 ? most : in_words(half_open, "client"));
  scene.check("nobody-finished", "0 in the accept queue",
              fmt::format("{} in the accept queue", door ? door->receive_queue : -1));
  scene.check("clients-believe", in_words(half_open, "client") + " ESTABLISHED",
              in_words(believe, "client") + " ESTABLISHED");
  scene.check("drop-counted", "counted", counted(scene, "TCPReqQFullDrop"));
}

void cookies(Scene& scene) {
  Program& server = scene.program("server");
  Socket listener = listen_on(server, usual_port, 0);
  hold_clients(scene);
  std::vector<Caller> callers;
  knock(scene, callers);
  scene.ask("cookies");
  knock(scene, callers);
  const Caller& last = callers.back();
  const std::string opinions = both_states(scene, last);
  const State remembered = at_server(scene, last);
  let_ack_pass(scene, last);
  const State after = at_server(scene, last);

  scene.answer("cookies", remembered == State::closed         ? "nothing"
                          : remembered == State::syn_received ? "half"
                                                              : "whole");
  scene.fact("sent", std::to_string(scene.counter("server", "SyncookiesSent")));
  scene.check("holds-nothing", "client ESTABLISHED, server CLOSED", opinions);
  scene.check("ack-is-enough", "ESTABLISHED", std::string(tcp::name(after)));
  scene.check("cookie-counted", "counted", counted(scene, "SyncookiesRecv"));
}

void ack_meets_full(Scene& scene) {
  Program& server = scene.program("server");
  Socket listener = listen_on(server, usual_port, 2);
  const auto callers = fill_but_one_ack(scene);
  Caller fourth = callers.back();
  const Tuple tuple = fourth.syn.glimpse.tuple.reversed();
  scene.focus(fourth.syn.glimpse.tuple);
  scene.ask("ack-meets-full");
  let_ack_pass(scene, fourth);
  scene.settle();
  const std::string opinions = both_states(scene, fourth);
  const State after = at_server(scene, fourth);
  const std::size_t resets = to(scene, fourth, "rst").size();

  scene.release_all();
  fourth.socket.send("hello");
  scene.delivered(frame_from(scene, fourth, "data"));
  const State after_data = at_server(scene, fourth);
  listener.accept().socket();
  scene.until_state(scene.host("server"), tuple, State::established);
  const auto reading = scene.kernel(scene.host("server"), tuple);
  scene.settle();

  scene.answer("ack-meets-full", resets > 0                    ? "reset"
                                 : after == State::established ? "accepted"
                                                               : "ignored");
  scene.check("two-opinions", "client ESTABLISHED, server SYN-RECEIVED", opinions);
  scene.check("data-ignored", "SYN-RECEIVED", std::string(tcp::name(after_data)));
  scene.check("nothing-lost", "5 bytes wait",
              fmt::format("{} bytes wait", reading ? reading->receive_queue : -1));
}

void abort_on_overflow(Scene& scene) {
  Program& server = scene.program("server");
  Socket listener = listen_on(server, usual_port, 2);
  auto callers = fill_but_one_ack(scene);
  Caller fourth = callers.back();
  let_ack_pass(scene, fourth);
  const Returned told = fourth.socket.recv(1024).result();

  scene.ask("abort");
  const Caller fifth = call(scene, callers);
  let_pass(scene, fifth.syn);
  scene.settle();
  const auto answers = to(scene, fifth, "any");

  scene.answer("abort", answers.empty()                                 ? "silence"
                        : answers.front().glimpse.segment.has(tcp::rst) ? "reset"
                                                                        : "synack");
  scene.check("ack-resets", "ECONNRESET", in_words(told));
  scene.check("syn-ignored", "0 frames", in_words(answers.size(), "frame"));
  scene.check("fifth-waits", "SYN-SENT", std::string(tcp::name(at_client(scene, fifth))));
}

}  // namespace wirelab::lessons::queue
