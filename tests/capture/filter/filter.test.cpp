#include "capture/filter/filter.hpp"

#include "capture/filter/field.hpp"
#include "capture/filter/pattern.hpp"
#include "tests/capture/trace/run.hpp"

#include <fstream>
#include <set>
#include <sstream>

using namespace wirelab;
using namespace wirelab::test;
using filter::Filter;
using tcp::ack;
using tcp::psh;
using tcp::syn;

namespace {

std::string refusal(const std::string& text) {
  const auto compiled = Filter::compile(text);
  REQUIRE_FALSE(compiled);
  CHECK(compiled.error().kind == ErrorKind::usage);
  return compiled.error().message;
}

// A handshake, some data, a repetition of them.
class Exchange : public Capture {
 public:
  Exchange() {
    up(syn, 0);
    down(syn | ack, 0, 1);
    up(ack, 1, 1);
    up(ack | psh, 1, 1, 4);
    up(ack | psh, 1, 1, 4);
  }
  bool last(const std::string& text) const {
    INFO(text);
    const auto compiled = Filter::compile(text);
    REQUIRE(compiled);
    const FrameRow row = trace.frame(trace.frame_count() - 1);
    return compiled->matches(filter::Facts(trace, row, bytes_));
  }
};

}  // namespace

TEST_CASE("filter_compares_fields_with_values") {
  const Exchange exchange;
  for (const char* text : {"frame.number == 5",
                           "frame.number eq 0x5",
                           "tcp.port == 8080",
                           "tcp.dstport ge 8080",
                           "ip.addr == 10.0.0.0/24",
                           "ip.src == 10.0.0.1",
                           "ip.dst != 10.0.0.1",
                           "tcp.seq == 1",
                           "tcp.flags == 0x018",
                           "tcp.flags.push == 1",
                           "tcp.flags.syn == false",
                           "tcp.len < 5",
                           "frame.time_relative > 0.003",
                           "frame.time_relative <= 0.004",
                           "eth.addr == 02:00:00:00:00:01",
                           "tcp.srcport in {1, 2, 30000..50000}",
                           "ip.src in {10.0.0.1..10.0.0.9}",
                           "tcp.payload contains \"xx\"",
                           "frame contains xxxx",
                           "wirelab.state == ESTABLISHED",
                           "tcp.analysis.retransmission",
                           "tcp && !udp",
                           "not (udp or arp) and tcp.stream eq 0",
                           "tcp.window_size_value == 64240",
                           "tcp.window_size == 8222720",
                           "ip.ttl == 64",
                           "eth.type == 0x800"})
    CHECK(exchange.last(text));
  for (const char* text :
       {"frame.number != 5", "tcp.port == 80", "ip.addr == 10.0.1.0/24", "ip.addr != 10.0.0.1",
        "!tcp", "tcp.flags.syn == 1", "udp.port == 8080", "udp.port != 8080",
        "tcp.payload contains \"y\"", "vlan.id", "tcp.analysis.out_of_order",
        "wirelab.state.src == LISTEN", "arp", "dns", "http"})
    CHECK_FALSE(exchange.last(text));
}

TEST_CASE("filter_not_equal_asks_all_values") {
  const Exchange exchange;
  CHECK_FALSE(exchange.last("tcp.port != 8080"));  // one of the two is
  CHECK(exchange.last("tcp.port != 80"));
  CHECK(exchange.last("!(tcp.port == 80)"));
  CHECK_FALSE(exchange.last("udp.port != 80"));  // none there to ask
}

TEST_CASE("filter_and_binds_more_than_or") {
  const Exchange exchange;
  CHECK(exchange.last("tcp or udp and arp"));
  CHECK_FALSE(exchange.last("(tcp or udp) and arp"));
  CHECK(exchange.last("not arp and tcp"));
}

TEST_CASE("filter_xor_binds_more_than_or_and_less_than_and") {
  const Exchange exchange;
  CHECK(exchange.last("tcp xor udp"));
  CHECK_FALSE(exchange.last("tcp ^^ ip"));
  CHECK(exchange.last("tcp xor ip xor eth"));
  CHECK(exchange.last("tcp or ip xor eth"));
  CHECK(exchange.last("tcp xor ip and udp"));
}

