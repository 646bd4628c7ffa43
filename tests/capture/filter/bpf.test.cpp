#include "capture/filter/bpf.hpp"

#include "capture/decode/link.hpp"
#include "tests/capture/trace/run.hpp"

using namespace wirelab;
using namespace wirelab::test;

TEST_CASE("bpf_selects_by_the_bytes_of_a_link_type") {
  const auto bytes = tcp_frame(client, server, Capture::segment(tcp::syn, 1, 0));
  const auto matches = [&](const char* text) {
    filter::Bpf bpf(text);
    REQUIRE(bpf.prepare(decode::link_ethernet));
    return bpf.matches(decode::link_ethernet, bytes, 58);
  };
  CHECK(matches("tcp port 8080"));
  CHECK(matches("host 10.0.0.1 and tcp[tcpflags] & tcp-syn != 0"));
  CHECK(matches(""));
  CHECK_FALSE(matches("udp or port 80"));
  filter::Bpf raw("tcp port 8080");
  REQUIRE(raw.prepare(decode::link_raw));
  CHECK(raw.matches(decode::link_raw, Bytes(bytes).subspan(14), 44));
  CHECK_FALSE(raw.matches(decode::link_ethernet, bytes, 58));
}

TEST_CASE("bpf_error_is_that_of_libpcap") {
  filter::Bpf bpf("tcp prot 80");
  const auto outcome = bpf.prepare(decode::link_ethernet);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::usage);
  CHECK(outcome.error().message.find("syntax error") != std::string::npos);
}
