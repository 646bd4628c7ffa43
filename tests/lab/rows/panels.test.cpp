// The smaller panels at one moment of the same run: wire, diagram, kernel, flags, packets, header,
// transport.

#include "tests/lab/run_builder.hpp"

#include "lab/rows/diagram.hpp"
#include "lab/rows/flags.hpp"
#include "lab/rows/header.hpp"
#include "lab/rows/kernel.hpp"
#include "lab/rows/packets.hpp"
#include "lab/rows/topology.hpp"
#include "lab/rows/transport.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;

TEST_CASE("topology_moves_the_capsule_and_stops_it_in_the_hand") {
  Looker looker(last_ack());
  const TopologyRows moving = topology_rows(looker.at_ms(1065));
  CHECK(moving.caption == "20 ms each way");
  CHECK(moving.medium == "Cable");
  CHECK(moving.left.endpoint == client);
  CHECK(moving.left.state == "ESTABLISHED");
  CHECK(moving.right.state == "SYN-RECEIVED");
  const auto& capsule = moving.capsules.back();
  CHECK(capsule.label == "PSH ACK  18 B");
  CHECK(capsule.position == Approx(0.25));
  CHECK(capsule.status == TopologyRows::Status::travelling);
  const TopologyRows held = topology_rows(looker.at_ms(1082));
  CHECK(held.capsules.back().status == TopologyRows::Status::held);
  CHECK(held.capsules.back().above == "held 12 ms");
  CHECK(held.capsules.back().position == Approx(0.5));
  CHECK(held.ghosted);  // nobody runs: the hand cannot act
  CHECK(held.actions.empty());
}

TEST_CASE("topology_names_no_port_before_it_is_used") {
  Looker looker(last_ack());
  const TopologyRows rows = topology_rows(looker.at_ms(-1.45));
  CHECK(rows.left.endpoint == "10.0.0.1");
  CHECK(rows.left.state.empty());
}

TEST_CASE("topology_shows_the_X_of_a_lost_frame_for_a_moment") {
  Looker looker(last_ack());
  CHECK(topology_rows(looker.at_ms(1051)).capsules.back().status == TopologyRows::Status::lost);
  CHECK(topology_rows(looker.at_ms(1051)).capsules.back().above == "dropped by you");
  CHECK(topology_rows(looker.at_ms(1000)).capsules.size() == 2);
  for (const auto& capsule : topology_rows(looker.at_ms(1111)).capsules) CHECK(capsule.frame != 1);
}

TEST_CASE("topology_gives_the_held_frame_into_the_hand_on_your_turn") {
  RunBuilder run("lost-syn");
  const auto frame = run.up(0, tcp::syn, 0);
  run.kernel(0.1, "client", "SYN-SENT", "sent", frame,
             {{"TIMER", "retransmit"}, {"TIMER_NS", "1000000000"}, {"RTO_NS", "1000000000"}});
  run.fate(10, frame, "held");
  run.ask(10.1, "drop-it", "turn", frame);
  Looker looker(std::move(run));
  looker.producer = true;
  looker.playhead.live = true;
  const TopologyRows rows = topology_rows(looker.at_ms(250.1));
  REQUIRE(rows.in_hand == frame);
  REQUIRE(rows.actions.size() == 5);
  CHECK(rows.actions[0].primary);
  CHECK(rows.actions[1].key == "X");
  CHECK(std::get<RemoteLine>(rows.actions[1].request).line == "drop 1");
  CHECK(rows.deadline.value() == Approx(0.75));
  CHECK(rows.deadline_text == "The kernel of client resends in 0.75 s");
  CHECK_FALSE(rows.ghosted);
}

TEST_CASE("transport_counts_from_the_first_frame_and_not_before_it") {
  RunBuilder run("quiet");
  run.up(15, tcp::syn, 0);
  run.up(60, tcp::syn, 0);
  Looker looker(std::move(run));
  const TransportRows rows = transport_rows(looker.at_ms(60));
  REQUIRE_FALSE(rows.ticks.empty());
  CHECK(rows.ticks.front().text == "0 s");
}

TEST_CASE("diagram_lights_the_last_transition_of_each_end") {
  Looker looker(last_ack());
  const DiagramRows rows = diagram_rows(looker.at_ms(1045));
  REQUIRE(rows.tags.size() == 2);
  CHECK(rows.tags[0].name == "client");
  CHECK(rows.tags[0].state == tcp::State::established);
  REQUIRE(rows.lit.size() == 2);
  CHECK(rows.lit[0].label == "SYN,ACK in, ACK out");
  CHECK(rows.lit[0].from == tcp::State::syn_sent);
  CHECK(rows.lit[1].label == "SYN in, SYN,ACK out");
  CHECK(rows.lit[1].age > rows.lit[0].age);
  CHECK_FALSE(rows.lit[0].flash);
  CHECK(rows.edges.size() >= 20);
  for (std::size_t i = 0; i < rows.edges.size(); ++i) {
    for (std::size_t k = i + 1; k < rows.edges.size(); ++k) {
      CHECK_FALSE(
          (rows.edges[i].from == rows.edges[k].from && rows.edges[i].to == rows.edges[k].to));
    }
  }
}

TEST_CASE("diagram_flashes_on_a_reset") {
  RunBuilder run("nobody-listening");
  run.call(-0.5, "client", "connect", 2, "", server);
  const auto syn = run.up(0, tcp::syn, 0);
  run.fate(20, syn, "delivered", "wire");
  const auto rst = run.down(20.1, tcp::rst | tcp::ack, 0, 1);
  run.fate(40.1, rst, "delivered", "wire");
  Looker looker(std::move(run));
  const DiagramRows rows = diagram_rows(looker.at_ms(41));
  REQUIRE(!rows.lit.empty());
  CHECK(rows.lit[0].to == tcp::State::closed);
  CHECK(rows.lit[0].flash);
}

