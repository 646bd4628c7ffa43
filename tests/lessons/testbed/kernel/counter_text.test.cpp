#include "lessons/testbed/kernel/counter_text.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace wirelab::lessons;

namespace {

std::int64_t value(const CounterValues& values, std::string_view group, std::string_view name) {
  const auto& names = watched_counters();
  for (std::size_t place = 0; place < names.size(); ++place)
    if (names[place].group == group && names[place].name == name) return values.at(place);
  return -2;
}

CounterValues read(std::string_view text) {
  CounterValues values;
  CounterText reader;
  reader.read_pairs(text, values);
  return values;
}

}  // namespace

TEST_CASE("no counter is watched twice", "[testbed]") {
  std::set<std::string> seen;
  for (const CounterName& counter : watched_counters())
    CHECK(seen.insert(std::string(counter.group).append(".").append(counter.name)).second);
}

TEST_CASE("counters stand where the line of names says", "[testbed]") {
  const CounterValues values = read(
      "Tcp: RtoAlgorithm MaxConn RetransSegs InCsumErrors\n"
      "Tcp: 1 -1 7 2\n"
      "Udp: InDatagrams NoPorts InErrors InCsumErrors\n"
      "Udp: 9 3 4 1\n");
  CHECK(value(values, "Tcp", "RetransSegs") == 7);
  CHECK(value(values, "Tcp", "InCsumErrors") == 2);
  CHECK(value(values, "Udp", "InCsumErrors") == 1);
  CHECK(value(values, "Udp", "NoPorts") == 3);
  CHECK(value(values, "TcpExt", "ListenDrops") == -1);
}

TEST_CASE("a group whose names change is read by its new names", "[testbed]") {
  CounterText reader;
  CounterValues values;
  reader.read_pairs("Udp: NoPorts InErrors\nUdp: 1 2\n", values);
  reader.read_pairs("Udp: InErrors NoPorts\nUdp: 3 4\n", values);
  CHECK(value(values, "Udp", "InErrors") == 3);
  CHECK(value(values, "Udp", "NoPorts") == 4);
}

TEST_CASE("counters of IPv6 stand one a line", "[testbed]") {
  CounterValues values;
  CounterText::read_lines("Ip6InReceives  \t12\nUdp6NoPorts                     \t5\nUdp6InErrors",
                          values);
  CHECK(value(values, "Udp6", "NoPorts") == 5);
  CHECK(value(values, "Udp6", "InErrors") == -1);
}

TEST_CASE("cut and bent texts are no counters", "[testbed]") {
  const std::string whole = "Udp: NoPorts InErrors\nUdp: 11 22\nTcp: RetransSegs\nTcp: 33\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const CounterValues values = read(std::string_view(whole).substr(0, size));
    const std::int64_t ports = value(values, "Udp", "NoPorts");
    CHECK((ports == -1 || ports == 1 || ports == 11));
  }
  CHECK(value(read("Udp: NoPorts\nTcp: 1\n"), "Udp", "NoPorts") == -1);
  CHECK(value(read("Udp: NoPorts InErrors\nUdp: x 2\n"), "Udp", "NoPorts") == -1);
  CHECK(value(read("Udp: NoPorts InErrors\nUdp: 1\n"), "Udp", "InErrors") == -1);
  CHECK(value(read("\n\n:\n: 1\nUdp"), "Udp", "NoPorts") == -1);
}
