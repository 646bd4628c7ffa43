// Runs of the testbed: what arrives, and when, is told by fates.

#include "tests/capture/trace/run.hpp"

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::fin;
using tcp::rst;
using tcp::syn;

TEST_CASE("run_listener_is_LISTEN_until_the_SYN_arrives") {
  Run run;
  run.listen();
  const FrameRow opening = run.up(syn, 0);
  CHECK(opening.receiver_state == tcp::State::listen);
  CHECK(run.states() == "SYN-SENT LISTEN");
  run.deliver(opening);
  CHECK(run.states() == "SYN-SENT SYN-RECEIVED");
  CHECK(run.trace.frame(0).receiver_state == tcp::State::syn_received);
  CHECK(run.trace.frame(0).sender_state == tcp::State::syn_sent);
  REQUIRE(run.trace.connection_count() == 1);
  CHECK(run.trace.connection(0).side(Side::opener).host == "client");
  CHECK(run.trace.connection(0).side(Side::acceptor).host == "server");
}

TEST_CASE("run_dropped_frame_never_arrives") {
  Run run;
  run.listen();
  const FrameRow lost = run.up(syn, 0);
  run.fate(lost.number, "dropped");
  CHECK(run.states() == "SYN-SENT LISTEN");
  const FrameRow again = run.up(syn, 0);
  CHECK(again.resends == lost.number);
  run.deliver(again);
  CHECK(run.states() == "SYN-SENT SYN-RECEIVED");
  REQUIRE(run.trace.fates(0).size() == 1);
  CHECK(run.trace.fates(0)[0].kind == FateKind::dropped);
  CHECK(run.trace.fates(0)[0].by == "hand");
}

TEST_CASE("run_corrupted_frame_is_not_seen_by_TCP") {
  Run run;
  run.listen();
  const FrameRow broken = run.up(syn, 0);
  run.fate(broken.number, "corrupted");
  run.deliver(broken);
  CHECK(run.states() == "SYN-SENT LISTEN");
  CHECK(run.trace.settled_at(0, run.now));
}

TEST_CASE("run_corrupted_copy_leaves_the_other_whole") {
  Run run;
  run.listen();
  const FrameRow both = run.up(syn, 0);
  run.fate(both.number, "duplicated");
  run.fate(both.number, "corrupted", "", 2);
  run.fate(both.number, "delivered", "", 2);
  CHECK(run.states() == "SYN-SENT LISTEN");
  run.fate(both.number, "delivered", "", 1);
  CHECK(run.states() == "SYN-SENT SYN-RECEIVED");
}

TEST_CASE("run_lost_last_ack_is_made_good_by_data") {
  Run run;
  run.listen();
  run.up_whole(syn, 0);
  run.down_whole(syn | ack, 0, 1);
  const FrameRow lost = run.up(ack, 1, 1);
  run.fate(lost.number, "dropped");
  CHECK(run.states() == "ESTABLISHED SYN-RECEIVED");
  run.up_whole(ack | tcp::psh, 1, 1, 18);
  CHECK(run.states() == "ESTABLISHED ESTABLISHED");
}

TEST_CASE("run_old_syn_frightens_the_server_for_a_moment") {
  Run run;
  run.listen();
  const FrameRow opening = run.up(syn, 0);
  run.fate(opening.number, "duplicated");
  run.deliver(opening);
  run.down_whole(syn | ack, 0, 1);
  run.up_whole(ack, 1, 1);
  CHECK(run.states() == "ESTABLISHED ESTABLISHED");
  run.up_whole(rst | ack, 1, 1);
  CHECK(run.states() == "CLOSED CLOSED");

  run.fate(opening.number, "delivered", "", 2);
  CHECK(run.states() == "CLOSED SYN-RECEIVED");
  const FrameRow answer = run.frame(server, client, Capture::segment(syn | ack, 900000, 1001));
  CHECK(answer.stream == 0);
  run.deliver(answer);
  CHECK(run.states() == "CLOSED SYN-RECEIVED");
  const FrameRow reset = run.up(rst, 1);
  run.deliver(reset);
  CHECK(run.states() == "CLOSED LISTEN");

  const auto server_side = run.trace.transitions(0, Side::acceptor);
  CHECK(server_side.back().reason == tcp::Reason::reset_to_listen);
  CHECK(server_side.back().frame == reset.number);
  // What the first delivery did to the server stays what it was.
  CHECK(run.trace.frame(0).receiver_state == tcp::State::syn_received);
  CHECK(run.trace.connection_count() == 1);
}

