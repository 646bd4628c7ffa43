#include "lessons/handshake/handshake.hpp"

#include "lessons/script/connected.hpp"
#include "lessons/script/scene.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

using tcp::State;

void three_messages(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = listen_on(server);
  Socket caller = client.socket();

  const Pending connecting = caller.connect(server.host(), usual_port);
  const Sighting syn = scene.frame("from client syn");
  scene.ask("three-messages", syn);
  const State after_first = scene.delivered(syn);
  const Sighting third = scene.frame("from client ack");
  const State after_third = scene.delivered(third);
  connecting.result();
  const State before_accept = scene.state(scene.host("server"), third.glimpse.tuple.reversed());
  const std::size_t frames_before_accept = scene.count("any");
  const Pending accepting = listener.accept();
  accepting.socket();

  scene.answer("three-messages", after_first == State::established   ? "first"
                                 : after_third == State::established ? "third"
                                                                     : "accept");
  scene.fact("client_port", std::to_string(syn.glimpse.tuple.local_port));
  scene.check("three-messages", "SYN, SYN-ACK, ACK", in_words(scene.frames("any")));
  scene.check("established-before-accept", "ESTABLISHED", std::string(tcp::name(before_accept)));
  scene.check("accept-sends-nothing", "0 frames",
              in_words(scene.count("any") - frames_before_accept, "frame"));
}

// What the second connection's first number has to do with the first one's.
std::string kinship(std::uint32_t first, std::uint32_t second) {
  if (second == 0) return "zero";
  if (second == first) return "same";
  const std::uint32_t ahead = second - first;
  return ahead < 1000 ? "next" : "fresh";
}

void syn_options(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = listen_on(server);
  client.socket().connect(server.host(), usual_port);
  const Sighting syn = scene.frame("from client syn");
  const Sighting reply = scene.frame("from server synack");
  const Sighting third = scene.frame("from client ack");
  scene.ask("syn-options", third);
  scene.delivered(third);
  listener.accept().socket();

  client.socket().connect(server.host(), usual_port);
  const Sighting second_syn = scene.frame("from client syn nth 2");
  scene.delivered(scene.frame("from client ack nth 2"));
  listener.accept().socket();

  const std::uint32_t first = syn.glimpse.segment.sequence;
  const std::uint32_t second = second_syn.glimpse.segment.sequence;
  const auto& offered = syn.glimpse.options;
  const unsigned shift = offered.window_shift.value_or(0);
  const std::uint32_t field = third.glimpse.segment.window;
  scene.answer("syn-options", kinship(first, second));
  scene.fact("isn1", std::to_string(first));
  scene.fact("isn2", std::to_string(second));
  scene.fact("mss", std::to_string(offered.mss.value_or(0)));
  scene.fact("shift", std::to_string(shift));
  scene.fact("factor", std::to_string(1U << shift));
  scene.fact("field", std::to_string(field));
  scene.fact("window", std::to_string(field << shift));
  scene.check("new-number", "2 SYNs, 2 numbers", syns_and_numbers(scene.frames("from client syn")));
  scene.check("shift-in-both", "a shift in both SYNs",
              offered.window_shift && reply.glimpse.options.window_shift ? "a shift in both SYNs"
                                                                         : "a shift is missing");
}

void lost_syn(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = listen_on(server);
  Turn first_syn = scene.turn("first-syn", "from client syn", Verb::drop);
  Socket caller = client.socket();

  const Pending connecting = caller.connect(server.host(), usual_port);
  const Choice choice = first_syn.taken();
  if (choice.lost()) scene.ask("lost-syn");
  const Returned connected = connecting.result();
  const auto syns = scene.frames("from client syn");
  scene.delivered(scene.frame("from client ack"));
  listener.accept().socket();
  if (!choice.lost()) return;  // the learner let it live: a plain handshake, nothing to ask

  const std::string seen = syns_and_numbers(syns);
  scene.answer("lost-syn", !connected.ok()              ? "fails"
                           : seen == "2 SYNs, 1 number" ? "same"
                                                        : "other");
  scene.fact("isn", std::to_string(syns.front().glimpse.segment.sequence));
  scene.fact("wait", fmt::format("{:.1f}",
                                 static_cast<double>(syns.back().sent - syns.front().sent) / 1e9));
  scene.check("same-number", "2 SYNs, 1 number", seen);
  scene.check("connect-succeeds", "0", in_words(connected));
}

