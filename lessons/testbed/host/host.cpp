#include "lessons/testbed/host/host.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/testbed/host/host_parts.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {

Host::Host(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Host::Host(Host&&) noexcept = default;
Host::~Host() = default;

const std::string& Host::name() const { return parts_->name; }
const std::vector<IpAddress>& Host::addresses() const { return parts_->addresses; }
const std::string& Host::address_text() const { return parts_->address_text; }
std::uint32_t Host::address() const { return parts_->address; }
const std::vector<std::string>& Host::missing_settings() const { return parts_->missing; }
int Host::network_descriptor() const { return parts_->network.get(); }
int Host::mount_descriptor() const { return parts_->mounts.get(); }
int Host::uts_descriptor() const { return parts_->names.get(); }
std::mutex& Host::diag_lock() { return parts_->diag_lock; }
SocketDiag& Host::diag() { return parts_->kernel.diag; }
Counters& Host::counters() { return parts_->kernel.counters; }
TableReader& Host::tables() { return parts_->kernel.tables; }
std::mutex& Host::turn() { return parts_->turn; }

bool Host::owns(const IpAddress& address) const {
  return std::find(addresses().begin(), addresses().end(), address) != addresses().end();
}

Outcome Host::enter() const {
  // A thread shares its root and working directory with its process until it asks for its own; the
  // kernel wants that before it changes mounts.
  if (setns(network_descriptor(), CLONE_NEWNET) != 0 || unshare(CLONE_FS) != 0 ||
      setns(mount_descriptor(), CLONE_NEWNS) != 0 || setns(uts_descriptor(), CLONE_NEWUTS) != 0) {
    return machine_error(fmt::format("entering the namespaces of host {} (setns)", name()), errno,
                         "");
  }
  return Done{};
}

}  // namespace wirelab::lessons
