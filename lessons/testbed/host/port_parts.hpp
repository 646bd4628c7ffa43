#pragma once

#include "lessons/testbed/host/port.hpp"

#include <pcap/pcap.h>

namespace wirelab::lessons {

struct ClosePcap {
  void operator()(pcap_t* handle) const { pcap_close(handle); }
};

struct Port::Parts {
  std::string name;
  std::string host;
  std::size_t host_number = 0, segment = 0;
  std::unique_ptr<pcap_t, ClosePcap> pcap;
  int descriptor = -1;
};

// Who a port belongs to.
struct PortOwner {
  std::string host;
  std::size_t host_number = 0;
  std::size_t number = 0;  // of its interface: eth0, eth1, ...
  std::size_t segment = 0;
};

// Opens `interface` of the calling thread's network namespace, with room for so many bytes of
// frames that were not looked at yet; from then on nothing that leaves the host is missed.
Result<std::unique_ptr<Port::Parts>> open_port(const PortOwner& owner, const std::string& interface,
                                               int ring_bytes);

}  // namespace wirelab::lessons
