#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"
#include "lessons/testbed/kernel/host_tables.hpp"

#include <cstdint>
#include <vector>

namespace wirelab::lessons {

// A NETLINK_ROUTE socket that was opened inside one host's network namespace; usable from any
// thread, one at a time.
class TableReader {
 public:
  static Result<TableReader> open();  // in the calling thread's network namespace
  // The neighbour tables (ARP and ND), and the routes of the main tables, IPv4 and IPv6.
  std::vector<TableRow> neighbours();
  std::vector<TableRow> routes();

 private:
  explicit TableReader(int descriptor) : descriptor_(descriptor) {}
  // Asks for everything of this kind and hands each message on.
  void ask(std::uint16_t type, const std::function<bool(const NetlinkMessage&)>& take);
  void learn_names();

  FileDescriptor descriptor_;
  std::uint32_t sequence_ = 0;
  InterfaceNames names_;
};

}  // namespace wirelab::lessons
