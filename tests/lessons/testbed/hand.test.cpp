#include "lessons/testbed/hand.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

const Glimpse any;

Verb meets(Hand& hand, std::uint64_t number, const std::string& from) {
  return hand.meet(number, from, from == "client" ? "server" : "client", any).verb;
}

}  // namespace

TEST_CASE("an empty hand lets everything pass, by nobody") {
  Hand hand(1);
  const Decision decision = hand.meet(1, "client", "server", any);
  CHECK(decision.verb == Verb::pass);
  CHECK(decision.by.empty());
}

TEST_CASE("holding a frame means all that follow from its sender") {
  Hand hand(1);
  hand.hold_from_frame(2, "hand");
  CHECK(meets(hand, 1, "client") == Verb::pass);
  CHECK(meets(hand, 2, "client") == Verb::hold);
  CHECK(meets(hand, 3, "client") == Verb::hold);
  CHECK(meets(hand, 4, "server") == Verb::pass);
  hand.let_go();
  CHECK(meets(hand, 5, "client") == Verb::pass);
}

TEST_CASE("hold next, a port, all") {
  Hand hand(1);
  hand.hold_next("hand");
  CHECK(meets(hand, 1, "server") == Verb::hold);
  CHECK(meets(hand, 2, "client") == Verb::pass);
  CHECK(meets(hand, 3, "server") == Verb::hold);
  hand.let_go();
  hand.hold_from("client", "hand");
  CHECK(meets(hand, 4, "server") == Verb::pass);
  CHECK(meets(hand, 5, "client") == Verb::hold);
  hand.let_go();
  hand.hold_all("hand");
  CHECK(meets(hand, 6, "server") == Verb::hold);
  CHECK(meets(hand, 7, "client") == Verb::hold);
}

TEST_CASE("an order for one frame goes before a rule, a rule before holding") {
  Hand hand(1);
  hand.add(*parse_rule("drop from client"), "script");
  hand.hold_all("hand");
  hand.order(2, {.verb = Verb::corrupt, .by = "hand"});
  CHECK(meets(hand, 1, "client") == Verb::drop);
  CHECK(meets(hand, 2, "client") == Verb::corrupt);
  CHECK(meets(hand, 2, "client") == Verb::drop);  // an order is carried out once
  CHECK(meets(hand, 3, "server") == Verb::hold);
}

TEST_CASE("a rule that holds keeps what follows, too") {
  Hand hand(1);
  hand.add(*parse_rule("hold from client nth 2"), "script");
  CHECK(meets(hand, 1, "client") == Verb::pass);
  CHECK(meets(hand, 2, "client") == Verb::hold);
  CHECK(meets(hand, 3, "client") == Verb::hold);
}
