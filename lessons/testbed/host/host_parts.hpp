#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/testbed/host/host.hpp"
#include "lessons/testbed/host/netlink.hpp"

#include <cstddef>

namespace wirelab::lessons {

struct Host::Parts {
  Parts(std::string host_name, std::vector<IpAddress> own, KernelReaders readers)
      : name(std::move(host_name)), addresses(std::move(own)), kernel(std::move(readers)) {
    for (const IpAddress& one : addresses) {
      if (one.version != 4) continue;
      address = ipv4_number(one);
      address_text = one.text();
      break;
    }
  }

  std::string name;
  std::vector<IpAddress> addresses;
  std::string address_text;
  std::uint32_t address = 0;
  FileDescriptor network, mounts, names;
  std::vector<std::string> missing;
  std::mutex diag_lock, turn;
  KernelReaders kernel;
};

// Where the cable of one of a host's interfaces ends on the wire's side.
struct PortPlan {
  int wire_namespace = -1;
  int index = 0;  // of the interface
  std::string interface;
};

// Of eth0, eth1, ... of host number `host`: 02:00:00:INTERFACE:HOST:HOST, counted from 1 in the
// host's part.
MacAddress mac_of(std::size_t host, std::size_t interface);

// Makes host number `host` of the plan around the calling thread, which is to end soon: it has left
// the wire's namespaces. `ports`: one for each of its interfaces.
Result<std::unique_ptr<Host::Parts>> make_host(const BenchPlan& plan, std::size_t host,
                                               const std::vector<PortPlan>& ports);

}  // namespace wirelab::lessons
