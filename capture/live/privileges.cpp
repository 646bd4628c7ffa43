#include "capture/live/privileges.hpp"

#include <sys/capability.h>

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <type_traits>

namespace wirelab {
namespace {

struct FreeCapabilities {
  void operator()(cap_t set) const { cap_free(set); }
};
using Capabilities = std::unique_ptr<std::remove_pointer_t<cap_t>, FreeCapabilities>;

Outcome refused(const char* attempted) {
  return Error{ErrorKind::machine,
               fmt::format("{}: {}; start wirelab-capture without extra privileges", attempted,
                           std::strerror(errno))};
}

Outcome hold(bool net_raw) {
  const Capabilities had{cap_get_proc()};
  const Capabilities wanted{cap_init()};
  if (!had || !wanted) return refused("reading the process's capabilities");
  const cap_value_t raw = CAP_NET_RAW;
  cap_flag_value_t permitted = CAP_CLEAR;
  cap_get_flag(had.get(), raw, CAP_PERMITTED, &permitted);
  if (net_raw && permitted == CAP_SET) {
    cap_set_flag(wanted.get(), CAP_PERMITTED, 1, &raw, CAP_SET);
    cap_set_flag(wanted.get(), CAP_EFFECTIVE, 1, &raw, CAP_SET);
  }
  if (cap_set_proc(wanted.get()) != 0) return refused("giving up privileges");
  return Done{};
}

}  // namespace

Outcome keep_only_net_raw() { return hold(true); }
Outcome drop_all_privileges() { return hold(false); }

}  // namespace wirelab
