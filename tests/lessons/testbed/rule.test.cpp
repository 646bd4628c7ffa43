#include "lessons/testbed/rule.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

Glimpse segment(std::uint16_t flags, std::uint32_t length = 0) {
  Glimpse frame;
  frame.protocol = Protocol::tcp;
  frame.segment = {.flags = flags, .length = length};
  return frame;
}

const Glimpse syn = segment(tcp::syn);
const Glimpse data = segment(tcp::ack | tcp::psh, 100);

RuleBook book_with(const std::string& text, std::uint64_t seed = 1) {
  RuleBook book(seed);
  auto rule = parse_rule(text);
  REQUIRE(rule);
  book.add(*std::move(rule), "script");
  return book;
}

std::string fates(const std::string& rule, std::uint64_t seed, int frames) {
  RuleBook book = book_with(rule, seed);
  std::string text;
  for (int i = 0; i < frames; ++i) text += book.decide("client", "server", data) ? 'x' : '.';
  return text;
}

std::string error_of(const std::string& text) {
  const auto rule = parse_rule(text);
  return rule ? "" : rule.error().message;
}

}  // namespace

TEST_CASE("a rule is read word by word") {
  const auto rule = parse_rule("drop from client to server syn nth 2");
  REQUIRE(rule);
  CHECK(rule->verb == Verb::drop);
  CHECK(rule->match.from == "client");
  CHECK(rule->match.to == "server");
  CHECK(rule->match.kind == FrameKind::syn);
  CHECK(rule->match.nth == 2);
  CHECK(rule->once);
  CHECK(rule->text == "drop from client to server syn nth 2");
  CHECK_FALSE(parse_rule("drop from client")->once);
  CHECK_FALSE(parse_rule("drop nth 2 always")->once);
  CHECK(parse_rule("delay 250 from client data once")->delay == 250'000'000);
  CHECK(parse_rule("lose 10.5 from client seed 7")->percent == 10.5);
  CHECK(parse_rule("lose 10 seed 7")->seed == 7U);
}

TEST_CASE("a mistake in a rule is named, with the nearest right word") {
  CHECK(error_of("") == "a rule begins with a verb: hold, drop, delay, duplicate, corrupt or lose");
  CHECK(error_of("dorp from client") == "a rule knows no word 'dorp'; did you mean 'drop'?");
  CHECK(error_of("drop from client sny") == "a rule knows no word 'sny'; did you mean 'syn'?");
  CHECK(error_of("drop from") == "'from' wants the name of a host after it");
  CHECK(error_of("drop nth two") == "'nth' wants a number after it, not 'two'");
  CHECK(error_of("drop nth 0") == "'nth' counts from 1");
  CHECK(error_of("delay soon") == "'delay' wants a number after it, not 'soon'");
  CHECK(error_of("lose 101") == "'lose' wants at most 100 percent");
  CHECK(error_of("rate 1000") == "'rate' is not built yet: a wire has no limited rate so far");
  CHECK(error_of("drop bpf tcp").substr(0, 23) == "'bpf' is not built yet:");
  CHECK(error_of("keep from client") != "");  // only scripts keep
  CHECK(error_of("lose nan") != "");
}

TEST_CASE("kinds of frames") {
  const auto fits = [](const char* text, const Glimpse& frame) {
    return parse_match(text)->fits("client", "server", frame);
  };
  const Glimpse synack = segment(tcp::syn | tcp::ack), ack = segment(tcp::ack);
  const Glimpse fin = segment(tcp::fin | tcp::ack), reset = segment(tcp::rst | tcp::ack);
  CHECK(fits("syn", syn));
  CHECK_FALSE(fits("syn", synack));
  CHECK(fits("synack", synack));
  CHECK(fits("ack", ack));
  for (const Glimpse& other : {syn, synack, data, fin, reset}) CHECK_FALSE(fits("ack", other));
  CHECK(fits("data", data));
  CHECK(fits("fin", fin));
  CHECK(fits("rst", reset));
  CHECK(fits("any", data));
  CHECK(fits("from client to server", data));
  CHECK_FALSE(fits("from server", data));
  CHECK_FALSE(fits("to client", data));
  Glimpse arp;
  arp.protocol = Protocol::arp;
  CHECK(fits("arp", arp));
  CHECK_FALSE(fits("syn", arp));
}

TEST_CASE("nth, once and always") {
  CHECK(fates("drop nth 2", 1, 5) == ".x...");
  CHECK(fates("drop nth 2 always", 1, 5) == ".xxxx");
  CHECK(fates("drop once", 1, 3) == "x..");
  CHECK(fates("drop", 1, 3) == "xxx");
  CHECK(fates("drop syn", 1, 3) == "...");
}

TEST_CASE("the first rule that fires decides, all count") {
  RuleBook book;
  book.add(*parse_rule("drop data once"), "hand");
  book.add(*parse_rule("hold data nth 2"), "script");
  const auto first = book.decide("client", "server", data);
  REQUIRE(first);
  CHECK(first->verb == Verb::drop);
  CHECK(first->by == "hand");
  CHECK(first->rule == 1);
  const auto second = book.decide("client", "server", data);
  REQUIRE(second);
  CHECK(second->verb == Verb::hold);
  CHECK(second->rule == 2);
}

TEST_CASE("what is lost depends on the seed alone") {
  const std::string lost = fates("lose 10 from client", 7, 1000);
  CHECK(lost == fates("lose 10 from client", 7, 1000));
  CHECK(lost == fates("lose 10 from client seed 7", 99, 1000));
  CHECK(lost != fates("lose 10 from client", 8, 1000));
  const auto count = std::count(lost.begin(), lost.end(), 'x');
  CHECK(count > 70);
  CHECK(count < 130);
  CHECK(fates("lose 0", 1, 100) == std::string(100, '.'));
  CHECK(fates("lose 100", 1, 100) == std::string(100, 'x'));
}

TEST_CASE("frames of the other direction do not shift what is lost") {
  RuleBook alone(7), mixed(7);
  alone.add(*parse_rule("lose 50"), "rule");
  mixed.add(*parse_rule("lose 50"), "rule");
  for (int i = 0; i < 200; ++i) {
    if (i % 3 == 0) (void)mixed.decide("server", "client", data);
    CHECK(alone.decide("client", "server", data).has_value() ==
          mixed.decide("client", "server", data).has_value());
  }
}
