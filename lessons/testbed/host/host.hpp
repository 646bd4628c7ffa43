#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/base/network_address.hpp"
#include "lessons/testbed/host/bench_plan.hpp"
#include "lessons/testbed/kernel/kernel_readers.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace wirelab::lessons {

// A host: network, mount and UTS namespaces of its own, kept alive by descriptors; its interfaces
// are up and set up.
class Host {
 public:
  const std::string& name() const;
  // Of eth0, eth1, ..., each interface's in the order of its plan.
  const std::vector<IpAddress>& addresses() const;
  bool owns(const IpAddress& address) const;
  // Its first IPv4 address, in host order and as text; 0 where it has none.
  std::uint32_t address() const;
  const std::string& address_text() const;
  const std::vector<std::string>& missing_settings() const;  // sysctls this kernel does not have

  // Moves the calling thread into the host's network (and UTS) namespace, for good: for threads
  // that run a program.
  Outcome enter() const;
  // Descriptors for `wirelab exec`: user, net, mnt, uts, pid namespaces are sent by the remote.
  int network_descriptor() const;
  int mount_descriptor() const;
  int uts_descriptor() const;

  // What its kernel can be asked, by whoever holds the lock.
  std::mutex& diag_lock();
  // Held while a frame that is read around is delivered here, and while a call of a program here is
  // made: what is read on both sides of the one is not changed by the other.
  std::mutex& turn();
  SocketDiag& diag();
  Counters& counters();
  TableReader& tables();

  struct Parts;
  explicit Host(std::unique_ptr<Parts> parts);
  Host(Host&&) noexcept;
  ~Host();

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace wirelab::lessons
