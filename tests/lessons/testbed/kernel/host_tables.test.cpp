#include "lessons/testbed/kernel/host_tables.hpp"

#include "lessons/testbed/truth/table_watch.hpp"

#include <catch2/catch.hpp>
#include <sys/socket.h>

#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

using namespace wirelab::lessons;

namespace {

using Bytes = std::vector<std::uint8_t>;
using Fields = std::vector<std::pair<std::string, std::string>>;
const InterfaceNames names{{2, "eth0"}};

template <class T>
void append(Bytes& to, const T& value) {
  const auto* from = reinterpret_cast<const std::uint8_t*>(&value);
  to.insert(to.end(), from, from + sizeof value);
}

void attribute(Bytes& to, std::uint16_t type, const Bytes& value) {
  append(to, rtattr{static_cast<std::uint16_t>(sizeof(rtattr) + value.size()), type});
  to.insert(to.end(), value.begin(), value.end());
  to.resize((to.size() + 3) / 4 * 4);
}

Bytes neighbour(std::uint16_t state, const Bytes& address = {10, 0, 0, 2}) {
  Bytes body;
  ndmsg header{};
  header.ndm_family = AF_INET;
  header.ndm_ifindex = 2;
  header.ndm_state = state;
  header.ndm_type = RTN_UNICAST;
  append(body, header);
  attribute(body, NDA_DST, address);
  if (state != NUD_INCOMPLETE) attribute(body, NDA_LLADDR, {2, 0, 0, 0, 0, 2});
  return body;
}

Bytes route(std::uint8_t length, const Bytes& to, std::uint8_t type = RTN_UNICAST) {
  Bytes body;
  rtmsg header{};
  header.rtm_family = AF_INET;
  header.rtm_dst_len = length;
  header.rtm_table = RT_TABLE_MAIN;
  header.rtm_type = type;
  append(body, header);
  if (!to.empty()) attribute(body, RTA_DST, to);
  attribute(body, RTA_GATEWAY, {10, 0, 0, 254});
  attribute(body, RTA_OIF, {2, 0, 0, 0});
  return body;
}

std::vector<TableRow> neighbours_in(const Bytes& body) {
  std::vector<TableRow> rows;
  CHECK(read_neighbour({RTM_NEWNEIGH, body}, names, rows));
  return rows;
}

std::vector<TableRow> routes_in(const Bytes& body) {
  std::vector<TableRow> rows;
  CHECK(read_route({RTM_NEWROUTE, body}, names, rows));
  return rows;
}

}  // namespace

TEST_CASE("a neighbour with its MAC address and state", "[testbed]") {
  const auto rows = neighbours_in(neighbour(NUD_REACHABLE));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].table == "neighbours");
  CHECK(rows[0].entry == "10.0.0.2 eth0");
  CHECK(rows[0].fields ==
        Fields{{"MAC", "02:00:00:00:00:02"}, {"STATE", "reachable"}, {"INTERFACE", "eth0"}});
  CHECK(neighbours_in(neighbour(NUD_INCOMPLETE)).at(0).fields ==
        Fields{{"STATE", "incomplete"}, {"INTERFACE", "eth0"}});
  CHECK(neighbours_in(neighbour(NUD_NOARP)).empty());
}

TEST_CASE("a route with its gateway; the default route by its name", "[testbed]") {
  const auto rows = routes_in(route(24, {10, 0, 2, 0}));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].entry == "10.0.2.0/24 eth0");
  CHECK(rows[0].fields == Fields{{"GATEWAY", "10.0.0.254"}, {"INTERFACE", "eth0"}});
  CHECK(routes_in(route(0, {})).at(0).entry == "0.0.0.0/0 eth0");
  CHECK(routes_in(route(32, {10, 0, 0, 1}, RTN_LOCAL)).empty());
}

TEST_CASE("cut and bent messages of rtnetlink are values", "[testbed]") {
  const Bytes whole_neighbour = neighbour(NUD_REACHABLE), whole_route = route(24, {10, 0, 2, 0});
  std::vector<TableRow> rows;
  InterfaceNames learnt;
  for (std::size_t size = 0; size < sizeof(rtmsg); ++size) {
    const NetlinkBytes cut(whole_route.data(), size);
    CHECK_FALSE(read_route({RTM_NEWROUTE, cut}, names, rows));
    CHECK(read_neighbour({RTM_NEWNEIGH, cut}, names, rows) == (size >= sizeof(ndmsg)));
    CHECK(read_link({RTM_NEWLINK, cut}, learnt) == (size >= sizeof(ifinfomsg)));
  }
  for (std::size_t at = 0; at < whole_neighbour.size(); ++at)
    for (const int value : {0, 1, 3, 5, 0xff}) {
      Bytes bent = whole_neighbour;
      bent[at] = static_cast<std::uint8_t>(value);
      (void)read_neighbour({RTM_NEWNEIGH, bent}, names, rows);
      bent = whole_route;
      bent[at % bent.size()] = static_cast<std::uint8_t>(value);
      (void)read_route({RTM_NEWROUTE, bent}, names, rows);
      (void)read_link({RTM_NEWLINK, bent}, learnt);
    }
  CHECK(neighbours_in(neighbour(NUD_REACHABLE, {10, 0, 0})).empty());
}

TEST_CASE("what changed in a table between two looks", "[testbed]") {
  TableWatch watch;
  const TableRow asked{"neighbours", "10.0.0.2 eth0", {{"STATE", "incomplete"}}};
  const TableRow known{"neighbours", "10.0.0.2 eth0", {{"STATE", "reachable"}}};
  auto changes = watch.compare({asked});
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].event == TableEvent::added);
  CHECK(watch.compare({asked}).empty());
  changes = watch.compare({known});
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].event == TableEvent::changed);
  CHECK(changes[0].row == known);
  changes = watch.compare({});
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].event == TableEvent::removed);
  CHECK(to_word(changes[0].event) == "removed");
}
