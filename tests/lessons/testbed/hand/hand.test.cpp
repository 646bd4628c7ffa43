#include "lessons/testbed/hand/hand.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

const Glimpse any;

Verb meets(Hand& hand, std::uint64_t number, const std::string& from) {
  return hand.meet(number, {from, from == "client" ? "server" : "client", "cable", any, {}}, 0)
      .verb;
}

}  // namespace

TEST_CASE("an empty hand lets everything pass, by nobody") {
  Hand hand(1);
  const Decision decision = hand.meet(1, {"client", "server", "cable", any, {}}, 0);
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

TEST_CASE("one frame alone may be held") {
  Hand hand(1);
  hand.hold_next("hand", true);
  CHECK(meets(hand, 1, "client") == Verb::hold);
  CHECK(meets(hand, 2, "client") == Verb::pass);
  hand.hold_from_frame(4, "hand", true);
  CHECK(meets(hand, 4, "client") == Verb::hold);
  CHECK(meets(hand, 5, "client") == Verb::pass);
  hand.add(*parse_rule("hold only from server once"), "rule");
  CHECK(meets(hand, 6, "server") == Verb::hold);
  CHECK(meets(hand, 7, "server") == Verb::pass);
  CHECK(hand.holding().empty());
}

TEST_CASE("a frame that follows another one goes when that has gone by") {
  Hand hand(1);
  hand.wait_behind(3, "client", 5);
  hand.wait_behind(4, "client", 5);
  CHECK(hand.gone_by(6, "client").empty());
  CHECK(hand.gone_by(4, "client").empty());  // released by itself
  CHECK(hand.gone_by(5, "client") == std::vector<std::uint64_t>{3});
  CHECK(hand.gone_by(5, "client").empty());
}

TEST_CASE("a rule that reorders swaps a frame with the next of its sender") {
  Hand hand(1);
  hand.add(*parse_rule("reorder from client"), "rule");
  CHECK(meets(hand, 1, "client") == Verb::reorder);
  hand.wait_behind(1, "client", 0);
  CHECK(meets(hand, 2, "server") == Verb::pass);
  CHECK(hand.gone_by(2, "server").empty());
  CHECK(meets(hand, 3, "client") == Verb::pass);  // it is the next one
  CHECK(hand.gone_by(3, "client") == std::vector<std::uint64_t>{1});
  CHECK(hand.gone_by(1, "client").empty());
  CHECK(meets(hand, 4, "client") == Verb::reorder);
}

TEST_CASE("what waits for the next frame and is released by itself frees nobody") {
  Hand hand(1);
  hand.wait_behind(1, "client", 0);
  CHECK(hand.gone_by(1, "client").empty());
  CHECK(hand.gone_by(2, "client").empty());
}

TEST_CASE("a bottleneck does not lead past a hand that holds") {
  Hand hand(1);
  hand.add(*parse_rule("rate 1M"), "rule");
  hand.hold_all("hand");
  CHECK(meets(hand, 1, "client") == Verb::hold);
}

TEST_CASE("of two that wait for the next frame one that is released does not free the other") {
  Hand hand(1);
  hand.wait_behind(1, "client", 0);
  hand.wait_behind(2, "client", 0);
  CHECK(hand.gone_by(1, "client").empty());
  CHECK(hand.gone_by(3, "client") == std::vector<std::uint64_t>{2});
}