TEST_CASE("filter_slices_bytes_out_of_a_header") {
  const Exchange exchange;
  for (const char* text : {"tcp[13:1] == 18",
                           "tcp[13] == 18",
                           "tcp[12:2] == 50:18",
                           "tcp[12-13] == 5018",
                           "tcp[13] == 0x18",
                           "tcp[:2] == 9c:40",
                           "tcp[2:2] == 1f-90",
                           "tcp[-1] == 00",
                           "tcp[0,2-3] == 9c:1f:90",
                           "tcp[13] > 10",
                           "tcp[13] in {02, 18}",
                           "tcp[13] != 10",
                           "ip.src[0:2] == 0a:00",
                           "eth.src[5] == 01",
                           "frame[0 : 1] == 02",
                           "tcp[19]",
                           "tcp.payload[0:2] == \"xx\"",
                           "tcp.payload[1:] contains \"xxx\"",
                           "tcp.payload[2-3] matches \"^X\"",
                           "wirelab.state[0:3] == \"EST\""})
    CHECK(exchange.last(text));
  // A slice of a protocol ends with its header; beyond the end there is nothing to compare.
  for (const char* text : {"tcp[20]", "tcp[19:2]", "tcp[-21:1]", "!tcp[13] == 18", "udp[0] == 00",
                           "tcp[900:1] != 00", "tcp[5-4] == 00"})
    CHECK_FALSE(exchange.last(text));
}

TEST_CASE("filter_masks_bits") {
  const Exchange exchange;
  CHECK(exchange.last("tcp.flags & 0x08"));
  CHECK(exchange.last("tcp.flags & 0x1a == 0x18"));
  CHECK(exchange.last("tcp.flags bitwise_and 2 == 0"));
  CHECK_FALSE(exchange.last("tcp.flags & 2"));
  CHECK_FALSE(exchange.last("udp.port & 1 == 0"));
}

TEST_CASE("filter_matches_patterns_whatever_their_case") {
  const Exchange exchange;
  CHECK(exchange.last("tcp.payload matches \"^XX\""));
  CHECK(exchange.last("frame ~ \"x{4}$\""));
  CHECK(exchange.last(R"(tcp.payload matches r"^\w+$")"));
  CHECK(exchange.last(R"(tcp.payload matches "^\\x78")"));
  CHECK(exchange.last("wirelab.state matches \"^est\""));
  CHECK(exchange.last("frame matches \"y|x\""));
  CHECK_FALSE(exchange.last(R"(tcp.payload matches r"\d")"));
  CHECK_FALSE(exchange.last("tcp.payload matches \"x{5}\""));
  CHECK_FALSE(exchange.last("udp matches \"x\""));
  // However much is searched: the pattern stays the same.
  const auto pattern = filter::Pattern::compile("^A+b$");
  const std::string text = std::string(9999, 'a') + "B";
  REQUIRE(std::holds_alternative<filter::Pattern>(pattern));
  for (int i = 0; i < 20; ++i) CHECK(std::get<filter::Pattern>(pattern).matches(text));
  // Patterns that make a search by trial take for ever.
  CHECK_FALSE(exchange.last("frame matches \"(x*)*y\""));
  CHECK_FALSE(exchange.last("frame matches \"(x|x)*y\""));
}

TEST_CASE("filter_not_in_is_the_opposite_of_in") {
  const Exchange exchange;
  CHECK(exchange.last("tcp.port not in {80}"));
  CHECK_FALSE(exchange.last("tcp.port not in {8080}"));
  CHECK(exchange.last("frame.len in {50..100} and frame.cap_len == frame.len"));
}

TEST_CASE("filter_compares_two_fields") {
  const Exchange exchange;
  CHECK_FALSE(exchange.last("tcp.srcport == tcp.dstport"));
  CHECK(exchange.last("tcp.srcport > tcp.dstport"));
}

