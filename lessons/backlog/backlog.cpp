#include "lessons/backlog/backlog.hpp"

#include "lessons/backlog/queue.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>

namespace wirelab::lessons {
namespace {

using namespace queue;
using tcp::State;

void admit(Scene& scene) {
  constexpr std::size_t backlog = 2, clients = 5;
  Program& server = scene.program("server");
  Socket listener = listen_on(server, usual_port, backlog);

  scene.ask("admit");
  const auto callers = call_one_by_one(scene, clients);
  const States outside = all_at_client(scene, callers);
  const std::size_t in = count(outside, State::established);
  const std::size_t waiting = count(outside, State::syn_sent);
  const std::size_t served = count(all_at_server(scene, callers), State::established);
  const auto door = scene.kernel(scene.host("server"), listener.tuple());

  scene.answer("admit", in == backlog ? "two" : in == backlog + 1 ? "three" : "five");
  scene.check("one-more",
              fmt::format("{} ESTABLISHED, {} SYN-SENT", backlog + 1, clients - backlog - 1),
              fmt::format("{} ESTABLISHED, {} SYN-SENT", in, waiting));
  scene.check("kernel-alone", fmt::format("{} ESTABLISHED before accept()", backlog + 1),
              fmt::format("{} ESTABLISHED before accept()", served));
  scene.check("queue-length", fmt::format("{} in the queue", backlog + 1),
              fmt::format("{} in the queue", door ? door->receive_queue : -1));
}

std::string seconds_between(const Sighting& first, const Sighting& second) {
  return fmt::format("{:.1f}", static_cast<double>(second.sent - first.sent) / 1e9);
}

void full(Scene& scene) {
  Program& server = scene.program("server");
  Socket listener = listen_on(server, usual_port, 0);
  auto callers = call_one_by_one(scene, 1);
  const Caller second = call(scene, callers);
  scene.ask("full", second.syn);
  scene.delivered(second.syn);
  scene.settle();
  const auto answers = to(scene, second, "any");
  const std::string overflows = counted(scene, "ListenOverflows");
  const Sighting again = frame_from(scene, second, "syn", 2);
  scene.delivered(again);
  scene.settle();

  scene.answer("full", answers.empty()                                 ? "silence"
                       : answers.front().glimpse.segment.has(tcp::rst) ? "reset"
                                                                       : "synack");
  scene.fact("wait", seconds_between(second.syn, again));
  scene.fact("overflows", std::to_string(scene.counter("server", "ListenOverflows")));
  scene.fact("drops", std::to_string(scene.counter("server", "ListenDrops")));
  scene.check("no-answer", "0 frames", in_words(answers.size(), "frame"));
  scene.check("overflow-counted", "counted", overflows);
  scene.check("syn-again", "2 SYNs, 1 number", syns_and_numbers({second.syn, again}));
}

void accept_one(Scene& scene) {
  Program& server = scene.program("server");
  Socket listener = listen_on(server, usual_port, 0);
  const auto callers = call_one_by_one(scene, 2);
  const Caller& second = callers.back();
  const State before = at_client(scene, second);
  scene.ask("accept");
  listener.accept().socket();
  scene.settle();
  const State after_accept = at_client(scene, second);
  const Returned connected = second.connecting.result();
  const auto syns = from(scene, second, "syn");
  scene.settle();

  scene.answer("accept", after_accept == State::established  ? "at-once"
                         : connected.ok() && syns.size() > 1 ? "next-syn"
                                                             : "never");
  scene.fact("wait", seconds_between(syns.front(), syns.back()));
  scene.check("still-outside", "SYN-SENT, then SYN-SENT",
              fmt::format("{}, then {}", tcp::name(before), tcp::name(after_accept)));
  scene.check("gets-in", "0", in_words(connected));
  scene.check("by-its-next-syn", "2 SYNs, 1 number", syns_and_numbers(syns));
}

}  // namespace

Lesson backlog() {
  const BenchPlan no_cookies{.settings = {{"net.ipv4.tcp_syncookies", "0"}}};
  const BenchPlan with_cookies{.settings = {{"net.ipv4.tcp_syncookies", "1"}}};
  const BenchPlan aborting{
      .settings = {{"net.ipv4.tcp_syncookies", "0"}, {"net.ipv4.tcp_abort_on_overflow", "1"}}};
  return {.name = "backlog",
          .steps = {{"admit", {}, admit},
                    {"full", {}, full},
                    {"accept", {}, accept_one},
                    {"syn-queue", no_cookies, syn_queue},
                    {"cookies", with_cookies, cookies},
                    {"ack-meets-full", no_cookies, ack_meets_full},
                    {"abort", aborting, abort_on_overflow}}};
}

}  // namespace wirelab::lessons
