#include "lessons/testbed/topology_file.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using lessons::parse_topology;

namespace {

// Of DESIGN 6.
constexpr const char* two_nets = R"([hosts.client]
address = "10.0.1.10/24"            # short for eth0 = { address = ..., segment = ... }
segment = "left"
gateway = "10.0.1.1"
[hosts.router]
forward = true
eth0 = { address = "10.0.1.1/24", segment = "left" }
eth1 = { address = "10.0.2.1/24", segment = "right" }
[hosts.server]
address = "10.0.2.20/24"
gateway = "10.0.2.1"
segment = "right"
[segments.left]
kind = "switch"                     # cable | hub | switch
delay_ms = 20
[segments.right]
kind = "cable"
mtu = 1400
)";

std::string mistake_of(const std::string& text) {
  const auto read = parse_topology(text, "lan.toml");
  return read ? "" : read.error().message;
}

// The mistake when this line of the example is another one, or is put before it.
std::string with_line(std::size_t line, const std::string& other) {
  std::string text = two_nets;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < line; ++i) begin = text.find('\n', begin) + 1;
  text.replace(begin, text.find('\n', begin) - begin, other);
  return mistake_of(text);
}

}  // namespace

TEST_CASE("a topology file is read in its own order") {
  const auto read = parse_topology(two_nets, "lan.toml");
  REQUIRE(read);
  REQUIRE(read->hosts.size() == 3);
  CHECK(read->hosts[0].name == "client");
  CHECK(read->hosts[0].gateways == std::vector<std::string>{"10.0.1.1"});
  CHECK(read->hosts[1].name == "router");
  CHECK(read->hosts[1].forward);
  CHECK(read->hosts[1].interfaces[1].segment == "right");
  CHECK(read->hosts[1].interfaces[1].addresses == std::vector<std::string>{"10.0.2.1/24"});
  CHECK(read->segments[0].kind == lessons::SegmentKind::switched);
  CHECK(read->segments[0].delay == 20'000'000);
  CHECK(read->segments[0].mtu == 1500);
  CHECK(read->segments[1].delay == 0);
  CHECK(read->segments[1].mtu == 1400);
}

TEST_CASE("both families, routes and settings are read") {
  const auto read = parse_topology(R"([hosts.b]
address = ["10.0.0.2/24", "fd00::2/64"]
routes = [{ to = "10.9.0.0/16", via = "10.0.0.1" }, { to = "fd09::/16", via = "fd00::1" }]
settings = { "net.ipv4.tcp_syncookies" = 0, "net.ipv4.tcp_rmem" = "4096 8192 16384" }
[hosts.a]
address = "10.0.0.1/24"
[segments.lan]
kind = "hub"
delay_ms = 0.5
ageing_s = 15
)",
                                   "lan.toml");
  REQUIRE(read);
  CHECK(read->hosts[0].name == "b");
  CHECK(read->hosts[0].has_ipv6());
  CHECK(read->hosts[0].routes[1].via == "fd00::1");
  CHECK(read->hosts[0].settings[1].second == "4096 8192 16384");
  CHECK(read->hosts[1].interfaces[0].segment == "lan");  // the only one
  CHECK(read->segments[0].delay == 500'000);
  CHECK(read->segments[0].ageing == 15'000'000'000);
}

TEST_CASE("every mistake names the file, the line and the cause") {
  CHECK(mistake_of("[hosts.a\n").starts_with("lan.toml:1: "));
  CHECK(with_line(1, "[hosts.client]\nadress = \"10.0.1.9/24\"") ==
        "lan.toml:2: a host has no 'adress'; did you mean 'address'?");
  CHECK(with_line(2, "address = \"10.0.1/24\"").starts_with("lan.toml:2: '10.0.1/24' is no addr"));
  CHECK(with_line(3, "segment = \"lft\"") ==
        "lan.toml:3: there is no segment 'lft'; did you mean 'left'?");
  CHECK(with_line(4, "gateway = \"10.0.3.1\"").starts_with("lan.toml:4: 10.0.3.1 lies in no netw"));
  CHECK(with_line(6, "forward = 1") == "lan.toml:6: 'forward' wants true or false");
  CHECK(with_line(7, "eth0 = { address = \"10.0.1.1/24\", segmnt = \"left\" }") ==
        "lan.toml:7: an interface has no 'segmnt'; did you mean 'segment'?");
  CHECK(with_line(8, "eth2 = { address = \"10.0.2.1/24\", segment = \"right\" }") ==
        "lan.toml:5: router has an eth2 but no eth1");
  CHECK(with_line(10, "address = \"10.0.1.10/24\"") ==
        "lan.toml:10: 10.0.1.10 is the address of client.eth0 already");
  CHECK(
      with_line(12, "segment = \"right\"\n[hosts.web]\naddress=\"10.0.2.9/24\"\nsegment=\"right\"")
          .starts_with("lan.toml:15: cable 'right' would have a third end here"));
  CHECK(with_line(14, "kind = \"swich\"") ==
        "lan.toml:14: 'kind' wants \"cable\", \"hub\" or \"switch\"");
  CHECK(with_line(15, "delay = 20").starts_with("lan.toml:15: a segment has no 'delay'; did you"));
  CHECK(with_line(15, "delay_ms = -1") ==
        "lan.toml:15: 'delay_ms' wants a number that is not below 0");
  CHECK(with_line(18, "mtu = 20").starts_with("lan.toml:18: an MTU is from 68"));
  CHECK(
      with_line(18, "mtu = 1400\n[hots.x]\n").starts_with("lan.toml:19: a topology has no 'hots'"));
  CHECK(mistake_of("") == "lan.toml:1: there is no host");
  CHECK(mistake_of("hosts = 3") == "lan.toml:1: 'hosts' wants tables, as in [hosts.NAME]");
}

TEST_CASE("a file that cannot be read is an error of usage with its name") {
  const auto read = lessons::read_topology("/nowhere/lan.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::usage);
  CHECK(read.error().message ==
        "The topology file /nowhere/lan.toml cannot be read: No such file or directory.");
}
