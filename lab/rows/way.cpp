#include "lab/rows/way.hpp"

#include "lab/rows/bench_map.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>

namespace wirelab::lab {
namespace {

constexpr std::size_t most_hosts = 5;

std::vector<std::string> names_of(const Scene& scene) {
  std::vector<std::string> names;
  std::unordered_set<std::string_view> known;
  for (const Host& host : scene.hosts)
    if (known.insert(host.name).second) names.push_back(host.name);
  return names;
}

std::optional<double> place(const std::vector<std::string>& way, const std::string& host) {
  const auto found = std::find(way.begin(), way.end(), host);
  if (found == way.end() || way.size() < 2) return std::nullopt;
  return static_cast<double>(found - way.begin()) / static_cast<double>(way.size() - 1);
}

// Where its deliveries say that it went: to its receiver, else as far as it got.
std::optional<double> delivered_to(const View& view, const Moment& moment, const FrameRow& frame,
                                   const std::string& receiver) {
  std::optional<double> last;
  for (const Fate& fate : view.trace.fates(frame.index)) {
    if (fate.kind != FateKind::delivered || fate.to.empty()) continue;
    const std::string host = host_of_port(fate.to);
    const auto found = place(moment.way, host);
    if (host == receiver && found) return found;
    if (found && (!last || *found > *last)) last = found;
  }
  return last;
}

// Who gets it on this segment: the receiver itself, else the router that takes it on.
std::optional<double> next_stop(const View& view, const Moment& moment, const FrameRow& frame,
                                const std::string& sender, const std::string& segment) {
  const std::string receiver = host_at(*moment.scene, frame.destination);
  if (const auto known = delivered_to(view, moment, frame, receiver)) return known;
  const BenchMap map(view.trace, *moment.scene);
  if (receiver != sender && map.has_port(receiver, segment))
    if (const auto found = place(moment.way, receiver)) return found;
  std::optional<double> last;
  for (const std::string& host : moment.way) {
    if (host == sender || !map.has_port(host, segment)) continue;
    last = place(moment.way, host);
    if (!receiver.empty() && map.is_router(host)) return last;
  }
  return last;
}

}  // namespace

std::string host_at(const Scene& scene, const std::string& end) {
  for (const Host& host : scene.hosts) {
    const bool same = end.rfind(host.address, 0) == 0 &&
                      (end.size() == host.address.size() || end[host.address.size()] == ':');
    if (same || end.rfind("[" + host.address + "]", 0) == 0) return host.name;
  }
  return {};
}

std::vector<std::string> way_of(const View& view, const Moment& moment) {
  if (!moment.scene) return {};
  std::vector<std::string> names = names_of(*moment.scene);
  if (names.size() <= 2) return names;
  if (!moment.focus) {
    names.resize(std::min(names.size(), most_hosts));
    return names;
  }
  const Connection connection = view.trace.connection(*moment.focus);
  const std::string left = connection.side(moment.left).host;
  const std::string right = connection.side(moment.right()).host;
  std::vector<std::string> way{left};
  const BenchMap map(view.trace, *moment.scene);
  for (const std::string& name : map.routers_between(left, right, *moment.focus))
    if (way.size() + 1 < most_hosts) way.push_back(name);
  way.push_back(right);
  return way;
}

Stretch stretch_of(const View& view, const Moment& moment, const FrameRow& frame) {
  const std::vector<std::string>& way = moment.way;
  const auto interfaces = view.trace.interfaces();
  const Stretch plain = whole_way(is_rightward(view, moment, frame));
  if (way.size() <= 2 || frame.interface >= interfaces.size()) return plain;
  const Interface& port = interfaces[frame.interface];
  const std::string sender = host_of_port(port.name);
  const auto from = place(way, sender);
  const auto to = next_stop(view, moment, frame, sender, port.segment);
  if (!from || !to || *from == *to) return plain;
  return {*from, *to};
}

std::string host_on(const Moment& moment, double lifeline) {
  for (const std::string& host : moment.way)
    if (place(moment.way, host) == lifeline) return host;
  return {};
}

std::vector<double> heard_also(const View& view, const Moment& moment, const FrameRow& frame,
                               Stretch stretch) {
  std::vector<double> others;
  if (moment.way.size() <= 2) return others;
  for (const Fate& fate : view.trace.fates(frame.index)) {
    if (fate.kind != FateKind::delivered || fate.to.empty()) continue;
    const auto at = place(moment.way, host_of_port(fate.to));
    if (!at || *at == stretch.to || *at == stretch.from) continue;
    if (std::find(others.begin(), others.end(), *at) == others.end()) others.push_back(*at);
  }
  return others;
}

bool is_on_a_wire(const View& view, const FrameRow& frame) {
  const auto interfaces = view.trace.interfaces();
  return !view.trace.is_run() || frame.interface >= interfaces.size() ||
         !interfaces[frame.interface].name.ends_with(".lo");
}

std::vector<MiddleHost> middle_hosts(const View& view, const Moment& moment) {
  std::vector<MiddleHost> middle;
  if (!moment.scene) return middle;
  const BenchMap map(view.trace, *moment.scene);
  const std::vector<std::string>& way = moment.way;
  for (std::size_t i = 1; i + 1 < way.size(); ++i) {
    const auto& hosts = moment.scene->hosts;
    const auto found = std::find_if(hosts.begin(), hosts.end(),
                                    [&](const Host& host) { return host.name == way[i]; });
    middle.push_back({way[i], found == hosts.end() ? "" : found->address, *place(way, way[i]),
                      map.is_router(way[i])});
  }
  return middle;
}

std::vector<std::string> hosts_aside(const Moment& moment) {
  std::vector<std::string> aside;
  if (!moment.scene) return aside;
  for (const std::string& name : names_of(*moment.scene))
    if (std::find(moment.way.begin(), moment.way.end(), name) == moment.way.end())
      aside.push_back(name);
  return aside;
}

std::string segment_of(const View& view, const Moment& moment, const FrameRow& frame) {
  const auto interfaces = view.trace.interfaces();
  if (moment.way.size() <= 2 || frame.interface >= interfaces.size()) return {};
  return interfaces[frame.interface].segment;
}

Time wire_delay(const View& view, const Moment& moment, const FrameRow& frame) {
  if (!moment.scene) return 0;
  const auto interfaces = view.trace.interfaces();
  if (frame.interface < interfaces.size())
    for (const BenchSegment& segment : moment.scene->segments)
      if (segment.name == interfaces[frame.interface].segment) return segment.delay;
  return moment.scene->delay;
}

}  // namespace wirelab::lab
