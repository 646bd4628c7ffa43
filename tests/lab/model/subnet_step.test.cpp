// A step says whose bits it is about, and real hosts are put around them.

#include "lab/model/subnet_step.hpp"

#include "lab/model/subnet_ping.hpp"
#include "lessons/testbed/topology/topology_file.hpp"
#include "tests/lab/run_builder.hpp"

#include <fmt/format.h>

using namespace wirelab;
using namespace wirelab::lab;
using wirelab::test::RunBuilder;

namespace {

address::Ipv4Prefix prefix(std::string_view typed) {
  return std::get<address::Ipv4Prefix>(address::parse_ipv4_prefix(typed));
}

std::string topology(std::string_view drawn) {
  const auto bench = ping_bench(prefix(drawn));
  return bench ? bench->topology : "none";
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("subnet_of_a_scene_is_what_its_script_gave") {
  RunBuilder run("bits");
  SubnetState before;
  before.question = 4;
  before.answers = DrillAnswers{};
  CHECK_FALSE(subnet_of_scene(run.trace, 0, before));
  run.result(1, {{"FACT", "grid"}, {"VALUE", "10.0.0.200/24"}});
  auto state = subnet_of_scene(run.trace, 0, before);
  REQUIRE(state);
  CHECK(state->open);
  CHECK(state->prefix == prefix("10.0.0.200/24"));
  CHECK(state->question == 4);
  run.result(2, {{"FACT", "drill"}, {"VALUE", "7"}});
  state = subnet_of_scene(run.trace, 0, before);
  REQUIRE(state);
  CHECK(state->seed == 7);
  CHECK(state->question == 0);
  CHECK_FALSE(state->answers);
  CHECK_FALSE(subnet_of_scene(run.trace, 1, before));
}

TEST_CASE("subnet_of_a_scene_that_gives_nonsense_is_none") {
  RunBuilder run("bits");
  run.result(1, {{"FACT", "grid"}, {"VALUE", "10.0.0.200"}});
  CHECK_FALSE(subnet_of_scene(run.trace, 0, {}));
}

TEST_CASE("ping_bench_puts_a_neighbour_into_the_same_net_or_beside_it") {
  const std::string same = topology("172.16.13.173/25");
  CHECK(says(same, "[hosts.neighbour]\naddress = \"172.16.13.237/25\"\n"));
  CHECK(says(same, "gateway = \"172.16.13.254\""));
  CHECK(says(same, "forward = true\naddress = [\"172.16.13.254/25\"]\n"));
  CHECK(says(same, "[hosts.you]\naddress = \"172.16.13.173/25\"\n"));
  const std::string beside = topology("172.16.13.173/26");
  CHECK(says(beside, "[hosts.neighbour]\naddress = \"172.16.13.237/26\"\n"));
  CHECK(says(beside, "address = [\"172.16.13.254/26\", \"172.16.13.190/26\"]"));
  CHECK(says(beside, "[hosts.you]\naddress = \"172.16.13.173/26\"\ngateway = \"172.16.13.190\""));
}

TEST_CASE("ping_bench_gives_nobody_the_address_of_a_net_or_its_broadcast") {
  CHECK_FALSE(says(topology("172.16.13.128/25"), "hosts.you"));
  CHECK_FALSE(says(topology("172.16.13.191/26"), "hosts.you"));
  CHECK(says(topology("172.16.13.64/24"), "\"172.16.13.1/24\""));     // not .0
  CHECK(says(topology("172.16.13.191/24"), "\"172.16.13.254/24\""));  // not .255
  CHECK(says(topology("10.0.0.2/30"), "address = [\"10.0.0.65/30\", \"10.0.0.1/30\"]"));
  CHECK(says(topology("10.0.0.1/30"), "address = [\"10.0.0.66/30\", \"10.0.0.2/30\"]"));
}

TEST_CASE("ping_bench_is_a_topology_that_free_play_takes") {
  for (const char* address : {"172.16.13.173", "172.16.13.0", "172.16.13.63", "172.16.13.64",
                              "172.16.13.255", "10.0.0.1", "10.255.255.254", "8.8.8.8"}) {
    for (int length = 8; length <= 30; ++length) {
      const std::string text = topology(fmt::format("{}/{}", address, length));
      INFO(address << '/' << length << '\n' << text);
      const auto read = lessons::parse_topology(text, "ping.toml");
      if (!read) FAIL(read.error().message);
      CHECK(read->hosts.front().name == "neighbour");
    }
  }
}

TEST_CASE("ping_bench_needs_room_and_addresses_for_hosts") {
  for (const char* drawn : {"10.0.0.1/31", "10.0.0.1/32", "10.0.0.1/7", "127.0.0.1/8",
                            "224.0.0.5/24", "255.255.255.255/24", "0.0.0.5/24", "240.0.0.1/24"}) {
    INFO(drawn);
    CHECK_FALSE(ping_bench(prefix(drawn)));
  }
}
