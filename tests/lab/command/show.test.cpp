// The built program's `show`, with what chooses and what sums up.

#include <catch2/catch.hpp>

#include "tests/lab/command/ran.hpp"
#include "tests/skip.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace wirelab::test;

namespace {

const std::string run_file =
    std::string(WIRELAB_SOURCE_DIR) + "/lessons/handshake/handshake.pcapng";
const std::string foreign_file =
    std::string(WIRELAB_SOURCE_DIR) + "/tests/capture/verdicts/absurd.pcap";

Ran show(const std::string& arguments) { return command("show " + arguments); }

}  // namespace

#define NEEDS_PROGRAM() \
  if (!std::filesystem::exists(program())) WIRELAB_SKIP("wirelab is not built")

TEST_CASE("show_selects_frames_by_display_filter_and_by_BPF") {
  NEEDS_PROGRAM();
  const Ran display = show(foreign_file + " --json -Y 'frame.number in {3..5}'");
  CHECK(display.code == 0);
  CHECK(display.lines() == 4);
  CHECK(display.says("\n{\"frame\":5,"));
  CHECK(show(foreign_file + " --json -c 2 -Y tcp").lines() == 3);
  const Ran both =
      show(foreign_file + " -Y 'frame.number <= 9' 'tcp[tcpflags]' '&' tcp-syn '!=' 0");
  const Ran named = show(foreign_file + " -Y 'frame.number <= 9 and tcp.flags.syn == 1'");
  CHECK(both.text == named.text);
}

TEST_CASE("show_selects_frames_of_a_run_by_their_fate") {
  NEEDS_PROGRAM();
  const Ran dropped = show(run_file + " -Y 'wirelab.fate == dropped'");
  CHECK(dropped.code == 0);
  CHECK(dropped.says("[SYN] Seq=0"));
  CHECK_FALSE(dropped.says("arrives"));
}

TEST_CASE("show_refuses_a_bad_filter_with_2") {
  NEEDS_PROGRAM();
  const Ran display = show(foreign_file + " -Y 'tcp.flag.syn == 1'");
  CHECK(display.code == 2);
  CHECK(display.text ==
        "wirelab: there is no field tcp.flag.syn: did you mean tcp.flags.syn?\n"
        "  tcp.flag.syn == 1\n"
        "  ^~~~~~~~~~~~\n");
  const Ran bpf = show(foreign_file + " tcp prot 80");
  CHECK(bpf.code == 2);
  CHECK(bpf.says("syntax error"));
}

TEST_CASE("show_sums_up_connections_and_findings") {
  NEEDS_PROGRAM();
  const Ran connections = show(run_file + " --connections --json");
  CHECK(connections.code == 0);
  CHECK(connections.says("{\"stream\":0,\"opener\":\"10.0.0.1:"));
  CHECK_FALSE(connections.says("\"frame\":"));
  const Ran findings = show(run_file + " --findings --json");
  CHECK(findings.says("{\"finding\":\"refused\","));
  CHECK_FALSE(findings.says("\"frame\":"));
  CHECK(show(run_file + " --findings --json -c 1").lines() == 2);
  CHECK(show(run_file + " --connections --json -Y 'tcp.stream == 1'").lines() == 2);
}

TEST_CASE("show_draws_one_connection") {
  NEEDS_PROGRAM();
  const Ran ladder = show(run_file + " --stream 0");
  CHECK(ladder.code == 0);
  CHECK(ladder.says("SYN-SENT      -- 1: SYN Seq=0 ---"));
  CHECK(show(run_file + " --stream 99").code == 2);
  CHECK(show(run_file + " --stream 0 --connections").code == 2);
}

TEST_CASE("show_tells_what_a_frame_carries_and_what_capturing_made_of_it") {
  NEEDS_PROGRAM();
  const std::string file = std::string(WIRELAB_SOURCE_DIR) + "/tests/golden/other_protocols.pcap";
  const Ran shown = show(file);
  CHECK(shown.says("  GET /index.html HTTP/1.1\n"));
  CHECK(shown.says("  about 10.0.0.1:40000 > 10.0.0.2:80 TCP\n"));
  CHECK(shown.says("  (checksum not computed yet)"));
  const std::string why = "The checksum is not computed yet";
  const std::size_t first = shown.text.find(why);
  CHECK(first != std::string::npos);
  CHECK(shown.text.find(why, first + 1) == std::string::npos);
  // What the testbed captures is as the wire carries it.
  const Ran run = show(run_file + " --json");
  CHECK_FALSE(run.says("\"artefacts\""));
  CHECK_FALSE(run.says("\"checksum\""));
}
