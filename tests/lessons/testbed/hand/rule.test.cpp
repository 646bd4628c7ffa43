#include "lessons/testbed/hand/rule_book.hpp"

#include "tests/capture/packet_builder.hpp"

#include <catch2/catch.hpp>

#include <set>

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

Passing from_client(const Glimpse& frame, Bytes bytes = {}) {
  return {"client", "server", "left", frame, bytes};
}

Passing from_server(const Glimpse& frame, Bytes bytes = {}) {
  return {"server", "client", "left", frame, bytes};
}

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
  for (int i = 0; i < frames; ++i) text += book.decide(from_client(data), 0) ? 'x' : '.';
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
  CHECK(parse_rule("delay 50 jitter 20")->jitter == 20'000'000);
  CHECK(parse_rule("rate 64k")->bits_per_second == 64'000);
  CHECK(parse_rule("rate 1.5M queue 7")->queue == 7);
  CHECK(parse_rule("rate 2G")->bits_per_second == 2'000'000'000);
  CHECK(parse_rule("hold only from client")->alone);
  CHECK_FALSE(parse_rule("hold from client")->alone);
  CHECK(parse_rule("duplicate chance 5 udp")->percent == 5);
  CHECK(parse_rule("reorder data nth 2")->verb == Verb::reorder);
  CHECK(parse_rule("corrupt tcp.window 0 mended from client")->edit->text == "tcp.window 0 mended");
  CHECK(parse_rule("corrupt bit 5 arp")->edit->bit == 5U);
  CHECK(parse_rule("corrupt from client")->match.from == "client");
  CHECK(parse_rule("drop on left")->match.segment == "left");
  CHECK_FALSE(parse_rule("drop data nth 3 from now on")->once);
  CHECK(parse_rule("drop data nth 3 from now on")->match.from.empty());
  CHECK(parse_rule("drop from now to server")->match.from == "now");
  CHECK(parse_rule("drop bpf tcp port 80 or icmp")->match.bpf);
  CHECK(parse_rule("drop bpf 'tcp port 80' once from client")->match.from == "client");
}

TEST_CASE("a mistake in a rule is named, with the nearest right word") {
  CHECK(error_of("") ==
        "a rule begins with a verb: hold, drop, delay, duplicate, reorder, corrupt, lose, rate");
  CHECK(error_of("dorp from client") == "a rule knows no word 'dorp'; did you mean 'drop'?");
  CHECK(error_of("drop from client sny") == "a rule knows no word 'sny'; did you mean 'syn'?");
  CHECK(error_of("drop from") == "'from' wants the name of a host after it");
  CHECK(error_of("drop nth two") == "'nth' wants a number after it, not 'two'");
  CHECK(error_of("drop nth 0") == "'nth' counts from 1");
  CHECK(error_of("delay soon") == "'delay' wants a number after it, not 'soon'");
  CHECK(error_of("lose 101") == "'lose' wants at most 100 percent");
  CHECK(error_of("lose") == "'lose' wants a number after it");
  CHECK(error_of("rate fast") ==
        "'rate' wants bits a second after it, as 64000, 64k or 1.5M, not 'fast'");
  CHECK(error_of("rate 0") != "");
  CHECK(error_of("rate 1M queue -1") == "'queue' wants a number after it, not '-1'");
  CHECK(error_of("rate 1M queue 100001") == "'queue' takes at most 100000 frames");
  CHECK(error_of("delay 5 jitter x") == "'jitter' wants a number after it, not 'x'");
  CHECK(error_of("delay 3600001") == "'delay' takes at most 3600000 ms, an hour");
  CHECK(error_of("drop chance 101") == "'chance' wants at most 100 percent");
  CHECK(error_of("drop seed x") == "'seed' wants a number after it, not 'x'");
  CHECK(error_of("corrupt tcp.sqe 1") ==
        "'corrupt' knows no field 'tcp.sqe'; did you mean 'tcp.seq'?");
  CHECK(error_of("drop on") == "'on' wants the name of a segment after it");
  CHECK(error_of("drop bpf") == "'bpf' wants an expression after it: bpf \"tcp port 80\"");
  CHECK(error_of("drop bpf tcp prot 80") ==
        "'bpf tcp prot 80' is no filter: can't parse filter expression: syntax error");
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

TEST_CASE("a segment") {
  RuleBook book = book_with("drop on right");
  CHECK_FALSE(book.decide(from_client(data), 0));
  CHECK(book_with("drop on left").decide(from_client(data), 0));
}

TEST_CASE("what is for everybody is for each host") {
  const Passing broadcast{"client", "", "left", syn, {}};
  CHECK(parse_match("to server")->fits(broadcast));
  CHECK_FALSE(parse_match("from server")->fits(broadcast));
}

TEST_CASE("a BPF expression is asked about the frame's bytes") {
  const auto bytes = test::tcp_frame("10.0.0.1:40000", "10.0.0.2:8080", {.flags = tcp::syn});
  RuleBook book = book_with("drop bpf tcp port 8080");
  CHECK(book.decide(from_client(syn, bytes), 0));
  CHECK_FALSE(book_with("drop bpf udp").decide(from_client(syn, bytes), 0));
  // Frames whose bytes are gone are no match for it.
  CHECK_FALSE(parse_match("bpf tcp")->fits("client", "server", syn));
}

TEST_CASE("an edit means frames that can bear it") {
  const auto bytes = test::tcp_frame("10.0.0.1:40000", "10.0.0.2:8080", {.flags = tcp::syn});
  CHECK_FALSE(book_with("corrupt udp.length 1").decide(from_client(syn, bytes), 0));
  const auto decision = book_with("corrupt tcp.window 0").decide(from_client(syn, bytes), 0);
  REQUIRE(decision);
  CHECK(decision->verb == Verb::corrupt);
  CHECK(decision->edit->text == "tcp.window 0");
}

TEST_CASE("a rate comes on top of another decision, a full queue drops") {
  const std::vector<std::uint8_t> bytes(1000);
  RuleBook book = book_with("rate 8M queue 1");
  book.add(*parse_rule("delay 5 data nth 2"), "rule");
  const auto first = book.decide(from_client(data, bytes), 0);
  CHECK(first->verb == Verb::pass);
  CHECK(first->by == "queue");
  CHECK(first->departure == 1'000'000);
  const auto second = book.decide(from_client(data, bytes), 0);
  CHECK(second->verb == Verb::delay);
  CHECK(second->departure == 2'000'000);
  const auto third = book.decide(from_client(data, bytes), 0);
  CHECK(third->verb == Verb::drop);
  CHECK(third->by == "queue");
  CHECK(third->rule == 1);
  // The other direction has a queue of its own.
  CHECK(book.decide(from_server(data, bytes), 0)->departure == 1'000'000);
}

TEST_CASE("what is dropped or held takes no place in the queue") {
  const std::vector<std::uint8_t> bytes(1000);
  RuleBook book = book_with("rate 8M queue 0");
  book.add(*parse_rule("drop data nth 1"), "rule");
  CHECK(book.decide(from_client(data, bytes), 0)->by == "rule");
  CHECK(book.decide(from_client(data, bytes), 0)->departure == 1'000'000);
}

TEST_CASE("jitter differs from frame to frame, the same for the same seed") {
  RuleBook book = book_with("delay 50 jitter 10 seed 3"),
           again = book_with("delay 50 jitter 10 seed 3");
  std::set<Time> delays;
  for (int i = 0; i < 20; ++i) {
    const Time delay = book.decide(from_client(data), 0)->delay;
    CHECK(delay == again.decide(from_client(data), 0)->delay);
    CHECK(delay >= 40'000'000);
    CHECK(delay <= 60'000'000);
    delays.insert(delay);
  }
  CHECK(delays.size() > 10);
}

TEST_CASE("rules are listed, removed and cleared, numbers stay") {
  RuleBook book;
  book.add(*parse_rule("drop syn"), "hand");
  book.add(*parse_rule("hold data once"), "script");
  (void)book.decide(from_client(data), 0);
  (void)book.decide(from_client(data), 0);
  CHECK(book.lines() ==
        std::vector<std::string>{"rule 1 by hand, matched 0, fired 0: drop syn",
                                 "rule 2 by script, matched 2, fired 1: hold data once"});
  CHECK(book.remove(1) == "drop syn");
  CHECK_FALSE(book.remove(1));
  CHECK(book.add(*parse_rule("drop fin"), "rule") == 3);
  book.clear();
  CHECK(book.lines().empty());
}

TEST_CASE("two rules of one seed lose different frames, a seed of their own the same") {
  const auto both = [](const std::string& first, const std::string& second) {
    RuleBook book(5);
    book.add(*parse_rule(first), "rule");
    book.add(*parse_rule(second), "rule");
    int lost = 0;
    for (int i = 0; i < 1000; ++i) lost += book.decide(from_client(data), 0) ? 1 : 0;
    return lost;
  };
  CHECK(both("lose 50", "lose 50") > 700);
  CHECK(both("lose 50 seed 7", "lose 50 seed 7") < 600);
}

TEST_CASE("the first rule that fires decides, all count") {
  RuleBook book;
  book.add(*parse_rule("drop data once"), "hand");
  book.add(*parse_rule("hold data nth 2"), "script");
  const auto first = book.decide(from_client(data), 0);
  REQUIRE(first);
  CHECK(first->verb == Verb::drop);
  CHECK(first->by == "hand");
  CHECK(first->rule == 1);
  const auto second = book.decide(from_client(data), 0);
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
    if (i % 3 == 0) (void)mixed.decide(from_server(data), 0);
    CHECK(alone.decide(from_client(data), 0).has_value() ==
          mixed.decide(from_client(data), 0).has_value());
  }
}
