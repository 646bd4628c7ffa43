#pragma once

#include "lessons/testbed/kernel/netlink_bytes.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace wirelab::lessons {

// A line of a table that a lesson shows: neighbours (ARP and ND), routes, or the MAC table of a
// switch.
struct TableRow {
  std::string table;  // neighbours, routes, mac
  std::string entry;  // "10.0.0.2 eth0", "10.0.0.0/24 eth0", "02:00:00:00:00:01"
  std::vector<std::pair<std::string, std::string>> fields;  // {"MAC", "02:00:00:00:00:01"}, ...
  bool operator==(const TableRow&) const = default;
};

// The names of a namespace's interfaces by their numbers.
using InterfaceNames = std::map<int, std::string>;

// Reads one answer of rtnetlink: links into `names`; neighbours and routes, with the names known by
// then, into `rows`. Multicast and local entries, which nobody asked for, are left out. False: the
// message cannot be one.
bool read_link(const NetlinkMessage& message, InterfaceNames& names);
bool read_neighbour(const NetlinkMessage& message, const InterfaceNames& names,
                    std::vector<TableRow>& rows);
bool read_route(const NetlinkMessage& message, const InterfaceNames& names,
                std::vector<TableRow>& rows);

}  // namespace wirelab::lessons
