#include "lessons/close/close.hpp"

#include "lessons/script/connected.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

using tcp::State;

// This frame, and all that were sent after it.
std::vector<Sighting> from_on(Scene& scene, const Sighting& first, std::string_view match = "any") {
  std::vector<Sighting> found;
  for (const Sighting& frame : scene.frames(match))
    if (frame.number >= first.number) found.push_back(frame);
  return found;
}

// What programs say to each other before they part.
void exchange(const Connected& pair) {
  Socket client = pair.caller, server = pair.conversation;
  const Pending request = server.recv(1024);
  client.send("What time is it?");
  request.result();
  const Pending answer = client.recv(1024);
  server.send("Five to ten.");
  answer.result();
}

void three(Scene& scene) {
  Connected pair = connected(scene);
  exchange(pair);
  const Pending reading = pair.conversation.recv(1024);
  // At once when the end is read, before the kernel's delayed ACK: no script stands in between.
  const Pending closing = pair.conversation.start_close();
  pair.caller.close();
  const Sighting fin = scene.frame("from client fin");
  scene.ask("three", fin);
  scene.delivered(fin);
  const Returned read = reading.result();
  closing.result();
  const Sighting answer = scene.frame("from server fin");
  scene.delivered(answer);
  scene.settle();

  const auto segments = from_on(scene, fin);
  scene.answer("three", segments.size() == 2 ? "two" : segments.size() == 3 ? "three" : "four");
  scene.fact("segments", std::to_string(segments.size()));
  scene.check("end-of-file", "0", in_words(read));
  scene.check("three-segments", "FIN-ACK, FIN-ACK, ACK", in_words(segments));
  scene.check("fin-carries-ack", std::to_string(fin.glimpse.segment.end()),
              std::to_string(answer.glimpse.segment.acknowledgment));
  scene.check("first-waits", "client TIME-WAIT, server CLOSED",
              states_in_words(scene, pair.at_client));
}

void four(Scene& scene) {
  Connected pair = connected(scene);
  pair.caller.close();
  const Sighting fin = scene.frame("from client fin");
  scene.ask("four", fin);
  pair.conversation.recv(1024).result();
  // The program of the server takes its time: until its kernel has answered alone.
  scene.until([&] { return from_on(scene, fin, "from server any").size() == 1; },
              "the server's kernel answers the FIN");
  const Sighting alone = from_on(scene, fin, "from server any").front();
  scene.delivered(alone);
  const std::string between = states_in_words(scene, pair.at_client);
  pair.conversation.close();
  scene.delivered(scene.frame("from server fin"));
  scene.settle();

  const bool is_fin = alone.glimpse.segment.has(tcp::fin);
  scene.answer("four", is_fin ? "fin" : "ack");
  scene.check("four-segments", "FIN-ACK, ACK, FIN-ACK, ACK", in_words(from_on(scene, fin)));
  scene.check("half-closed", "client FIN-WAIT-2, server CLOSE-WAIT", between);
}

void half(Scene& scene) {
  Connected pair = connected(scene);
  pair.caller.send("Tell me all you know.");
  pair.caller.shutdown(SHUT_WR);
  const Sighting fin = scene.frame("from client fin");
  pair.conversation.recv(1024).result();
  pair.conversation.recv(1024).result();  // 0: the client will say no more
  scene.ask("half", fin);

  std::string told, read;
  for (const std::string line : {"One.", "Two.", "Three."}) {
    told += line;
    pair.conversation.send(line);
    read += pair.caller.recv(1024).result().data;
  }
  const std::string between = states_in_words(scene, pair.at_client);
  pair.conversation.close();
  scene.delivered(scene.frame("from server fin"));
  const Returned end = pair.caller.recv(1024).result();
  pair.caller.close();
  scene.settle();

  const auto data = from_on(scene, fin, "from server data");
  scene.answer("half", read == told ? "arrives" : scene.count("any rst") > 0 ? "reset" : "lost");
  scene.fact("told", std::to_string(read.size()));
  scene.check("data-after-fin", "3 segments", in_words(data.size(), "segment"));
  scene.check("client-reads-on", told, read);
  scene.check("one-direction", "client FIN-WAIT-2, server CLOSE-WAIT", between);
  scene.check("then-the-end", "0", in_words(end));
}

