#pragma once

#include "lessons/testbed/port.hpp"

#include <pcap/pcap.h>

namespace wirelab::lessons {

struct ClosePcap {
  void operator()(pcap_t* handle) const { pcap_close(handle); }
};

struct Port::Parts {
  std::string name;
  std::string host;
  int index = 0;  // of the interface
  std::unique_ptr<pcap_t, ClosePcap> pcap;
  int descriptor = -1;
};

// Opens `interface` of the calling thread's network namespace; from then on nothing that leaves the
// host is missed.
Result<std::unique_ptr<Port::Parts>> open_port(std::string host, const std::string& interface,
                                               int index);

}  // namespace wirelab::lessons
