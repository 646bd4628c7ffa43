#include "lessons/broadcast/broadcast.hpp"

#include "lessons/broadcast/ears.hpp"
#include "lessons/broadcast/groups.hpp"
#include "lessons/script/scene.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

const std::vector<std::string> everybody{"a", "b", "c", "r", "d"};

void permission(Scene& scene) {
  Ears ears(scene, {"b"});
  Socket sender = scene.program("a").udp_socket();
  scene.ask("permission");
  const Returned limited = sender.sendto("hello", limited_broadcast, ears_port);
  const Returned directed = sender.sendto("hello", directed_broadcast, ears_port);
  const Returned connected = sender.connect(directed_broadcast, ears_port).result();
  scene.settle();
  const std::size_t before = scene.count("from a udp");
  sender.set("SO_BROADCAST", 1);
  const Returned allowed = sender.sendto("hello", limited_broadcast, ears_port);
  scene.delivered(scene.frame("from a udp"));
  const std::string heard = ears.who_heard();

  scene.answer("permission", limited.ok() ? "sent" : limited.error == EACCES ? "refused" : "route");
  scene.check(
      "refused", "EACCES, EACCES, EACCES",
      fmt::format("{}, {}, {}", in_words(limited), in_words(directed), in_words(connected)));
  scene.check("nothing-sent", "0 frames", in_words(before, "frame"));
  scene.check("allowed", "5", in_words(allowed));
  scene.check("receiver-needs-nothing", "b", heard);
}

void limited(Scene& scene) {
  Ears ears(scene, everybody);
  Socket sender = loud_socket(scene.program("a"));
  sender.sendto("hello", limited_broadcast, ears_port);
  const Sighting frame = scene.frame("from a udp");
  scene.ask("limited", frame);
  scene.delivered(frame);
  const std::string heard = ears.who_heard();

  scene.answer("limited", heard.find('d') != std::string::npos   ? "all"
                          : heard.find('r') != std::string::npos ? "link"
                                                                 : "hosts");
  scene.fact("heard-limited", heard);
  scene.check("ears-on-the-link", "a, b, c, r", heard);
  scene.check("mac-of-all", "ff:ff:ff:ff:ff:ff", receiver_mac(frame));
  scene.check("one-frame-for-all", "1 frame, 3 arrivals",
              fmt::format("{}, {}", in_words(scene.count("udp"), "frame"),
                          in_words(scene.arrivals("udp").size(), "arrival")));
  scene.check("far-is-quiet", "0 frames", in_words(scene.count("on far any"), "frame"));
}

void directed(Scene& scene) {
  Ears ears(scene, everybody);
  Socket sender = loud_socket(scene.program("a"));
  sender.sendto("hello", directed_broadcast, ears_port);
  const Sighting frame = scene.frame("from a udp");
  scene.delivered(frame);
  const std::string heard = ears.who_heard();
  scene.fact("heard-directed", heard);
  scene.ask("directed");
  const Returned sent = sender.sendto("hello", "10.0.0.0", ears_port);
  scene.until([&] { return scene.count("from a any") > 1 || !sent.ok(); }, "a sends something");
  const std::string zero = ears.who_heard();
  const auto arp = scene.frames("from a arp");

  scene.answer("directed", !sent.ok() ? "refused" : zero != "nobody" ? "all" : "nobody");
  scene.check("ears-of-the-net", "a, b, c, r", heard);
  scene.check("same-mac", "ff:ff:ff:ff:ff:ff", receiver_mac(frame));
  scene.check("zero-is-asked-for", "ARP asks for 10.0.0.0",
              arp.empty()
                  ? "no ARP"
                  : fmt::format("ARP {} for {}", arp.front().glimpse.asks ? "asks" : "answers",
                                arp.front().glimpse.tuple.remote_address.text()));
  scene.check("zero-is-nobody", "nobody", zero);
}