TEST_CASE("run_both_open_at_once") {
  Run run;
  const FrameRow one = run.up(syn, 0);
  const FrameRow two = run.down(syn, 0);
  CHECK(two.stream == 0);
  CHECK(run.states() == "SYN-SENT SYN-SENT");
  run.deliver(one);
  run.deliver(two);
  CHECK(run.states() == "SYN-RECEIVED SYN-RECEIVED");
  run.up_whole(syn | ack, 0, 1);
  run.down_whole(syn | ack, 0, 1);
  CHECK(run.states() == "ESTABLISHED ESTABLISHED");
}

TEST_CASE("run_nobody_listens_is_refused") {
  Run run;
  run.up_whole(syn, 0);
  run.down_whole(rst | ack, static_cast<std::uint32_t>(-5000), 1);
  CHECK(run.states() == "CLOSED CLOSED");
  CHECK(run.trace.transitions(0, Side::opener).back().reason == tcp::Reason::refused);
}

TEST_CASE("run_held_frames_of_both_closes_cross") {
  Run run;
  run.handshake();
  const FrameRow one = run.up(fin | ack, 1, 1);
  const FrameRow two = run.down(fin | ack, 1, 1);
  CHECK(run.states() == "FIN-WAIT-1 FIN-WAIT-1");
  run.deliver(one);
  run.deliver(two);
  CHECK(run.states() == "CLOSING CLOSING");
  run.up_whole(ack, 2, 2);
  run.down_whole(ack, 2, 2);
  CHECK(run.states() == "TIME-WAIT TIME-WAIT");
}

TEST_CASE("run_steps_have_connections_of_their_own") {
  Run run;
  run.handshake();
  run.note(NoteKind::step, {{"LESSON", "handshake"}, {"STEP", "first"}, {"PHASE", "end"}});
  run.step("second");
  const FrameRow opening = run.up(syn, 0);
  CHECK(opening.stream == 1);
  CHECK(opening.scene == 1);
  CHECK(opening.analysis.empty());
  // The listener was of the scene before.
  run.deliver(opening);
  CHECK(run.states(1) == "SYN-SENT unknown");
  REQUIRE(run.trace.scenes().size() == 2);
  const Scene& first = run.trace.scenes()[0];
  CHECK(first.end);
  CHECK(first.first_frame == 0);
  CHECK(first.last_frame == 3);
  CHECK(first.hosts.size() == 2);
  CHECK(first.medium == "cable");
  CHECK(first.delay == 20 * ms);
  CHECK(run.trace.scenes()[1].step == "second");
  CHECK(run.trace.frame(0).scene == 0);
}

TEST_CASE("run_bench_before_its_step_belongs_to_the_step") {
  Trace trace;
  Note bench;
  bench.kind = NoteKind::wire;
  bench.set("ACTION", "bench").set("HOSTS", "a=10.0.0.1/24 r=10.0.0.9/24,10.0.1.9/24 b=fd00::1/64");
  trace.add(bench);
  Note step;
  step.kind = NoteKind::step;
  step.set("STEP", "x").set("PHASE", "begin");
  trace.add(step);
  REQUIRE(trace.scenes().size() == 1);
  const auto& hosts = trace.scenes()[0].hosts;
  REQUIRE(hosts.size() == 4);
  CHECK(hosts[1].name == "r");
  CHECK(hosts[2].name == "r");
  CHECK(hosts[2].address == "10.0.1.9");
  CHECK(hosts[3].address == "fd00::1");
}

TEST_CASE("run_bench_note_says_who_is_joined_to_what") {
  Trace trace;
  Note bench;
  bench.kind = NoteKind::wire;
  bench.set("ACTION", "bench").set("HOSTS", "a=10.0.0.1/24");
  bench.set("INTERFACES",
            "a.eth0=left,02:00:00:00:00:01,10.0.0.1/24,fd00::1/64 r.eth1=right, =left nonsense");
  bench.set("SEGMENTS", "left=switch,20000000,1500 right=cable,-5,x cut=");
  bench.set("ROUTERS", "r s");
  trace.add(bench);
  Note step;
  step.kind = NoteKind::step;
  step.set("STEP", "x").set("PHASE", "begin");
  trace.add(step);
  const Scene& scene = trace.scenes()[0];
  REQUIRE(scene.ports.size() == 2);
  CHECK(scene.ports[0].name == "a.eth0");
  CHECK(scene.ports[0].host == "a");
  CHECK(scene.ports[0].segment == "left");
  CHECK(scene.ports[0].mac == "02:00:00:00:00:01");
  CHECK(scene.ports[0].addresses == std::vector<std::string>{"10.0.0.1/24", "fd00::1/64"});
  CHECK(scene.ports[1].host == "r");
  CHECK(scene.ports[1].segment == "right");
  CHECK(scene.ports[1].mac.empty());
  REQUIRE(scene.segments.size() == 2);
  CHECK(scene.segments[0].kind == "switch");
  CHECK(scene.segments[0].delay == 20 * ms);
  CHECK(scene.segments[0].mtu == 1500);
  CHECK(scene.segments[1].name == "right");
  CHECK(scene.segments[1].delay == 0);
  CHECK(scene.segments[1].mtu == 0);
  CHECK(scene.routers == std::vector<std::string>{"r", "s"});
}

