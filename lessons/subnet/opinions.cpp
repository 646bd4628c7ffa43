#include "lessons/subnet/opinions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace wirelab::lessons {
namespace {

// In the order in which the bench makes them.
const std::vector<std::string> hosts{"a", "b", "r", "c"};

std::string host_of(const decode::MacAddress& mac) {
  if (mac.is_broadcast()) return "all";
  const std::size_t number = mac.bytes[5];
  return number >= 1 && number <= hosts.size() ? hosts[number - 1] : mac.text();
}

// Of an address on the switch.
std::string name_of(Scene& scene, const IpAddress& address) {
  for (const std::string& name : hosts)
    if (scene.host(name).owns(address) && name != "c") return name;
  return address.text();
}

}  // namespace

BenchPlan opinions(const std::string& of_a, const std::string& of_b, const std::string& router) {
  const std::string via = router.substr(0, router.find('/'));
  Topology made;
  made.segment("lan", SegmentKind::switched, usual_delay / 4);
  made.segment("far", SegmentKind::switched, usual_delay / 4);
  made.host("a").on("lan", of_a).via(via);
  made.host("b").on("lan", of_b).via(via);
  made.host("r").on("lan", router).on("far", "10.0.1.254/24").forwarding();
  made.host("c").on("far", fmt::format("{}/24", next_net)).via("10.0.1.254");
  // A machine may have set these otherwise, and namespaces inherit it.
  std::vector<Setting> settings;
  for (const char* interface : {"all", "eth0"})
    for (const auto& [name, value] :
         {Setting{"rp_filter", "0"}, Setting{"accept_redirects", "1"},
          Setting{"secure_redirects", "1"}, Setting{"send_redirects", "1"},
          Setting{"proxy_arp", "0"}, Setting{"shared_media", "1"}, Setting{"arp_ignore", "0"}})
      settings.emplace_back(fmt::format("net.ipv4.conf.{}.{}", interface, name), value);
  settings.emplace_back("net.ipv4.neigh.eth0.mcast_solicit", "3");
  return {.topology = made, .neighbours_known = false, .settings = settings};
}

BenchPlan uncorrected(BenchPlan plan) {
  for (const char* interface : {"all", "eth0"})
    plan.settings.emplace_back(fmt::format("net.ipv4.conf.{}.send_redirects", interface), "0");
  return plan;
}

std::string arp_in_words(Scene& scene) {
  std::vector<std::string> asked;
  for (const Sighting& frame : scene.frames("on lan arp"))
    if (frame.glimpse.asks)
      asked.push_back(fmt::format("{} asks for {}", frame.from,
                                  name_of(scene, frame.glimpse.tuple.remote_address)));
  return fmt::format("{}", fmt::join(asked, ", "));
}

std::string first_asked_by(Scene& scene, const std::string& host) {
  std::string asked;
  scene.until(
      [&] {
        for (const Sighting& frame : scene.frames(fmt::format("from {} on lan arp", host)))
          if (frame.glimpse.asks) {
            asked = name_of(scene, frame.glimpse.tuple.remote_address);
            return true;
          }
        return false;
      },
      host + " asks by ARP");
  return asked;
}

std::string sender_on_link(const Sighting& frame) { return host_of(frame.glimpse.mac_source); }

std::string receiver_on_link(const Sighting& frame) {
  return host_of(frame.glimpse.mac_destination);
}

std::vector<Sighting> icmp_of_type(Scene& scene, int type) {
  auto frames = scene.frames("on lan icmp");
  std::erase_if(frames, [&](const Sighting& frame) { return frame.glimpse.icmp_type != type; });
  return frames;
}

}  // namespace wirelab::lessons
