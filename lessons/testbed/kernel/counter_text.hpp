#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// A counter that a lesson may speak of, as the kernel's files name it: TcpExt, ListenOverflows.
struct CounterName {
  std::string_view group, name;
};
const std::vector<CounterName>& watched_counters();

// Values by the places of watched_counters(); -1: this kernel does not count it.
using CounterValues = std::vector<std::int64_t>;

// Reads the texts of /proc/net/netstat, snmp and snmp6. What is cut or bent is left out.
class CounterText {
 public:
  // Pairs of lines, "Udp: InDatagrams NoPorts" and "Udp: 3 0": netstat and snmp.
  void read_pairs(std::string_view text, CounterValues& values);
  // "Udp6NoPorts 0": snmp6.
  static void read_lines(std::string_view text, CounterValues& values);

 private:
  // Which column of a group stands at which place: its names seldom change.
  struct Columns {
    std::string names;
    std::vector<std::size_t> places;
  };
  static constexpr std::size_t nowhere = ~std::size_t{0};
  const Columns& columns_of(std::string_view group, std::string_view names);

  std::map<std::string, Columns, std::less<>> groups_;
};

}  // namespace wirelab::lessons