void both(Scene& scene) {
  Connected pair = connected(scene);
  scene.rule("hold from client fin nth 1");
  scene.rule("hold from server fin nth 1");
  pair.caller.close();
  pair.conversation.close();
  const Sighting left = scene.frame("from client fin");
  const Sighting right = scene.frame("from server fin");
  scene.held(left);
  scene.held(right);
  const std::string crossing = states_in_words(scene, pair.at_client);
  scene.ask("both");

  const std::size_t acks = scene.count("from client ack");
  scene.rule("hold from client ack nth 1");
  scene.rule("hold from server ack nth 1");
  scene.release_all();
  scene.held(scene.frame(fmt::format("from client ack nth {}", acks + 1)));
  scene.held(scene.frame("from server ack"));
  const std::string crossed = states_in_words(scene, pair.at_client);
  scene.release_all();
  scene.settle();

  const std::string after = states_in_words(scene, pair.at_client);
  scene.answer("both", after == "client TIME-WAIT, server TIME-WAIT" ? "both"
                       : after == "client CLOSED, server CLOSED"     ? "neither"
                                                                     : "first");
  scene.fact("segments", std::to_string(from_on(scene, left).size()));
  scene.check("fins-cross", "client FIN-WAIT-1, server FIN-WAIT-1", crossing);
  scene.check("both-closing", "client CLOSING, server CLOSING", crossed);
  scene.check("both-wait", "client TIME-WAIT, server TIME-WAIT", after);
}

void forgotten(Scene& scene) {
  Connected pair = connected(scene);
  Host& client = scene.host("client");
  Host& server = scene.host("server");
  pair.caller.close();
  scene.delivered(scene.frame("from client fin"));
  pair.conversation.recv(1024).result();  // 0; and then the program forgets to close()
  scene.until_state(client, pair.at_client, State::fin_wait_2);
  scene.ask("forgotten");
  const Time waiting = now();
  scene.until_state(client, pair.at_client, State::closed);
  scene.fact("wait", fmt::format("{:.1f}", static_cast<double>(now() - waiting) / 1e9));

  const auto left = scene.kernel(server, pair.at_client.reversed());
  const State stays = left ? left->state : State::closed;
  scene.answer("forgotten", stays == State::close_wait ? "program" : "kernel");
  scene.check("close-wait-stays", "CLOSE-WAIT, no timer",
              fmt::format("{}, {}", tcp::name(stays),
                          left && !left->timer.empty() ? left->timer : "no timer"));
  const Returned first = pair.conversation.send("Still there?");
  scene.delivered(scene.frame("from client rst"));
  const Returned second = pair.conversation.send("Hello?");
  scene.check("no-time-wait", "CLOSED",
              std::string(tcp::name(scene.state(client, pair.at_client))));
  scene.check("first-send-passes", "12, then EPIPE",
              fmt::format("{}, then {}", in_words(first), in_words(second)));
}

void unread(Scene& scene) {
  Connected pair = connected(scene);
  pair.caller.send("Hello, server");
  const Returned read = pair.conversation.recv(7).result();
  pair.conversation.send("Goodbye.");
  scene.delivered(scene.frame("from client ack nth 2"));  // "Goodbye." is acknowledged
  scene.settle();
  scene.ask("unread");
  pair.conversation.close();
  const auto goodbyes = [&] {
    auto found = scene.frames("from server fin");
    for (const Sighting& reset : scene.frames("from server rst")) found.push_back(reset);
    return found;
  };
  scene.until([&] { return !goodbyes().empty(); }, "the server's kernel ends the connection");
  const Sighting goodbye = goodbyes().front();
  scene.delivered(goodbye);
  const Returned data = pair.caller.recv(1024).result();
  const Returned error = pair.caller.recv(1024).result();
  scene.settle();

  scene.answer("unread", goodbye.glimpse.segment.has(tcp::rst) ? "reset" : "fin");
  scene.fact("unread", std::to_string(13 - read.value));
  scene.check("unread-resets", "RST-ACK", in_words(goodbyes()));
  scene.check("read-before-the-error", "8, then ECONNRESET",
              fmt::format("{}, then {}", in_words(data), in_words(error)));
  scene.check("nobody-waits", "client CLOSED, server CLOSED",
              states_in_words(scene, pair.at_client));
}

}  // namespace

Lesson close() {
  // Else an orphan waits a minute in FIN-WAIT-2.
  const BenchPlan impatient{.settings = {{"net.ipv4.tcp_fin_timeout", "1"}}};
  return {.name = "close",
          .steps = {{"three", {}, three},
                    {"four", {}, four},
                    {"half", {}, half},
                    {"both", {}, both},
                    {"forgotten", impatient, forgotten},
                    {"unread", {}, unread}}};
}

}  // namespace wirelab::lessons
