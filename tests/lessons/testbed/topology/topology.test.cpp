#include "lessons/testbed/base/network_address.hpp"
#include "lessons/testbed/frame/frame_hosts.hpp"
#include "lessons/testbed/topology/topology_check.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using lessons::find_mistake;
using lessons::SegmentKind;
using lessons::Topology;

namespace {

// "PLACE: CAUSE" of the first mistake, empty where there is none.
std::string mistake_of(const Topology& topology) {
  const auto found = find_mistake(topology);
  return found ? found->place + ": " + found->cause : "";
}

bool says(const Topology& topology, const std::string& place, const std::string& part) {
  const std::string mistake = mistake_of(topology);
  INFO(mistake);
  CHECK(mistake.starts_with(place + ":"));
  return mistake.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the built-in topologies have no mistake") {
  for (const std::string& name : lessons::built_in_topologies()) {
    const auto topology = lessons::built_in_topology(name);
    REQUIRE(topology);
    CHECK(mistake_of(*topology).empty());
  }
  CHECK(lessons::lan().hosts.size() == 3);
  CHECK_FALSE(lessons::built_in_topology("three-nets"));
}

TEST_CASE("a few lines make a topology") {
  Topology made;
  made.segment("left", SegmentKind::hub);
  made.segment("right", SegmentKind::cable, 5);
  made.host("a").on("left", "10.0.1.2/24", "fd00::2/64").via("10.0.1.1");
  made.host("r").on("left", "10.0.1.1/24").on("right", "10.0.2.1/30").forwarding();
  made.host("b").on("right", "10.0.2.2/30").route("10.0.1.0/24", "10.0.2.1");
  CHECK(mistake_of(made).empty());
  CHECK(made.hosts[0].has_ipv6());
  CHECK_FALSE(made.hosts[1].has_ipv6());
  CHECK(made.segment_number("right") == 1);
  CHECK(made.segment_number("nowhere") == 2);
}

TEST_CASE("what cannot be built is named with its place") {
  const auto with = [](auto change) {
    Topology topology = lessons::two_nets();
    change(topology);
    return topology;
  };
  CHECK(says(with([](Topology& t) { t.hosts[0].interfaces[0].addresses = {"10.0.1.x/24"}; }),
             "hosts.client.eth0.address", "is no address"));
  CHECK(says(with([](Topology& t) { t.hosts[0].interfaces[0].addresses = {"10.0.1.10"}; }),
             "hosts.client.eth0.address", "10.0.1.10/24"));
  CHECK(says(with([](Topology& t) { t.hosts[0].interfaces[0].addresses = {"10.0.1.255/24"}; }),
             "hosts.client.eth0.address", "whole network"));
  CHECK(says(with([](Topology& t) { t.hosts[0].interfaces[0].addresses = {"127.0.0.5/8"}; }),
             "hosts.client.eth0.address", "loopback"));
  CHECK(says(with([](Topology& t) { t.hosts[2].interfaces[0].addresses = {"10.0.1.10/24"}; }),
             "hosts.server.eth0.address", "is the address of client.eth0 already"));
  CHECK(says(with([](Topology& t) { t.hosts[0].gateways = {"10.0.9.1"}; }), "hosts.client.gateway",
             "in no network"));
  CHECK(says(with([](Topology& t) { t.hosts[0].via("10.0.1.2"); }), "hosts.client.gateway",
             "second gateway"));
  CHECK(says(with([](Topology& t) { t.hosts[0].route("10.0.9.5/24", "10.0.1.1"); }),
             "hosts.client.routes.0", "not the network itself"));
  CHECK(says(with([](Topology& t) { t.hosts[1].interfaces[1].segment = "rihgt"; }),
             "hosts.router.eth1.segment", "did you mean 'right'?"));
  CHECK(says(with([](Topology& t) { t.hosts[2].name = "client"; }), "hosts.client", "two hosts"));
  CHECK(says(with([](Topology& t) { t.hosts[2].name = "web server"; }), "hosts.web server",
             "cannot be a name"));
  CHECK(says(with([](Topology& t) { t.segments[1].mtu = 60; }), "segments.right.mtu", "from 68"));
  CHECK(says(with([](Topology& t) { t.hosts.clear(); }), "hosts", "no host"));
  CHECK(says(with([](Topology& t) {
               t.segments[1].mtu = 1000;
               t.hosts[2].interfaces[0].addresses.emplace_back("fd00::1/64");
             }),
             "hosts.server.eth0.address", "1280"));
}

TEST_CASE("a cable has no third end") {
  Topology made;
  made.segment("wire", SegmentKind::cable);
  for (const char* name : {"a", "b", "c"})
    made.host(name).on("wire", std::string("10.0.0.") + std::to_string(name[0] - 'a' + 1) + "/24");
  CHECK(says(made, "hosts.c.eth0.segment", "the two are a.eth0 and b.eth0"));
  made.segments[0].kind = SegmentKind::hub;
  CHECK(mistake_of(made).empty());
}

TEST_CASE("networks contain their addresses, in both families") {
  const auto network = [](const char* text) { return *lessons::parse_network_address(text); };
  const auto address = [](const char* text) { return *lessons::parse_address(text); };
  CHECK(network("10.0.1.10/23").contains(address("10.0.0.77")));
  CHECK_FALSE(network("10.0.1.10/24").contains(address("10.0.0.77")));
  CHECK_FALSE(network("0.0.0.0/0").contains(address("fd00::1")));
  CHECK(network("fd00:1::/32").contains(address("fd00:1:2::3")));
  CHECK_FALSE(network("fd00:1::/33").contains(address("fd00:1:8000::3")));
  CHECK_FALSE(lessons::parse_network_address("10.0.0.1/33"));
  CHECK_FALSE(lessons::parse_network_address("fd00::1/-1"));
  CHECK(lessons::parse_network("default")->prefix == 0);
}

TEST_CASE("a frame belongs to the owners of its addresses, on every segment") {
  const lessons::Whereabouts whereabouts(lessons::two_nets());
  constexpr std::size_t client = 0, router = 1, server = 2, left = 0, right = 1;
  lessons::Glimpse seen;
  seen.tuple.local_address = *lessons::parse_address("10.0.1.10");
  seen.tuple.remote_address = *lessons::parse_address("10.0.2.20");
  const std::vector<std::uint8_t> none;
  const auto hosts = whereabouts.of(router, right, none, seen);
  CHECK(hosts.from == client);
  CHECK(hosts.to == server);

  seen.tuple.local_address = *lessons::parse_address("192.0.2.1");
  const auto forged = whereabouts.of(client, left, none, seen);
  CHECK(forged.from == client);
  CHECK(forged.source == lessons::nobody);

  std::vector<std::uint8_t> question(42);
  std::copy_n(std::initializer_list<std::uint8_t>{10, 0, 2, 1}.begin(), 4, question.begin() + 28);
  std::copy_n(std::initializer_list<std::uint8_t>{10, 0, 2, 20}.begin(), 4, question.begin() + 38);
  lessons::Glimpse arp;
  arp.protocol = lessons::Protocol::arp;
  const auto asked = whereabouts.of(router, right, question, arp);
  CHECK(asked.from == router);
  CHECK(asked.to == server);
  CHECK(whereabouts.name(asked.to) == "server");
  CHECK(whereabouts.name(lessons::nobody).empty());
}