TEST_CASE("run_routed_frame_is_two_connections_and_no_retransmission") {
  Trace trace;
  trace.add(Section{"wirelab-testbed 0.1.0", "Linux"});
  trace.add(Interface{"client.eth0", "left", link_type_ethernet, 0});
  trace.add(Interface{"router.eth1", "right", link_type_ethernet, 0});
  const auto bytes = tcp_frame(client, server, Capture::segment(syn, 1000, 0));
  for (std::uint32_t i = 0; i < 2; ++i)
    trace.add(Frame{.time = i, .interface = i, .number = i + 1, .wire_length = 58, .bytes = bytes});
  CHECK(trace.connection_count() == 2);
  CHECK(trace.frame(1).analysis.empty());
}

TEST_CASE("run_frame_that_a_hub_gives_to_others_does_not_arrive") {
  Run run;
  run.trace.add(Interface{"printer.eth0", "cable", link_type_ethernet, 0});
  run.listen();
  const FrameRow opening = run.up(syn, 0);
  run.fate(opening.number, "delivered", "printer.eth0");
  CHECK(run.states() == "SYN-SENT LISTEN");
  run.fate(opening.number, "delivered", "server.eth0");
  CHECK(run.states() == "SYN-SENT SYN-RECEIVED");
}

TEST_CASE("run_listener_bound_elsewhere_is_not_behind_it") {
  Run run;
  run.listen("10.0.0.3:8080");
  CHECK(run.up(syn, 0).receiver_state == tcp::State::unknown);
}

TEST_CASE("run_connect_that_times_out_closes") {
  Run run;
  run.up(syn, 0);
  run.note(NoteKind::returned, {{"CALL_ID", "1"},
                                {"HOST", "client"},
                                {"CALL", "connect"},
                                {"ERRNO", "ETIMEDOUT"},
                                {"LOCAL", client},
                                {"REMOTE", server}});
  CHECK(run.trace.state_at(0, Side::opener, run.now) == tcp::State::closed);
  CHECK(run.trace.transitions(0, Side::opener).back().reason == tcp::Reason::retries_exhausted);
}

TEST_CASE("run_program_that_exits_closes_its_listener") {
  Run run;
  run.listen();
  run.up(syn, 0);
  run.note(NoteKind::program,
           {{"HOST", "server"}, {"PROGRAM", "server"}, {"EVENT", "exit"}, {"STATUS", "0"}});
  CHECK(run.states() == "SYN-SENT CLOSED");
}

TEST_CASE("run_orphan_in_FIN_WAIT_2_ends_by_the_setting") {
  Run run;
  run.note(NoteKind::step, {{"STEP", "forgotten"}, {"PHASE", "begin"}});
  run.note(NoteKind::wire, {{"ACTION", "bench"},
                            {"HOSTS", "client=10.0.0.1/24 server=10.0.0.2/24"},
                            {"SETTINGS", "net.ipv4.tcp_sack=1 net.ipv4.tcp_fin_timeout=3"}});
  run.handshake();
  run.note(NoteKind::call, {{"CALL_ID", "7"},
                            {"HOST", "client"},
                            {"CALL", "close"},
                            {"LOCAL", client},
                            {"REMOTE", server}});
  run.up_whole(fin | ack, 1, 1);
  run.down_whole(ack, 1, 2);
  CHECK(run.states() == "FIN-WAIT-2 CLOSE-WAIT");
  run.after(4 * second);
  run.note(NoteKind::counter, {});
  CHECK(run.states() == "CLOSED CLOSE-WAIT");
  CHECK(run.trace.transitions(0, Side::opener).back().reason == tcp::Reason::orphan_timeout);
}
