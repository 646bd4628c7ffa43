#include "lessons/broadcast/groups.hpp"

#include "lessons/broadcast/ears.hpp"
#include "lessons/script/wording.hpp"

#include <fmt/format.h>

namespace wirelab::lessons {
namespace {

constexpr const char* group = "239.1.2.3";
constexpr const char* all_reports = "224.0.0.22";  // where IGMPv3 says who joins, RFC 3376, 4.2.14

std::size_t reports_from(Scene& scene, const std::string& host) {
  std::size_t reports = 0;
  for (const Sighting& frame : scene.frames(fmt::format("from {} any", host)))
    reports += frame.glimpse.tuple.remote_address.text() == all_reports;
  return reports;
}

void join(Scene& scene, Ears& ears, const std::string& host) {
  ears.of(host).join(group);
  scene.until([&] { return reports_from(scene, host) > 0; }, host + " says that it joins");
}

}  // namespace

void multicast(Scene& scene) {
  Ears ears(scene, {"a", "b", "c", "r", "d"});
  Socket sender = scene.program("a").udp_socket();  // no permission is needed
  join(scene, ears, "b");
  sender.sendto("hello", group, ears_port);
  const Sighting first = scene.frame("from a udp");
  scene.ask("multicast", first);
  scene.delivered(first);
  const std::string one = ears.who_heard();
  const std::size_t arrived = scene.arrivals("from a udp").size();
  join(scene, ears, "c");
  sender.sendto("hello", group, ears_port);
  scene.delivered(scene.frame("from a udp nth 2"));
  const std::string two = ears.who_heard();

  scene.answer("multicast", one == "b" ? "joined" : one == "nobody" ? "nobody" : "link");
  scene.fact("group-arrivals", std::to_string(arrived));
  scene.check("joins-are-told", "b: told, c: told, a: silent",
              fmt::format("b: {}, c: {}, a: {}", reports_from(scene, "b") ? "told" : "silent",
                          reports_from(scene, "c") ? "told" : "silent",
                          reports_from(scene, "a") ? "told" : "silent"));
  scene.check("only-who-joined", "b; then b, c", fmt::format("{}; then {}", one, two));
  scene.check("mac-of-the-group", "01:00:5e:01:02:03", receiver_mac(first));
  scene.check(
      "one-link", "TTL 1, 0 frames",
      fmt::format("TTL {}, {}", first.glimpse.ttl, in_words(scene.count("udp on far"), "frame")));
}

}  // namespace wirelab::lessons
