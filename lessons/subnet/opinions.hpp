#pragma once

#include "lessons/script/scene.hpp"

#include <string>
#include <vector>

// What the steps of this lesson have in common.
namespace wirelab::lessons {

constexpr const char* address_of_a = "10.0.0.10";
constexpr const char* address_of_b = "10.0.0.200";
constexpr const char* gateway = "10.0.0.254";
constexpr const char* next_net = "10.0.1.20";

// a, b and the router r on one switch, c in the next net behind the router. Only `of_a` and `of_b`
// vary: an address with the mask that the host believes in. `router` is r's address on the switch.
BenchPlan opinions(const std::string& of_a, const std::string& of_b,
                   const std::string& router = "10.0.0.254/24");

// The same with routers that send no ICMP redirects.
BenchPlan uncorrected(BenchPlan plan);

// "a asks for b, b asks for r": the ARP requests in their order, by the names of the hosts.
std::string arp_in_words(Scene& scene);
// Whom a host asks for in its first ARP request, as a name or an address; waits for it.
std::string first_asked_by(Scene& scene, const std::string& host);
// "a", "r": the host that put the frame on this link, or whom it is for there.
std::string sender_on_link(const Sighting& frame);
std::string receiver_on_link(const Sighting& frame);

// The ICMP messages of one type in their order, on the switch of a and b.
constexpr int echo_reply = 0, echo_request = 8, redirect = 5;
std::vector<Sighting> icmp_of_type(Scene& scene, int type);

}  // namespace wirelab::lessons
