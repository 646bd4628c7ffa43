#include "lab/rows/way.hpp"

#include <algorithm>
#include <optional>

namespace wirelab::lab {
namespace {

constexpr std::size_t most_hosts = 5;

std::vector<std::string> names_of(const Scene& scene) {
  std::vector<std::string> names;
  for (const Host& host : scene.hosts)
    if (std::find(names.begin(), names.end(), host.name) == names.end()) names.push_back(host.name);
  return names;
}

std::string host_of_port(const std::string& port) { return port.substr(0, port.rfind('.')); }

bool has_port(const View& view, const std::string& host, const std::string& segment) {
  return std::any_of(view.trace.interfaces().begin(), view.trace.interfaces().end(),
                     [&](const Interface& one) {
                       return one.segment == segment && host_of_port(one.name) == host;
                     });
}

bool is_router(const View& view, const std::string& host) {
  std::string seen;
  for (const Interface& one : view.trace.interfaces()) {
    if (host_of_port(one.name) != host || one.name.ends_with(".lo")) continue;
    if (!seen.empty() && seen != one.segment) return true;
    seen = one.segment;
  }
  return false;
}

std::optional<double> place(const std::vector<std::string>& way, const std::string& host) {
  const auto found = std::find(way.begin(), way.end(), host);
  if (found == way.end() || way.size() < 2) return std::nullopt;
  return static_cast<double>(found - way.begin()) / static_cast<double>(way.size() - 1);
}

// Who gets it on this segment: the receiver itself, else the router that takes it on.
std::optional<double> next_stop(const View& view, const Moment& moment, const FrameRow& frame,
                                const std::vector<std::string>& way, const std::string& sender,
                                const std::string& segment) {
  const std::string receiver = host_at(*moment.scene, frame.destination);
  if (receiver != sender && has_port(view, receiver, segment))
    if (const auto found = place(way, receiver)) return found;
  std::optional<double> last;
  for (const std::string& host : way) {
    if (host == sender || !has_port(view, host, segment)) continue;
    last = place(way, host);
    if (!receiver.empty() && is_router(view, host)) return last;
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
  if (view.capture || !moment.scene) return {};
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
  for (const std::string& name : names) {
    if (name == left || name == right || !is_router(view, name)) continue;
    if (way.size() + 1 < most_hosts) way.push_back(name);
  }
  way.push_back(right);
  return way;
}

Stretch stretch_of(const View& view, const Moment& moment, const FrameRow& frame) {
  const std::vector<std::string> way = way_of(view, moment);
  const auto interfaces = view.trace.interfaces();
  const Stretch plain = whole_way(is_rightward(view, moment, frame));
  if (way.size() <= 2 || frame.interface >= interfaces.size()) return plain;
  const Interface& port = interfaces[frame.interface];
  const std::string sender = host_of_port(port.name);
  const auto from = place(way, sender);
  const auto to = next_stop(view, moment, frame, way, sender, port.segment);
  if (!from || !to || *from == *to) return plain;
  return {*from, *to};
}

bool is_on_a_wire(const View& view, const FrameRow& frame) {
  const auto interfaces = view.trace.interfaces();
  return !view.trace.is_run() || frame.interface >= interfaces.size() ||
         !interfaces[frame.interface].name.ends_with(".lo");
}

std::vector<MiddleHost> middle_hosts(const View& view, const Moment& moment) {
  std::vector<MiddleHost> middle;
  const std::vector<std::string> way = way_of(view, moment);
  for (std::size_t i = 1; i + 1 < way.size(); ++i) {
    const auto& hosts = moment.scene->hosts;
    const auto found = std::find_if(hosts.begin(), hosts.end(),
                                    [&](const Host& host) { return host.name == way[i]; });
    middle.push_back({way[i], found == hosts.end() ? "" : found->address, *place(way, way[i])});
  }
  return middle;
}

std::string segment_of(const View& view, const Moment& moment, const FrameRow& frame) {
  const auto interfaces = view.trace.interfaces();
  if (way_of(view, moment).size() <= 2 || frame.interface >= interfaces.size()) return {};
  return interfaces[frame.interface].segment;
}

}  // namespace wirelab::lab