void last_ack(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = listen_on(server);
  Turn third_message = scene.turn("third-message", "from client ack", Verb::drop);
  Socket caller = client.socket();

  const Pending accepting = listener.accept();
  caller.connect(server.host(), usual_port).result();
  const Choice choice = third_message.taken();
  const Tuple at_client = choice.frame.glimpse.tuple;
  const State client_before = scene.state(scene.host("client"), at_client);
  const State server_before = scene.state(scene.host("server"), at_client.reversed());

  caller.send("hello from client!");
  const Sighting data = scene.frame("from client data");
  if (choice.lost()) scene.ask("last-ack", data);
  const State after = scene.delivered(data);
  Socket conversation = accepting.socket();
  const auto waiting = scene.kernel(scene.host("server"), at_client.reversed());
  const Returned read = conversation.recv(1024).result();
  if (!choice.lost()) return;

  scene.answer("last-ack", after == State::established    ? "accepts"
                           : after == State::syn_received ? "ignores"
                                                          : "resets");
  scene.fact("bytes", std::to_string(data.glimpse.segment.length));
  scene.check(
      "two-opinions", "client ESTABLISHED, server SYN-RECEIVED",
      fmt::format("client {}, server {}", tcp::name(client_before), tcp::name(server_before)));
  scene.check("data-completes", "ESTABLISHED", std::string(tcp::name(after)));
  scene.check(
      "nothing-lost", "18 bytes waiting, 18 read",
      fmt::format("{} bytes waiting, {} read", waiting ? waiting->receive_queue : -1, read.value));
}

void old_syn(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = listen_on(server);
  scene.keep("from client syn");

  Socket caller = client.socket();
  caller.connect(server.host(), usual_port).result();
  const Sighting syn = scene.frame("from client syn");
  scene.delivered(scene.frame("from client ack"));
  Socket conversation = listener.accept().socket();
  caller.linger(0);  // close() resets at once and leaves no TIME-WAIT behind
  caller.close();
  scene.delivered(scene.frame("from client rst"));
  conversation.close();

  const Pending accepting = listener.accept();
  scene.ask("old-syn");
  scene.replay(syn);
  const State after = scene.delivered(syn, 2);
  scene.settle();

  const std::size_t resets = scene.count("from client rst") - 1;
  const std::size_t replies = scene.count("from server synack") - 1;
  const auto door = scene.kernel(scene.host("server"), listener.tuple());
  scene.answer("old-syn", accepting.done()            ? "ghost"
                          : replies > 0 && resets > 0 ? "reset"
                                                      : "ignored");
  scene.check("old-syn-answered", "SYN-RECEIVED", std::string(tcp::name(after)));
  scene.check("one-reset", "1 reset", in_words(resets, "reset"));
  scene.check(
      "no-ghost", "0 connections waiting, accept() blocked",
      fmt::format("{} waiting, accept() {}",
                  in_words(static_cast<std::size_t>(door ? door->receive_queue : 0), "connection"),
                  accepting.done() ? "returned" : "blocked"));
}

void both_open(Scene& scene) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket left = client.socket();
  Socket right = server.socket();
  left.bind(0);
  right.bind(usual_port);
  scene.rule("hold from client syn nth 1");
  scene.rule("hold from server syn nth 1");

  const Pending from_left = left.connect(server.host(), usual_port);
  const Sighting first = scene.frame("from client syn");
  scene.held(first);
  const Pending from_right = right.connect(client.host(), left.tuple().local_port);
  const Sighting second = scene.frame("from server syn");
  scene.ask("both-open", second);
  scene.held(second);
  scene.release_all();
  const State at_server = scene.delivered(first);
  const State at_client = scene.delivered(second);
  const bool opened = from_left.result().ok() && from_right.result().ok();
  scene.settle();

  const bool one = opened && left.tuple() == right.tuple().reversed();
  scene.answer("both-open", one ? "one" : opened ? "two" : "refused");
  scene.fact("frames", std::to_string(scene.count("any")));
  scene.check("both-syn-received", "client SYN-RECEIVED, server SYN-RECEIVED",
              fmt::format("client {}, server {}", tcp::name(at_client), tcp::name(at_server)));
  scene.check("one-connection", "client ESTABLISHED, server ESTABLISHED",
              states_in_words(scene, left.tuple()));
}

void nobody_listening(Scene& scene) {
  Program& client = scene.program("client");
  Socket caller = client.socket();
  const Pending connecting = caller.connect(scene.host("server"), usual_port);
  const Sighting syn = scene.frame("from client syn");
  scene.ask("nobody-listening", syn);
  const Returned connected = connecting.result();

  scene.answer("nobody-listening", connected.error == ECONNREFUSED ? "refused"
                                   : connected.error == ETIMEDOUT  ? "timeout"
                                                                   : "no-route");
  scene.check("refused", "ECONNREFUSED", in_words(connected));
  const Sighting reset = scene.frame("from server rst");
  const std::uint32_t number = syn.glimpse.segment.sequence;
  scene.fact("isn", std::to_string(number));
  scene.fact("acknowledged", std::to_string(reset.glimpse.segment.acknowledgment));
  scene.check("reset-names-the-syn", std::to_string(number + 1),
              std::to_string(reset.glimpse.segment.acknowledgment));
}

}  // namespace

Lesson handshake() {
  return {.name = "handshake",
          .steps = {{"three-messages", {}, three_messages},
                    {"syn-options", {}, syn_options},
                    {"lost-syn", {}, lost_syn},
                    {"last-ack", {}, last_ack},
                    {"old-syn", {}, old_syn},
                    {"both-open", {}, both_open},
                    {"nobody-listening", {}, nobody_listening}}};
}

}  // namespace wirelab::lessons
