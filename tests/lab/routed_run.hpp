#pragma once

#include "tests/lab/run_builder.hpp"

// A bench of four hosts: alice and bob on the switch `left`, carol on the cable `right`, the router
// in between. Ports: 0 alice, 1 bob, 2 router left, 3 router right, 4 carol.
namespace wirelab::test {

inline const std::string alice = "10.0.1.10:43210";
inline const std::string bob = "10.0.1.20:43211";
inline const std::string carol = "10.0.2.20:8080";

// `told`: the bench's note says what stands there, as it does since notes have INTERFACES.
inline RunBuilder routed_bench(bool told) {
  std::vector<Interface> ports{{"alice.eth0", "left", link_type_ethernet, 0},
                               {"bob.eth0", "left", link_type_ethernet, 0},
                               {"router.eth0", "left", link_type_ethernet, 0},
                               {"router.eth1", "right", link_type_ethernet, 0},
                               {"carol.eth0", "right", link_type_ethernet, 0}};
  std::vector<Note::Field> bench{{"HOSTS",
                                  "alice=10.0.1.10/24 bob=10.0.1.20/24 "
                                  "router=10.0.1.1/24,10.0.2.1/24 carol=10.0.2.20/24"},
                                 {"MEDIUM", "switch"},
                                 {"DELAY_NS", "20000000"}};
  if (told)
    bench.insert(bench.end(), {{"INTERFACES",
                                "alice.eth0=left,02:00:00:00:00:01,10.0.1.10/24 "
                                "bob.eth0=left,02:00:00:00:00:02,10.0.1.20/24 "
                                "router.eth0=left,02:00:00:00:00:03,10.0.1.1/24 "
                                "router.eth1=right,02:00:00:01:00:03,10.0.2.1/24 "
                                "carol.eth0=right,02:00:00:00:00:04,10.0.2.20/24"},
                               {"SEGMENTS", "left=switch,20000000,1500 right=cable,5000000,1500"},
                               {"ROUTERS", "router"}});
  return {"routed", ports, bench};
}

// alice opens a connection to carol: four frames, each delivered.
inline RunBuilder routed_run(bool told = true) {
  RunBuilder run = routed_bench(told);
  const auto go = [&](double time, std::uint32_t port, const std::string& source,
                      const std::string& destination, unsigned flags, std::uint32_t seq,
                      std::uint32_t ack, double arrives, const std::string& to) {
    const auto frame = run.sent(time, port, source, destination, flags, seq, ack);
    run.fate(arrives, frame, "delivered", "wire", 1, 0, to);
  };
  using namespace tcp;
  go(0, 0, alice, carol, syn, 1000, 0, 20, "router.eth0");
  go(20.1, 3, alice, carol, syn, 1000, 0, 25.1, "carol.eth0");
  go(25.2, 4, carol, alice, syn | ack, 5000, 1001, 30.2, "router.eth1");
  go(30.3, 2, carol, alice, syn | ack, 5000, 1001, 50.3, "alice.eth0");
  run.finish();
  return run;
}

}  // namespace wirelab::test
