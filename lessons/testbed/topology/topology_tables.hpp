#pragma once

#include "lessons/testbed/topology/topology.hpp"

#include <toml++/toml.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lessons {

// Reads the tables of a topology file into a topology, and remembers on which line each part of it
// stands. What a value means is checked afterwards, see topology_check.hpp.
class TopologyTables {
 public:
  struct Mistake {
    unsigned line = 1;
    std::string cause;
  };
  // To be called once. The first mistake.
  std::optional<Mistake> read(const toml::table& table);

  const Topology& topology() const { return topology_; }
  // The line of "hosts.client.eth0.address", or of what is nearest around it.
  unsigned line_of(const std::string& place) const;

 private:
  using Wrong = std::optional<Mistake>;
  struct Entry {  // of a table, in the order of the file
    std::string key;
    const toml::node* node = nullptr;
    unsigned line = 0;
  };
  static std::vector<Entry> entries_of(const toml::table& table);

  Wrong read_host(const Entry& entry);
  Wrong read_host_key(HostPlan& host, const Entry& entry);
  Wrong read_interface(HostPlan& host, std::size_t number, const Entry& entry);
  Wrong read_routes(HostPlan& host, const Entry& entry);
  Wrong read_settings(HostPlan& host, const Entry& entry);
  Wrong read_segment(const Entry& entry);
  Wrong read_segment_key(SegmentPlan& segment, const Entry& entry);
  InterfacePlan& interface(HostPlan& host, std::size_t number);

  Topology topology_;
  std::map<std::string, unsigned> lines_;  // by place
};

}  // namespace wirelab::lessons