void bound(Scene& scene) {
  Ears ears(scene, {});
  Program& b = scene.program("b");
  for (const char* address : {"10.0.0.2", directed_broadcast, limited_broadcast, "0.0.0.0"})
    ears.add(b, address, address);
  Socket sender = loud_socket(scene.program("a"));
  sender.sendto("to the net", directed_broadcast, ears_port);
  scene.ask("bind", scene.frame("from a udp"));
  scene.delivered(scene.frame("from a udp"));
  const std::string heard_net = ears.who_heard();
  sender.sendto("to all", limited_broadcast, ears_port);
  scene.delivered(scene.frame("from a udp nth 2"));
  const std::string heard_all = ears.who_heard();
  sender.sendto("to b", "10.0.0.2", ears_port);
  scene.delivered(scene.frame("from a udp nth 3"));
  const std::string heard_own = ears.who_heard();

  const auto own_in = [](const std::string& heard) {
    return heard.find("10.0.0.2,") != std::string::npos || heard == "10.0.0.2";
  };
  scene.answer("bind", own_in(heard_net) ? (own_in(heard_all) ? "both" : "directed") : "none");
  scene.check("to-the-net", "10.0.0.255, 0.0.0.0", heard_net);
  scene.check("to-all", "255.255.255.255, 0.0.0.0", heard_all);
  // Of several that fit, a unicast datagram goes to one socket: the one that fits best.
  scene.check("to-its-own", "10.0.0.2", heard_own);
}

void mask(Scene& scene) {
  Ears ears(scene, {"b", "c"});
  Socket sender = loud_socket(scene.program("a"));
  sender.sendto("hello", directed_broadcast, ears_port);
  const Sighting to_net = scene.frame("from a udp");
  scene.ask("mask", to_net);
  scene.delivered(to_net);
  const std::string heard_net = ears.who_heard();
  const std::size_t arrived = scene.arrivals("udp").size();
  sender.sendto("hello", limited_broadcast, ears_port);
  scene.delivered(scene.frame("from a udp nth 2"));
  const std::string heard_all = ears.who_heard();

  scene.answer("mask", heard_net == "b, c" ? "hears" : heard_net == "c" ? "deaf" : "nobody");
  scene.fact("arrivals", std::to_string(arrived));
  scene.check("deaf-to-the-net", "c", heard_net);
  scene.check("it-arrived", "3 arrivals", in_words(arrived, "arrival"));
  scene.check("not-deaf-to-all", "b, c", heard_all);
}

void behind(Scene& scene) {
  Ears ears(scene, {"c", "r", "d"});
  Socket sender = loud_socket(scene.program("a"));
  sender.sendto("hello", "10.0.1.255", ears_port);
  const Sighting first = scene.frame("from a udp");
  scene.ask("behind", first);
  scene.delivered(first);
  const std::string kept = ears.who_heard();
  const std::size_t crossed = scene.count("udp on far");
  for (const char* interface : {"all", "eth0"})
    scene.set("r", fmt::format("net.ipv4.conf.{}.bc_forwarding", interface), "1");
  sender.sendto("hello", "10.0.1.255", ears_port);
  const Sighting forwarded = scene.frame("udp on far");
  scene.delivered(forwarded);
  const std::string heard = ears.who_heard();

  scene.answer("behind", crossed > 0 ? "forwards" : kept == "r" ? "keeps" : "drops");
  scene.check(
      "to-the-router", "the router's MAC",
      receiver_mac(first) == "02:00:00:00:00:04" ? "the router's MAC" : receiver_mac(first));
  scene.check("router-keeps-it", "r", kept);
  scene.check("far-stays-quiet", "0 frames", in_words(crossed, "frame"));
  scene.check("if-allowed", "d, TTL 63, ff:ff:ff:ff:ff:ff",
              fmt::format("{}, TTL {}, {}", heard, forwarded.glimpse.ttl, receiver_mac(forwarded)));
}

}  // namespace

Lesson broadcast() {
  const BenchPlan bench{.topology = behind_a_router(), .settings = {}};
  const BenchPlan half{.topology = behind_a_router("10.0.0.2/25"), .settings = {}};
  return {.name = "broadcast",
          .steps = {{"permission", bench, permission},
                    {"limited", bench, limited},
                    {"directed", bench, directed},
                    {"bind", bench, bound},
                    {"mask", half, mask},
                    {"behind", bench, behind},
                    {"multicast", bench, multicast}}};
}

}  // namespace wirelab::lessons
