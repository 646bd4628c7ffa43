#include "lessons/subnet/subnet.hpp"

#include "lessons/script/connected.hpp"
#include "lessons/script/ping.hpp"
#include "lessons/script/scene.hpp"
#include "lessons/script/wording.hpp"
#include "lessons/subnet/arithmetic.hpp"
#include "lessons/subnet/opinions.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

constexpr std::uint16_t of_a = 0xa, of_b = 0xb;  // identifiers of the pings

std::string answer_in_words(const EchoAnswer& answer) {
  return answer.came() ? fmt::format("answer from {}, TTL {}", answer.from, answer.ttl)
                       : "no answer";
}

// "r to a": who sends it on this link, and to whom.
std::string on_link(const Sighting& frame) {
  return fmt::format("{} to {}", sender_on_link(frame), receiver_on_link(frame));
}

std::string path_in_words(const std::vector<Sighting>& frames) {
  std::vector<std::string> legs;
  legs.reserve(frames.size());
  for (const Sighting& frame : frames) legs.push_back(on_link(frame));
  return fmt::format("{}", fmt::join(legs, ", "));
}

void disagree(Scene& scene) {
  Ping ping(scene.program("a"), of_a);
  ping.send(address_of_b);
  scene.ask("disagree", scene.frame("from a icmp"));
  const EchoAnswer first = ping.answer();
  scene.settle();
  const std::string asked = first_asked_by(scene, "b");
  const std::string pairs = arp_in_words(scene);
  const auto way_back = icmp_of_type(scene, echo_reply);
  const auto redirects = icmp_of_type(scene, redirect);
  ping.send(address_of_b);
  const EchoAnswer second = ping.answer();
  scene.settle();
  const auto all = icmp_of_type(scene, echo_reply);

  scene.answer("disagree", asked == "a" ? "a" : asked == "r" ? "gateway" : "nobody");
  scene.fact("arp-pairs", pairs);
  scene.check("b-answers-arp", "a to b", on_link(icmp_of_type(scene, echo_request).front()));
  scene.check("who-asks-for-whom", "a asks for b, b asks for r, r asks for a", pairs);
  scene.check("detour", "b to r, r to a", path_in_words(way_back));
  scene.check("one-hop-less", "answer from 10.0.0.200, TTL 63", answer_in_words(first));
  scene.check(
      "redirected", "1 redirect: r to b",
      fmt::format("{}: {}", in_words(redirects.size(), "redirect"), path_in_words(redirects)));
  scene.check("next-goes-direct", "answer from 10.0.0.200, TTL 64; b to a",
              fmt::format("{}; {}", answer_in_words(second), on_link(all.back())));
}

void detour(Scene& scene) {
  Ping ping(scene.program("a"), of_a);
  std::vector<std::string> answers;
  for (int i = 0; i < 3; ++i) {
    ping.send(address_of_b);
    if (i == 0) scene.ask("detour", scene.frame("from a icmp"));
    answers.push_back(answer_in_words(ping.answer()));
  }
  scene.settle();
  const auto path = icmp_of_type(scene, echo_reply);

  const bool direct = on_link(path.back()) == "b to a";
  scene.answer("detour", answers.back() == "no answer" ? "fails" : direct ? "direct" : "round");
  scene.check("no-redirect", "0 redirects",
              in_words(icmp_of_type(scene, redirect).size(), "redirect"));
  scene.check("all-by-detour", "b to r, r to a, b to r, r to a, b to r, r to a",
              path_in_words(path));
  scene.check("still-works", "answer from 10.0.0.200, TTL 63", answers.back());
}

