// The terminal's ladder of more than two hosts, and what the kernels tell between its arrows.

#include "tests/lab/routed_run.hpp"

#include "lab/terminal/ladder_text.hpp"

#include <algorithm>
#include <sstream>

using namespace wirelab;
using namespace wirelab::test;
using lab::ladder_text;
using lab::Style;

namespace {

std::vector<std::string> lines_of(const RunBuilder& run, const Style& style) {
  std::vector<std::string> lines;
  std::stringstream text(ladder_text(run.trace, 0, nullptr, words(), style));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

// The columns in which a character stands.
std::vector<std::size_t> places(const std::string& line, char c) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == c) found.push_back(i);
  return found;
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("ladder_columns_give_each_host_on_the_way_a_lifeline") {
  const auto lines = lines_of(routed_run(), {});
  REQUIRE(lines.size() >= 6);
  const std::string &head = lines[1], &up = lines[2], &on = lines[3], &back = lines[4];
  CHECK(says(head, "alice 10.0.1.10"));
  CHECK(says(head, "router 10.0.1.1"));
  CHECK(says(head, "carol 10.0.2.20"));
  const auto bars = places(up, '|');
  REQUIRE(bars.size() == 3);
  CHECK(places(on, '|') == bars);
  CHECK(places(back, '|') == bars);
  // Between the first two, then between the last two.
  CHECK(up.find("-- SYN Seq=0 --") == bars[0] + 1);
  CHECK(up.find('>') == bars[1] - 1);
  CHECK(on.find("SYN Seq=0") > bars[1]);
  CHECK(on.find('>') == bars[2] - 1);
  CHECK(back.find('<') == bars[1] + 1);
  CHECK_FALSE(says(up, "(left)"));
  // The name stands over its lifeline.
  const std::size_t router = head.find("router 10.0.1.1");
  CHECK(router < bars[1]);
  CHECK(router + 15 > bars[1]);
}

TEST_CASE("ladder_columns_have_a_call_beside_its_own_lifeline") {
  RunBuilder run = routed_run();
  run.call(55, "router", "recvfrom", 1);
  run.returned(55.1, "router", "recvfrom", 1, "5");
  const auto lines = lines_of(run, {120, false, false});
  const auto line = std::find_if(lines.begin(), lines.end(),
                                 [](const std::string& one) { return says(one, "recvfrom"); });
  REQUIRE(line != lines.end());
  const auto bars = places(*line, '|');
  REQUIRE(bars.size() == 3);
  CHECK(line->find("recvfrom() = 5") == bars[1] + 1);
}

TEST_CASE("ladder_columns_need_room_for_what_goes_between_them") {
  const auto lines = lines_of(routed_run(), {80, false, false});
  CHECK(says(lines[2], "-- SYN Seq=0 (left) --"));
  CHECK_FALSE(says(lines[2], "|"));
}

TEST_CASE("ladder_columns_keep_to_the_width") {
  for (const int width : {80, 90, 100, 120, 160})
    for (const bool unicode : {false, true})
      for (const std::string& line : lines_of(routed_run(), {width, false, unicode})) {
        INFO(width << ": " << line);
        CHECK(lab::columns(line) <= width);
      }
}

TEST_CASE("ladder_columns_are_not_drawn_for_two_hosts") {
  for (const std::string& line : lines_of(last_ack(), {160, false, false}))
    CHECK_FALSE(says(line, "|"));
}

TEST_CASE("ladder_text_tells_what_the_kernels_say_at_the_side_of_the_host") {
  RunBuilder run = last_ack();
  const auto counted = [&](double time, const std::string& host, const std::string& name) {
    run.note(time, NoteKind::counter, {{"HOST", host}, {"NAME", name}, {"CHANGE", "1"}});
  };
  counted(1000.1, "client", "TCPTimeouts");
  counted(1000.2, "client", "RetransSegs");
  counted(1070, "server", "ListenDrops");
  counted(1080, "somebody", "NoPorts");
  run.note(1090, NoteKind::table,
           {{"HOST", "client"},
            {"TABLE", "neighbours"},
            {"ENTRY", "10.0.0.2 eth0"},
            {"EVENT", "added"},
            {"MAC", "02:00:00:00:00:02"},
            {"STATE", "reachable"}});
  const auto lines = lines_of(run, {});
  const auto with = [&](const std::string& part) -> std::string {
    for (const std::string& line : lines)
      if (says(line, part)) return line;
    FAIL(part);
    return {};
  };
  const std::string client_line = with("TCPTimeouts"), server_line = with("ListenDrops");
  CHECK(says(client_line, "(TCPTimeouts +1, RetransSegs +1)"));
  CHECK(client_line.find('(') < 30);
  CHECK(server_line.find('(') > 60);
  CHECK(says(with("NoPorts"), "(somebody: NoPorts +1)"));
  CHECK(
      says(with("neighbours"), "(neighbours: 10.0.0.2 eth0 added, 02:00:00:00:00:02, reachable)"));
  for (const std::string& line : lines) CHECK(lab::columns(line) <= 100);
}
