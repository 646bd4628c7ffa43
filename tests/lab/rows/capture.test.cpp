// What an opened capture shows: connections, findings, packets, the ladder of the one in focus.

#include "tests/lab/capture_builder.hpp"

#include "capture/words/words.hpp"
#include "lab/rows/capture_bar.hpp"
#include "lab/rows/connections.hpp"
#include "lab/rows/diagram.hpp"
#include "lab/rows/findings.hpp"
#include "lab/rows/flags.hpp"
#include "lab/rows/ladder.hpp"
#include "lab/rows/packets.hpp"
#include "lab/rows/scope.hpp"
#include "lab/rows/transport.hpp"
#include "lab/rows/wording.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;
using tcp::ack;
using tcp::rst;
using tcp::syn;

namespace {

// A capture as the window has it once all is found out.
struct Opened {
  explicit Opened(CaptureBuilder told) : capture(std::move(told)) { look(); }
  void look() {
    findings.connections.catch_up(capture.trace, 100'000);
    findings.connections.rank();
    findings.connections.publish();
    const auto order = findings.connections.worst_first();
    findings.shown.assign(order.begin(), order.end());
    if (!session.focus && !order.empty()) session.focus = order.front();
    focus.update(capture.trace, session.focus, session.open_folds, 100'000);
  }
  CaptureView at(Time time) {
    playhead.time = time;
    const auto bytes = [](const FrameRow&) { return std::vector<std::uint8_t>(); };
    CaptureView view{{capture.trace, session, playhead, focus.teaching(), words(), bytes},
                     focus,
                     findings,
                     grounds};
    view.scope = &scope;
    return view;
  }
  CaptureView at_end() { return at(capture.now); }

  CaptureBuilder capture;
  Session session;
  Playhead playhead;
  Focus focus;
  Analysis::Findings findings;
  std::vector<verdicts::Grounds> grounds;
  FocusScope scope{focus};
};

// Stream 0: a whole connection with 3,000 bytes of which one segment comes twice; 1: refused.
CaptureBuilder two_connections() {
  CaptureBuilder capture;
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.up(ack, 1, 1);
  capture.up(ack, 1, 1, 1000);
  capture.up(ack, 1001, 1, 1000);
  capture.after(400 * ms);
  capture.up(ack, 1001, 1, 1000);  // 6
  capture.down(ack, 1, 2001);
  capture.frame("10.0.0.3:1000", server, CaptureBuilder::segment(syn, 10, 0));
  capture.frame(server, "10.0.0.3:1000", CaptureBuilder::segment(rst | ack, 0, 11));  // 9
  capture.trace.add(End{});
  return capture;
}

}  // namespace

TEST_CASE("connection_rows_say_how_each_went") {
  Opened opened(two_connections());
  const ConnectionRows rows = connection_rows(opened.at_end(), 0, 10);
  CHECK(rows.count == 2);
  CHECK(rows.total == 2);
  REQUIRE(rows.rows.size() == 2);
  const auto& refused = rows.rows[0];
  CHECK(refused.opener == "10.0.0.3:1000");
  CHECK(refused.acceptor == server);
  CHECK(refused.opening == "refused");
  CHECK(refused.finding == "refused");
  CHECK(refused.hue == Hue::rst);
  CHECK(refused.focused);
  const auto& other = rows.rows[1];
  CHECK(other.opening == "handshake");
  CHECK(other.ending == "still open");
  CHECK(other.up == "3.0 kB");
  CHECK(other.down == "0 B");
  CHECK(other.again == "1 resent");
  CHECK(other.finding.empty());
  CHECK(connection_rows(opened.at_end(), 1, 2).rows.front().stream == 0);
}

TEST_CASE("finding_rows_lead_to_the_frame") {
  Opened opened(two_connections());
  const FindingRows rows = finding_rows(opened.at_end());
  REQUIRE(rows.findings.size() == 1);
  CHECK(rows.findings[0].title == "refused");
  CHECK(rows.findings[0].sentence.find(server + " refused") == 0);
  REQUIRE(rows.findings[0].show);
  CHECK(std::get<SelectFrame>(*rows.findings[0].show).number == 8);
  CHECK(rows.caption == "1 in this connection");
}

TEST_CASE("finding_rows_give_the_grounds_of_a_verdict") {
  Opened opened(two_connections());
  opened.session.focus = 0;
  opened.session.selected = 6;
  opened.grounds = grounds_of(opened.capture.trace, 5);
  opened.look();
  const FindingRows rows = finding_rows(opened.at_end());
  CHECK(rows.findings.empty());
  CHECK(rows.packet == "Packet 6");
  REQUIRE(rows.verdicts.size() == 1);
  CHECK(rows.verdicts[0].label == "Retransmission");
  CHECK(rows.verdicts[0].evidence.find("first sent in frame 5, 401 ms ago") != std::string::npos);
  CHECK(std::find(rows.measured.begin(), rows.measured.end(),
                  std::pair<std::string, std::string>("Data, each way", "3.0 kB / 0 B")) !=
        rows.measured.end());
}

TEST_CASE("packet_rows_of_a_capture_hold_all_and_of_a_filter_what_passes") {
  Opened opened(two_connections());
  opened.session.selected = 2;
  const CaptureView early = opened.at(opened.capture.trace.begin());
  const PacketRows all = filtered_packet_rows(early, 4, 7);
  CHECK(all.count == 9);  // also what comes after the playhead
  CHECK(all.selected == 1);
  CHECK_FALSE(all.tail);
  opened.playhead.live = true;
  CHECK(filtered_packet_rows(opened.at_end(), 0, 0).tail);
  opened.playhead.live = false;
  REQUIRE(all.rows.size() == 3);
  CHECK(all.rows[1].number == 6);
  CHECK(all.rows[1].note == "Retransmission");
  CHECK(all.rows[1].source == client);
  opened.findings.frames =
      FilteredFrames("tcp.flags.syn == 1", *filter::Filter::compile("tcp.flags.syn == 1"));
  opened.capture.ask(opened.findings.frames);
  const PacketRows some = filtered_packet_rows(early, 0, 9);
  REQUIRE(some.rows.size() == 3);
  CHECK(some.count == 3);
  CHECK(some.rows[2].number == 8);
}

TEST_CASE("focus_ladder_shows_its_connection_whole_wherever_the_playhead_is") {
  Opened opened(two_connections());
  opened.session.focus = 0;
  opened.session.selected = 6;
  opened.look();
  const Time sixth = opened.capture.trace.frame(5).sent;
  const LadderRows rows = focus_ladder_rows(opened.at(sixth), 0, 10 * second);
  REQUIRE(rows.arrows.size() == 7);
  CHECK(rows.arrows[0].strong == "SYN");
  CHECK(rows.arrows[5].word == "resent");
  CHECK(rows.arrows[5].dashed);
  CHECK(rows.arrows[5].selected);
  CHECK_FALSE(rows.arrows[4].selected);
  CHECK(rows.now == rows.arrows[5].path.front().y);
  CHECK(rows.length > rows.now);
  REQUIRE(rows.timers.size() == 1);
  CHECK(rows.timers[0].text == "timer: 401 ms");
  CHECK(rows.left.name == "10.0.0.1");
  CHECK(rows.left.spans.back().state == "ESTABLISHED");
  // Only what is asked for is built.
  const LadderRows part = focus_ladder_rows(opened.at(sixth), rows.now, rows.now);
  REQUIRE(part.arrows.size() == 1);
  CHECK(part.arrows[0].frame == 6);
  CHECK(focus_ladder_rows(opened.at(sixth), 0, -1).arrows.empty());
}

TEST_CASE("focus_ladder_folds_a_burst_and_opens_it") {
  CaptureBuilder capture;
  for (std::uint32_t i = 0; i < 300; ++i) capture.up(ack, 1 + i * 10, 1, 10);
  capture.trace.add(End{});
  Opened opened(std::move(capture));
  const LadderRows rows = focus_ladder_rows(opened.at_end(), 0, second);
  REQUIRE(rows.bands.size() == 1);
  CHECK(rows.bands[0].text == "299 segments in 298 ms");
  CHECK(rows.arrows.size() == 1);
  CHECK_FALSE(rows.folds);
  opened.session.open_folds.insert(rows.bands[0].fold);
  opened.look();
  const LadderRows open = focus_ladder_rows(opened.at_end(), 0, 10 * second);
  CHECK(open.folds);
  CHECK(open.bands.size() + open.arrows.size() > 10);
}

TEST_CASE("states_and_flags_follow_the_playhead_of_a_capture") {
  Opened opened(two_connections());
  opened.session.focus = 0;
  opened.look();
  const DiagramRows first = diagram_rows(opened.at(opened.capture.trace.frame(0).sent));
  REQUIRE(first.tags.size() == 1);
  CHECK(first.tags[0].state == tcp::State::syn_sent);
  const CaptureView third = opened.at(opened.capture.trace.frame(2).sent);
  CHECK(diagram_rows(third).tags.size() == 2);
  CHECK(flag_rows(third).title == "Flags in packet 3");
  const TransportRows bar = focus_transport_rows(third);
  CHECK(bar.now > 0);
  CHECK(bar.length > bar.now);
  CHECK(std::count_if(bar.marks.begin(), bar.marks.end(),
                      [](const auto& mark) { return mark.hue == Hue::rst; }) == 1);
}

TEST_CASE("capture_bar_says_how_far_it_is_read_and_what_the_filter_leaves") {
  CaptureBuilder capture = two_connections();
  Opened opened(std::move(capture));
  CHECK_FALSE(capture_bar_rows(opened.at_end(), "x.pcap", {500, 1000}).reading);
  CHECK(capture_bar_rows(opened.at_end(), "x.pcap", {}).facts == "9 packets, 408 ms");
  CaptureBuilder growing;
  growing.up(syn, 0);
  Opened half(std::move(growing));
  const CaptureBarRows rows = capture_bar_rows(half.at_end(), "x.pcap", {640'000, 1'000'000});
  CHECK(rows.reading);
  CHECK(rows.share == Approx(0.64));
  CHECK(rows.progress == "64 % of 1.0 MB");
  CHECK(capture_bar_rows(half.at_end(), "-", {640'000, {}}).progress == "640 kB read");
  opened.findings.frames = FilteredFrames("tcp", *filter::Filter::compile("tcp"));
  CHECK(capture_bar_rows(opened.at_end(), "", {}).filtered == "filtering: 0 %");
}

TEST_CASE("numbers_are_written_for_people") {
  CHECK(thousands(7) == "7");
  CHECK(thousands(999) == "999");
  CHECK(thousands(1000) == "1 000");
  CHECK(thousands(5'000'000) == "5 000 000");
  CHECK(byte_text(999) == "999 B");
  CHECK(byte_text(1000) == "1.0 kB");
  CHECK(byte_text(18'400'000) == "18 MB");
  CHECK(byte_text(999'600) == "1.0 MB");
}
