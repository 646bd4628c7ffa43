// Questions from a seed, their answers, and the mistakes that people make.

#include "capture/address/drill.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace wirelab::address;

namespace {

Ipv4Prefix prefix(std::string_view typed) { return std::get<Ipv4Prefix>(parse_ipv4_prefix(typed)); }

const Ipv4Prefix question = prefix("10.4.77.201/20");

Verdict hosts(std::string_view answer) { return check_answer(question, DrillField::hosts, answer); }
Verdict of_network(std::string_view answer) {
  return check_answer(question, DrillField::network, answer);
}
Verdict of_broadcast(std::string_view answer) {
  return check_answer(question, DrillField::broadcast, answer);
}

}  // namespace

TEST_CASE("drill knows its answers") {
  CHECK(right_answer(question, DrillField::network) == "10.4.64.0");
  CHECK(right_answer(question, DrillField::first_host) == "10.4.64.1");
  CHECK(right_answer(question, DrillField::broadcast) == "10.4.79.255");
  CHECK(right_answer(question, DrillField::hosts) == "4094");
}

TEST_CASE("drill asks the same of the same seed, and only what can be answered") {
  std::set<std::string> asked;
  int within_an_octet = 0;
  for (std::uint32_t i = 0; i < 500; ++i) {
    const auto one = drill_question(7, i);
    INFO(text(one));
    CHECK(one == drill_question(7, i));
    asked.insert(text(one));
    within_an_octet += one.length % 8 != 0;
    CHECK(one.length <= 30);
    CHECK(one.address != network(one));
    CHECK(one.address != last(one));
    const bool is_private = contains(prefix("10.0.0.0/8"), one.address) ||
                            contains(prefix("172.16.0.0/12"), one.address) ||
                            contains(prefix("192.168.0.0/16"), one.address);
    CHECK(is_private);
    for (const auto field : all_drill_fields)
      CHECK(check_answer(one, field, right_answer(one, field)).right());
  }
  CHECK(asked.size() > 490);
  CHECK(within_an_octet > 400);
  CHECK(text(drill_question(7, 0)) != text(drill_question(8, 0)));
  // Fixed for ever: a class that is given a seed gets the same sheet on every machine.
  CHECK(text(drill_question(1, 0)) == "192.168.184.168/27");
}

TEST_CASE("drill names the mistake in a number of hosts") {
  CHECK(hosts("4094").right());
  CHECK(hosts(" 4094 ").right());
  CHECK(hosts("4096").mistake == Mistake::counted_all_patterns);
  CHECK(hosts("4095").mistake == Mistake::forgot_one);
  CHECK(hosts("1048576").mistake == Mistake::counted_network_bits);
  CHECK(hosts("1048574").mistake == Mistake::counted_network_bits);
  CHECK(hosts("2046") == Verdict{Mistake::wrong_mask, 21});
  CHECK(hosts("254") == Verdict{Mistake::wrong_mask, 24});
  CHECK(hosts("1000").mistake == Mistake::other_number);
  CHECK(hosts("many").mistake == Mistake::unreadable);
  CHECK(hosts("-2").mistake == Mistake::unreadable);
  CHECK(hosts("99999999999999999999999").mistake == Mistake::unreadable);
  CHECK(hosts("  ").mistake == Mistake::nothing_there);
}

TEST_CASE("drill names the mistake in an address") {
  CHECK(of_network("10.4.64.0").right());
  CHECK(of_network("10.4.0.0") == Verdict{Mistake::wrong_mask, 16});
  CHECK(of_network("10.4.77.0") == Verdict{Mistake::wrong_mask, 24});
  CHECK(of_network("10.4.72.0") == Verdict{Mistake::wrong_mask, 21});
  CHECK(of_network("10.4.77.201").mistake == Mistake::kept_host_bits);
  CHECK(of_network("10.4.80.0").mistake == Mistake::off_by_one_block);
  CHECK(of_network("10.4.48.0").mistake == Mistake::off_by_one_block);
  CHECK(of_network("10.4.64.1").mistake == Mistake::is_first_host);
  CHECK(of_network("10.4.79.255").mistake == Mistake::is_broadcast);
  CHECK(of_network("10.4.65.3").mistake == Mistake::inside);
  CHECK(of_network("10.9.65.3").mistake == Mistake::outside);
  CHECK(of_network("10.4.64").mistake == Mistake::unreadable);
  CHECK(of_broadcast("10.4.79.255").right());
  CHECK(of_broadcast("10.4.79.254").mistake == Mistake::is_last_host);
  CHECK(of_broadcast("10.4.95.255").mistake == Mistake::off_by_one_block);
  CHECK(of_broadcast("10.4.77.255") == Verdict{Mistake::wrong_mask, 24});
  CHECK(of_broadcast("10.4.64.0").mistake == Mistake::is_network);
  CHECK(check_answer(question, DrillField::first_host, "10.4.64.0").mistake == Mistake::is_network);
}

TEST_CASE("drill of an address near the end of all") {
  const auto top = prefix("255.255.255.254/30");
  CHECK(check_answer(top, DrillField::network, "255.255.255.252").right());
  CHECK(check_answer(top, DrillField::network, "0.0.0.0").mistake != Mistake::none);
}
