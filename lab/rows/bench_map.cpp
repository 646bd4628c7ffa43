#include "lab/rows/bench_map.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace wirelab::lab {
namespace {

// Who carries a connection shows early.
constexpr std::size_t most_frames = 60;
// No bench is larger: of what says that it is, no way is searched.
constexpr std::size_t most_hosts = 256, most_ports = 1024;

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!holds(names, name)) names.push_back(name);
}

}  // namespace

std::string host_of_port(const std::string& port) { return port.substr(0, port.rfind('.')); }

std::vector<std::string> BenchMap::segments_of(const std::string& host) const {
  std::vector<std::string> segments;
  for (const BenchPort& port : scene_.ports)
    if (port.host == host) add_once(segments, port.segment);
  if (!scene_.ports.empty()) return segments;
  for (const Interface& one : trace_.interfaces())
    if (host_of_port(one.name) == host && !one.name.ends_with(".lo"))
      add_once(segments, one.segment);
  return segments;
}

bool BenchMap::has_port(const std::string& host, const std::string& segment) const {
  return holds(segments_of(host), segment);
}

bool BenchMap::is_router(const std::string& host) const {
  return scene_.ports.empty() ? segments_of(host).size() > 1 : holds(scene_.routers, host);
}

std::vector<std::string> BenchMap::routers() const {
  const bool beyond = scene_.hosts.size() > most_hosts || scene_.routers.size() > most_hosts ||
                      scene_.ports.size() > most_ports || trace_.interfaces().size() > most_ports;
  if (beyond) return {};
  if (!scene_.ports.empty()) return scene_.routers;
  std::vector<std::string> found;
  for (const Host& host : scene_.hosts)
    if (is_router(host.name)) add_once(found, host.name);
  return found;
}

// A breadth-first search: from segment to segment through routers.
std::vector<std::string> BenchMap::fewest_hops(const std::string& left,
                                               const std::string& right) const {
  std::map<std::string, std::string> before;  // host -> the one that it was reached from
  std::deque<std::string> waiting{left};
  before[left];
  while (!waiting.empty() && !before.contains(right)) {
    const std::string at = waiting.front();
    waiting.pop_front();
    std::vector<std::string> next = routers();
    next.push_back(right);
    for (const std::string& host : next) {
      if (before.contains(host)) continue;
      const auto segments = segments_of(at);
      if (std::none_of(segments.begin(), segments.end(),
                       [&](const std::string& one) { return has_port(host, one); }))
        continue;
      before[host] = at;
      waiting.push_back(host);
    }
  }
  std::vector<std::string> path;
  if (!before.contains(right)) return path;
  for (std::string at = before[right]; at != left; at = before[at]) path.insert(path.begin(), at);
  return path;
}

std::vector<std::string> BenchMap::carriers(std::uint32_t stream) const {
  std::vector<std::string> found;
  const auto interfaces = trace_.interfaces();
  const std::size_t first = trace_.connection(stream).first_frame;
  for (std::size_t i = first; i < std::min(trace_.frame_count(), first + most_frames); ++i) {
    const auto row = trace_.tcp(i);
    if (!row || row->stream != stream) continue;
    const std::uint32_t port = trace_.frame(i).interface;
    if (port < interfaces.size()) add_once(found, host_of_port(interfaces[port].name));
  }
  return found;
}

std::vector<std::string> BenchMap::routers_between(const std::string& left,
                                                   const std::string& right,
                                                   std::uint32_t stream) const {
  if (routers().empty()) return {};
  std::vector<std::string> path = fewest_hops(left, right);
  for (const std::string& host : carriers(stream))
    if (host != left && host != right && is_router(host)) add_once(path, host);
  return path;
}

}  // namespace wirelab::lab