TEST_CASE("kernel_rows_compare_what_both_can_know") {
  Looker looker(last_ack());
  const KernelRows rows = kernel_rows(looker.at_ms(1045));
  REQUIRE(rows.rows.size() == 3);
  CHECK(rows.rows[0].name == "client state");
  CHECK(rows.rows[0].kernel == "ESTAB");
  CHECK(rows.rows[0].inferred == "ESTAB");
  CHECK(rows.rows[1].name == "client rto, retrans");
  CHECK(rows.rows[1].kernel == "240 ms, 1");
  CHECK(rows.rows[1].inferred.empty());
  CHECK(rows.rows[1].agreement == Agreement::unknown);
  CHECK(rows.rows[2].kernel == "SYN-RECV");
  CHECK(rows.rows[2].inferred == "SYN-RECV");
}

TEST_CASE("kernel_row_names_a_difference") {
  RunBuilder run = last_ack();
  run.kernel(1200, "client", "CLOSE-WAIT");
  Looker looker(std::move(run));
  const KernelRows rows = kernel_rows(looker.at_ms(1200));
  CHECK(rows.rows[0].agreement == Agreement::differs);
  CHECK_FALSE(rows.rows[0].explanation.empty());
}

TEST_CASE("flags_light_up_for_the_selected_packet") {
  Looker looker(last_ack());
  const FlagRows rows = flag_rows(looker.at_ms(1111));
  CHECK(rows.title == "Flags in packet 5");
  std::string lit;
  for (const auto& light : rows.lights) lit += light.lit ? light.name + " " : "";
  CHECK(lit == "ACK PSH ");
  looker.session.selected = 1;
  CHECK(flag_rows(looker.at_ms(1111)).title == "Flags in packet 1");
  looker.session.selected = 5;  // not sent yet: the last one is explained
  CHECK(flag_rows(looker.at_ms(1045)).title == "Flags in packet 4");
}

TEST_CASE("packets_are_listed_up_to_the_playhead") {
  Looker looker(last_ack());
  const PacketRows all = packet_rows(looker.at_ms(1075), 0, 100);
  REQUIRE(all.count == 5);
  REQUIRE(all.rows.size() == 5);
  CHECK(all.rows[0].note == "dropped");
  CHECK(all.rows[1].note == "resent");
  CHECK(all.rows[1].time == "1.000");
  CHECK(all.rows[2].flags == "SYN ACK");
  CHECK_FALSE(all.rows[2].rightward);
  CHECK(all.rows[2].acknowledgment == "1");
  CHECK(all.rows[0].acknowledgment.empty());
  CHECK(all.rows[4].note == "held");
  CHECK(all.rows[4].length == "18");
  CHECK(all.rows[4].selected);
  const PacketRows some = packet_rows(looker.at_ms(1030), 1, 3);
  CHECK(some.count == 3);
  REQUIRE(some.rows.size() == 2);
  CHECK(some.rows[0].number == 2);
}

TEST_CASE("header_is_laid_out_by_bit") {
  Looker looker(last_ack());
  const HeaderRows rows = header_rows(looker.at_ms(1111));
  CHECK(rows.title == "TCP header of packet 5");
  CHECK(rows.caption == "20 bytes, then 18 bytes of data");
  CHECK(rows.tabs == std::vector<std::string>{"Ethernet", "IPv4", "TCP", "Payload"});
  REQUIRE(rows.lines.size() == 5);
  REQUIRE(rows.lines[0].cells.size() == 2);
  CHECK(rows.lines[0].cells[0].value == "43210");
  CHECK(rows.lines[0].cells[0].hue == Hue::client);
  CHECK(rows.lines[0].cells[1].hue == Hue::server);
  CHECK(rows.lines[0].hex == "a8 ca 1f 90");
  CHECK(rows.lines[1].cells[0].value == "1");
  CHECK(rows.lines[3].cells.back().value == "502 × 128 = 64256");
  int bits = 0, lit = 0;
  for (const auto& cell : rows.lines[3].cells) {
    CHECK(cell.first_bit == bits);
    bits += cell.bits;
    lit += cell.lit ? 1 : 0;
  }
  CHECK(bits == 32);
  CHECK(lit == 2);
}

TEST_CASE("header_tabs_show_the_other_layers") {
  Looker looker(last_ack());
  looker.preferences.layer = Layer::ethernet;
  CHECK(header_rows(looker.at_ms(1111)).lines.size() == 4);
  looker.preferences.layer = Layer::network;
  CHECK(header_rows(looker.at_ms(1111)).lines.size() == 5);
  looker.preferences.layer = Layer::payload;
  const HeaderRows payload = header_rows(looker.at_ms(1111));
  CHECK(payload.lines.size() == 5);
  CHECK(payload.lines[0].cells[0].value == "x");
  CHECK_FALSE(header_rows(looker.at_ms(1000)).empty.empty());
  CHECK_FALSE(header_rows(looker.at_ms(-1)).empty.empty());
}

TEST_CASE("transport_marks_what_was_sent") {
  Looker looker(last_ack());
  const TransportRows rows = transport_rows(looker.at_ms(1065));
  CHECK(rows.time == "1.065 s");
  CHECK(rows.marks.size() == 5);
  CHECK(rows.length == looker.scene_time.teaching().length());
  REQUIRE(rows.ticks.size() >= 2);
  CHECK(rows.ticks[0].text == "0 s");
  CHECK(transport_rows(looker.at_ms(5)).marks.size() == 1);
  CHECK_FALSE(rows.can_go_live);
}
