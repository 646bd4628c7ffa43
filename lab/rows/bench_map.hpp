#pragma once

#include "capture/trace/trace.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wirelab::lab {

// "client" of "client.eth0".
std::string host_of_port(const std::string& port);

// Who is joined to what on the bench of a scene: as its note says, else as the recording's
// interfaces show, where whoever is on two segments counts as a router.
class BenchMap {
 public:
  BenchMap(const Trace& trace, const Scene& scene) : trace_(trace), scene_(scene) {}

  bool has_port(const std::string& host, const std::string& segment) const;
  bool is_router(const std::string& host) const;
  // Those that a frame passes from the one host to the other, in this order: the fewest; then
  // whoever else has carried frames of this connection, for a wrong mask leads round about.
  std::vector<std::string> routers_between(const std::string& left, const std::string& right,
                                           std::uint32_t stream) const;

 private:
  std::vector<std::string> segments_of(const std::string& host) const;
  std::vector<std::string> routers() const;
  std::vector<std::string> fewest_hops(const std::string& left, const std::string& right) const;
  std::vector<std::string> carriers(std::uint32_t stream) const;

  const Trace& trace_;
  const Scene& scene_;
};

}  // namespace wirelab::lab