TEST_CASE("filter_underlines_the_wrong_word") {
  CHECK(refusal("tcp.flag.syn == 1") ==
        "there is no field tcp.flag.syn: did you mean tcp.flags.syn?\n"
        "  tcp.flag.syn == 1\n"
        "  ^~~~~~~~~~~~");
  CHECK(refusal("ip.addr == 10.0.0.999") ==
        "'10.0.0.999' does not fit ip.addr, which is an IPv4 address or network, as 10.0.0.1 or "
        "10.0.0.0/24\n"
        "  ip.addr == 10.0.0.999\n"
        "             ^~~~~~~~~~");
}

TEST_CASE("filter_refuses_what_is_not_in_the_subset") {
  for (const char* text : {"",
                           "tcp.port ==",
                           "tcp.port = 80",
                           "(tcp",
                           "tcp)",
                           "tcp udp",
                           "and",
                           "tcp &&",
                           "tcp.port == http",
                           "tcp.flags &",
                           "tcp.flags & x",
                           "tcp & 2",
                           "tcp.flags.syn & 1",
                           "tcp[0:2] == 1",
                           "tcp[0:2] == 0x123",
                           "tcp[] == 01",
                           "tcp[x] == 01",
                           "tcp[0:0] == 01",
                           "tcp[0:-1] == 01",
                           "tcp[99999999999] == 01",
                           "tcp[0 == 01",
                           "tcp.port[0] == 01",
                           "tcp.analysis.flags[0] == 01",
                           "frame matches x",
                           "frame matches \"\"",
                           "frame matches \"(\"",
                           "frame matches r\"(a)\\1\"",
                           "frame matches \"((a{1,99}){1,99}){1,99}\"",
                           "frame matches \"a{99999999999}\"",
                           "frame matches r\"\\x0\"",
                           "tcp.port matches \"80\"",
                           "tcp.port not 80",
                           "tcp ^ udp",
                           "tcp.port in 80",
                           "tcp.port in {}",
                           "tcp.port in {80",
                           "tcp.analysis.retransmission == 1",
                           "tcp == 1",
                           "tcp.len contains \"x\"",
                           "ip.addr == fd00::1",
                           "tcp.port == ip.addr",
                           "\"x\" == 1",
                           "frame contains \"x",
                           "xyz",
                           "tcp.len == -1",
                           "ip.src == 10.0.0.0/33",
                           "eth.src == 02:00",
                           "tcp.len == 99999999999999999999"}) {
    INFO(text);
    CHECK_FALSE(refusal(text).empty());
  }
}

TEST_CASE("filter_that_nests_too_deep_is_refused") {
  refusal(std::string(100000, '!') + "tcp");
  refusal(std::string(100000, '(') + "tcp");
  std::string wide = "tcp";
  for (int i = 0; i < 10000; ++i) wide += " or udp";
  CHECK(Exchange().last(wide));
}

TEST_CASE("filter_fields_are_named_once_and_found") {
  std::set<std::string> names;
  for (const filter::Field& one : filter::fields()) {
    CHECK(names.insert(std::string(one.name)).second);
    CHECK(filter::field(one.name) == &one);
  }
  CHECK(names.size() > 100);
}

TEST_CASE("filter_fields_stand_in_the_man_page") {
  std::stringstream page;
  page << std::ifstream(WIRELAB_SOURCE_DIR "/man/wirelab.1").rdbuf();
  const std::string text = page.str();
  for (const filter::Field& one : filter::fields()) {
    const std::string name(one.name);
    INFO(name);
    // Of a family only the first is written in full: ", .syn,".
    const std::size_t dot = name.find_last_of('.');
    const std::string last = dot == name.npos ? name : name.substr(dot);
    CHECK((text.find(name) != text.npos || text.find(last) != text.npos));
  }
}

TEST_CASE("filter_reads_frames_of_any_bytes") {
  // Every field of a frame cut anywhere.
  const auto bytes = tcp_frame(client, server, Capture::segment(syn, 1, 0));
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    Capture capture;
    const std::vector<std::uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<long>(size));
    const FrameRow row = capture.frame(cut);
    const filter::Facts facts(capture.trace, row, cut);
    for (const filter::Field& one : filter::fields()) {
      filter::Values values;
      one.read(facts, values);
    }
  }
}