void no_gateway(Scene& scene) {
  Program& b = scene.program("b");
  Socket any = b.udp_socket();
  any.remove_default_route();
  Socket listener = listen_on(b);
  Program& a = scene.program("a");
  Ping ping(a, of_a);
  ping.send(address_of_b);
  scene.ask("no-gateway");
  const Sighting request = scene.frame("from a icmp");
  scene.delivered(request);
  scene.settle();
  const EchoAnswer none = ping.answer_so_far();
  const auto answered = scene.frames("from b on lan arp");
  const std::string pairs = arp_in_words(scene);
  Ping back(b, of_b);
  const Returned refused = back.send(address_of_a);
  Socket caller = a.socket();
  const Pending connecting = caller.connect(address_of_b, usual_port);
  scene.focus(scene.frame("from a syn").glimpse.tuple);
  scene.delivered(scene.frame("from a syn nth 2"));
  scene.settle();
  const Returned near = scene.program("r").socket().connect(address_of_b, usual_port).result();

  const bool arp_works = !answered.empty() && !answered.front().glimpse.asks;
  scene.answer("no-gateway", none.came() ? "works" : arp_works ? "reply" : "arp");
  scene.check("arp-is-answered", "a asks for b; b answers",
              fmt::format("{}; {}", pairs, arp_works ? "b answers" : "no answer"));
  scene.check("heard-but-silent", "1 request arrived, 0 replies",
              fmt::format("{} arrived, {} replies",
                          in_words(scene.arrivals("from a icmp").size(), "request"),
                          icmp_of_type(scene, echo_reply).size()));
  scene.check("own-ping", "ENETUNREACH", in_words(refused));
  scene.check("near-still-works", "0", in_words(near));
  scene.check("tcp-hears-nothing", "SYN again, 0 answers",
              fmt::format("{}, {} answers", connecting.done() ? "connected" : "SYN again",
                          scene.count("from b to a any") - answered.size()));
}

void other_way(Scene& scene) {
  Ping ping(scene.program("a"), of_a);
  ping.send(address_of_b);
  scene.ask("other-way");
  const EchoAnswer answer = ping.answer();
  scene.settle();
  const auto there = icmp_of_type(scene, echo_request);
  const auto back = icmp_of_type(scene, echo_reply);

  const bool round = there.size() == 2 && sender_on_link(there.back()) == "r";
  scene.answer("other-way", !answer.came()              ? "fails"
                            : round && back.size() == 1 ? "one-way"
                                                        : "both-ways");
  scene.check("there-by-the-router", "a to r, r to b", path_in_words(there));
  scene.check("back-direct", "b to a", path_in_words(back));
  scene.check("asymmetric-works", "answer from 10.0.0.200, TTL 64", answer_in_words(answer));
}

void too_wide(Scene& scene) {
  Socket caller = scene.program("a").socket();
  const Pending connecting = caller.connect(next_net, usual_port);
  scene.frame("from a arp");
  scene.ask("too-wide");
  const Returned failed = connecting.result();
  scene.settle();
  const std::size_t syns = scene.count("from a syn");
  const auto asked = scene.frames("from a on lan arp");

  scene.answer("too-wide", failed.ok() ? "router" : syns == 0 ? "asks" : "circles");
  scene.fact("times", std::to_string(asked.size()));
  scene.check("asks-in-vain", "10.0.1.20, 3 times",
              fmt::format("{}, {} times", first_asked_by(scene, "a"), scene.count("from a arp")));
  scene.check("no-packet-at-all", "0 SYNs", in_words(syns, "SYN"));
  scene.check("far-hears-nothing", "0 frames", in_words(scene.count("on far any"), "frame"));
  scene.check("host-unreachable", "EHOSTUNREACH", in_words(failed));
}

}  // namespace

Lesson subnet() {
  const BenchPlan half_b = opinions("10.0.0.10/24", "10.0.0.200/25");
  const BenchPlan half_a = opinions("10.0.0.10/25", "10.0.0.200/24", "10.0.0.126/24");
  return {.name = "subnet",
          .steps = {{"bits", uncorrected(half_b), bits},
                    {"classes", half_b, classes},
                    {"drills", half_b, drills},
                    {"disagree", half_b, disagree},
                    {"detour", uncorrected(half_b), detour},
                    {"no-gateway", half_b, no_gateway},
                    {"other-way", half_a, other_way},
                    {"too-wide", opinions("10.0.0.10/16", "10.0.0.200/24"), too_wide}}};
}

}  // namespace wirelab::lessons
