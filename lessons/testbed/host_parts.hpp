#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/testbed/host.hpp"
#include "lessons/testbed/netlink.hpp"

#include <cstddef>

namespace wirelab::lessons {

struct Host::Parts {
  Parts(std::string host_name, std::string text, std::uint32_t number, SocketDiag socket_diag)
      : name(std::move(host_name)),
        address_text(std::move(text)),
        address(number),
        diag(std::move(socket_diag)) {}

  std::string name;
  std::string address_text;
  std::uint32_t address;
  FileDescriptor network, mounts, names;
  std::vector<std::string> missing;
  std::mutex diag_lock;
  SocketDiag diag;
};

// Where a host's cable ends on the wire's side.
struct PortPlan {
  int wire_namespace = -1;
  int index = 0;  // of the interface
  std::string interface;
};

MacAddress mac_of(std::size_t host);

// Makes host number `host` of the plan around the calling thread, which is to end soon: it has left
// the wire's namespaces.
Result<std::unique_ptr<Host::Parts>> make_host(const BenchPlan& plan, std::size_t host,
                                               const PortPlan& port);

}  // namespace wirelab::lessons
