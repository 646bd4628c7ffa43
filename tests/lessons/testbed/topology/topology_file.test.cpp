#include "lessons/testbed/topology/topology_file.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using lessons::parse_topology;

namespace {

// A router between a switch and a cable: both ways to write an interface.
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

namespace {

// What is wrong with a host of two interfaces, one of them with IPv6, that has these lines besides.
std::string router_with(const std::string& lines) {
  return mistake_of(R"([hosts.r]
eth0 = { address = ["10.0.1.1/24", "fd00::1/64"], segment = "left" }
eth1 = { address = "10.0.2.1/24", segment = "right" }
)" + lines + R"(
[hosts.a]
address = "10.0.1.2/24"
segment = "left"
[segments.left]
[segments.right]
)");
}

}  // namespace

TEST_CASE("an address that no kernel takes is told with its line") {
  const auto with = [](const std::string& address) {
    return with_line(2, "address = \"" + address + "\"");
  };
  CHECK(with("10.0.1.10/0") ==
        "lan.toml:2: 10.0.1.10/0 would have every address in its own network: the length is from 1 "
        "to 32");
  CHECK(with("fd00::1/0").ends_with("from 1 to 128"));
  CHECK(
      with("0.0.0.0/32").ends_with("0.0.0.0/32 is no host's address, so no interface can have it"));
  CHECK(with("::/128").ends_with("::/128 is no host's address, so no interface can have it"));
  CHECK(with("::1/128").ends_with("::1/128 is loopback, so no interface can have it"));
  CHECK(with("ff02::1/64").ends_with("is no host's address, so no interface can have it"));
}

TEST_CASE("a link-local address that the bench gives itself cannot be given again") {
  const auto two = [](const std::string& first, const std::string& second) {
    return mistake_of("[hosts.a]\naddress = [\"fd00::1/64\", \"" + first +
                      "\"]\n[hosts.b]\naddress = [\"fd00::2/64\", \"" + second +
                      "\"]\n[segments.lan]\n");
  };
  CHECK(two("fe80::a/64", "fe80::b/64").empty());
  CHECK(two("fe80::a/64", "fe80::a/64") == "lan.toml:4: fe80::a is the address of a.eth0 already");
  CHECK(two("fe80::2/64", "fe80::b/64") ==
        "lan.toml:2: the bench gives fe80::2 to b by itself, as fe80::NUMBER OF THE HOST to each "
        "that speaks IPv6");
  CHECK(two("fe80::a/64", "fe80::2/64").starts_with("lan.toml:4: the bench gives fe80::2 to b"));
}

TEST_CASE("a gateway is another host, and what it is asked for stands once") {
  CHECK(router_with("").empty());
  CHECK(router_with("gateway = \"10.0.1.2\"").empty());
  CHECK(router_with("gateway = \"10.0.1.1\"") ==
        "lan.toml:4: 10.0.1.1 is r itself, which cannot ask itself to forward");
  CHECK(router_with("gateway = \"10.0.2.1\"").starts_with("lan.toml:4: 10.0.2.1 is r itself"));
  CHECK(router_with("gateway = \"10.0.1.255\"") ==
        "lan.toml:4: 10.0.1.255 names a whole network, so nobody there can forward");
  const auto routes = [](const std::string& lines, const std::string& before = "") {
    return router_with(before + "routes = [\n" + lines + "\n]");
  };
  const std::string there = "{ to = \"10.9.0.0/16\", via = \"10.0.1.2\" },\n";
  CHECK(routes(there).empty());
  CHECK(routes(there + "{ to = \"10.9.0.0/17\", via = \"10.0.1.2\" }").empty());
  CHECK(routes(there + "{ to = \"10.9.0.0/16\", via = \"10.0.2.2\" }") ==
        "lan.toml:6: r has a way to 10.9.0.0/16 already");
  CHECK(routes("{ to = \"10.9.0.0/16\", via = \"10.0.1.1\" }")
            .starts_with("lan.toml:5: 10.0.1.1 is"));
  CHECK(routes("{ to = \"10.0.2.0/24\", via = \"10.0.1.2\" }") ==
        "lan.toml:5: 10.0.2.0/24 is reached by r without a route, so none can stand beside it");
  CHECK(routes("{ to = \"fe80::/64\", via = \"fd00::2\" }")
            .starts_with("lan.toml:5: fe80::/64 is reach"));
  const std::string everywhere = "{ to = \"default\", via = \"10.0.1.2\" },\n";
  CHECK(routes(everywhere).empty());
  CHECK(routes(everywhere + "{ to = \"0.0.0.0/0\", via = \"10.0.2.2\" }") ==
        "lan.toml:6: r has a way to everywhere, its gateway or a route already");
  CHECK(routes(everywhere, "gateway = \"10.0.1.2\"\n")
            .starts_with("lan.toml:6: r has a way to every"));
  CHECK(routes("{ to = \"224.0.0.0/4\", via = \"10.0.1.2\" }", "forward = true\n")
            .starts_with("lan.toml:6: 224.0.0.0/4 is reached"));
}

TEST_CASE("a mistake is one short line, whatever stands in the file") {
  const std::string huge(100'000, 'x');
  const std::string too_long =
      "a name or text of 100000 bytes stands here; at most 200 can be meant";
  CHECK(mistake_of("[hosts." + huge + "]\n") == "lan.toml:1: " + too_long);
  CHECK(mistake_of("\n[" + huge + "]\n") == "lan.toml:2: " + too_long);
  CHECK(with_line(2, "address = \"" + huge + "\"") == "lan.toml:2: " + too_long);
  CHECK(with_line(3, "segment = \"" + huge + "\"") == "lan.toml:3: " + too_long);
  CHECK(with_line(6, "routes = [{ to = \"" + huge + "\" }]") == "lan.toml:6: " + too_long);
  CHECK(with_line(2, "address = \"a\\nb\"") ==
        "lan.toml:2: a control character stands in this name or text");
  CHECK(mistake_of("[hosts.\"\\u001b[2J\"]\n") ==
        "lan.toml:1: a control character stands in this name or text");
  const std::string twice = mistake_of("[hosts." + huge + "]\n[hosts." + huge + "]\n");
  CHECK(twice.starts_with("lan.toml:2: "));
  CHECK(twice.size() < 300);
  for (const std::string& text :
       {"[hosts." + huge + "\n", huge, "x = \"" + huge, "[[" + huge + "]]"}) {
    const std::string mistake = mistake_of(text);
    CHECK(mistake.starts_with("lan.toml:1: "));
    CHECK(mistake.size() < 300);
    CHECK(mistake.find('\n') == std::string::npos);
  }
}

TEST_CASE("a key of very many parts leads no parser down, and addresses are no keys") {
  std::string deep = "a";
  for (int i = 0; i < 100'000; ++i) deep += ".a";
  const std::string cause = ": a key of so many parts means nothing";
  CHECK(mistake_of(deep + " = 1") == "lan.toml:1" + cause);
  CHECK(mistake_of("# here\n[" + deep + "]\n") == "lan.toml:2" + cause);
  CHECK(mistake_of("x = [\n{" + deep + " = 1 }]") == "lan.toml:2" + cause);
  std::string addresses = "\"10.0.1.10/24\"";
  for (int i = 20; i < 60; ++i) addresses += ", \"10.0.1." + std::to_string(i) + "/24\"";
  CHECK(with_line(2, "address = [" + addresses + "]  # ................................").empty());
}

TEST_CASE("a file that cannot be read is an error with its name") {
  const auto read = lessons::read_topology("/nowhere/lan.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::input);
  CHECK(read.error().message ==
        "The topology: cannot open /nowhere/lan.toml: No such file or directory");
}
