// What the kernel said stands beside what the frames imply, never inside.

#include "capture/trace/agreement.hpp"
#include "tests/capture/trace/run.hpp"

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::fin;
using tcp::syn;

TEST_CASE("kernel_reads_before_the_first_frame_are_kept_for_the_connection") {
  Run run;
  run.kernel("client", "SYN-SENT");
  run.kernel("client", "SYN-SENT");
  CHECK(run.trace.kernel(0, Side::opener).empty());
  run.up(syn, 0);
  run.kernel("server", "LISTEN");
  run.kernel("client", "gone");
  REQUIRE(run.trace.kernel(0, Side::opener).size() == 3);
  CHECK(run.trace.kernel(0, Side::opener)[2].state == tcp::State::closed);
  CHECK(run.trace.kernel(0, Side::acceptor).size() == 1);
  CHECK(run.trace.state_at(0, Side::opener, run.now) == tcp::State::syn_sent);
}

TEST_CASE("kernel_at_finds_the_last_read") {
  Run run;
  run.up(syn, 0);
  const Time before = run.now;
  run.kernel("client", "SYN-SENT");
  const Time first = run.now;
  run.kernel("client", "ESTABLISHED");
  CHECK(run.trace.kernel_at(0, Side::opener, before) == nullptr);
  CHECK(run.trace.kernel_at(0, Side::opener, first)->state == tcp::State::syn_sent);
  CHECK(run.trace.kernel_at(0, Side::opener, run.now)->state == tcp::State::established);
}

TEST_CASE("kernel_reads_of_a_scene_stay_in_it") {
  Run run;
  run.up(syn, 0);
  run.kernel("client", "SYN-SENT");
  run.step("second");
  run.kernel("client", "SYN-SENT");
  run.kernel("client", "SYN-SENT");
  run.up(syn, 0);
  CHECK(run.trace.kernel(0, Side::opener).size() == 1);
  CHECK(run.trace.kernel(1, Side::opener).size() == 2);
}

TEST_CASE("kernel_reads_of_listeners_stand_apart") {
  Run run;
  run.note(NoteKind::kernel, {{"HOST", "server"},
                              {"LOCAL", "0.0.0.0:8080"},
                              {"STATE", "LISTEN"},
                              {"RECEIVE_QUEUE", "1"},
                              {"SEND_QUEUE", "5"},
                              {"CWND", "99999999999999999999999"}});
  REQUIRE(run.trace.listeners().size() == 1);
  CHECK(run.trace.listeners()[0].receive_queue == 1);
  CHECK(run.trace.listeners()[0].send_queue == 5);
  CHECK(run.trace.listeners()[0].cwnd == -1);
}

TEST_CASE("agreement_of_a_handshake") {
  Run run;
  run.listen();
  const FrameRow opening = run.up(syn, 0);
  CHECK(run.agreement(Side::opener) == Agreement::unknown);
  run.kernel("client", "SYN-SENT");
  run.kernel("server", "LISTEN");
  CHECK(run.agreement(Side::opener) == Agreement::same);
  CHECK(run.agreement(Side::acceptor) == Agreement::same);
  run.deliver(opening);
  CHECK(run.agreement(Side::acceptor) == Agreement::unsettled);  // not read since
  run.kernel("server", "SYN-RECEIVED");
  CHECK(run.agreement(Side::acceptor) == Agreement::same);
}

TEST_CASE("agreement_differs_only_when_settled") {
  Run run;
  run.handshake();
  run.kernel("server", "CLOSE-WAIT");
  CHECK(run.agreement(Side::acceptor) == Agreement::differs);
  const FrameRow flying = run.up(ack | tcp::psh, 1, 1, 5);
  CHECK_FALSE(run.trace.settled_at(0, run.now));
  CHECK(run.agreement(Side::acceptor) == Agreement::unsettled);
  run.fate(flying.number, "held");
  CHECK_FALSE(run.trace.settled_at(0, run.now));
  run.deliver(flying);
  CHECK(run.trace.settled_at(0, run.now));
  CHECK(run.agreement(Side::acceptor) == Agreement::differs);
}

TEST_CASE("agreement_is_unsettled_while_a_call_changes_the_socket") {
  Run run;
  run.handshake();
  run.kernel("client", "FIN-WAIT-1");
  run.note(NoteKind::call, {{"CALL_ID", "5"},
                            {"HOST", "client"},
                            {"CALL", "close"},
                            {"LOCAL", client},
                            {"REMOTE", server}});
  CHECK(run.agreement(Side::opener) == Agreement::unsettled);
  run.note(NoteKind::returned, {{"CALL_ID", "5"}, {"HOST", "client"}, {"RESULT", "0"}});
  CHECK(run.agreement(Side::opener) == Agreement::differs);
  // A program that waits for data changes nothing.
  run.note(NoteKind::call, {{"CALL_ID", "6"},
                            {"HOST", "server"},
                            {"CALL", "recv"},
                            {"LOCAL", server},
                            {"REMOTE", client}});
  CHECK(run.agreement(Side::opener) == Agreement::differs);
}

TEST_CASE("agreement_takes_gone_for_CLOSED_and_listener_for_none") {
  Run run;
  run.handshake();
  run.up_whole(tcp::rst | ack, 1, 1);
  run.kernel("client", "gone");
  run.kernel("server", "LISTEN");
  CHECK(run.agreement(Side::opener) == Agreement::same);
  CHECK(run.agreement(Side::acceptor) == Agreement::same);
  run.kernel("client", "LISTEN");
  CHECK(run.agreement(Side::opener) == Agreement::differs);
}

TEST_CASE("agreement_with_a_state_it_cannot_read_is_unknown") {
  KernelRead read;
  read.state = tcp::State::unknown;
  CHECK(compare({tcp::State::established, 0, false, &read, true}) == Agreement::unknown);
  read.state = tcp::State::established;
  CHECK(compare({tcp::State::unknown, 0, false, &read, true}) == Agreement::unknown);
}

TEST_CASE("calls_asks_and_results_are_kept_as_they_came") {
  Run run;
  run.note(NoteKind::call, {{"CALL_ID", "1"},
                            {"HOST", "client"},
                            {"PROGRAM", "client"},
                            {"CALL", "connect"},
                            {"ARGUMENTS", "3, 10.0.0.2:8080"},
                            {"REMOTE", server}});
  REQUIRE(run.trace.calls().size() == 1);
  CHECK_FALSE(run.trace.calls()[0].end);
  run.note(NoteKind::returned,
           {{"CALL_ID", "1"}, {"RESULT", "-1"}, {"ERRNO", "ECONNREFUSED"}, {"LOCAL", client}});
  REQUIRE(run.trace.calls().size() == 1);
  CHECK(run.trace.calls()[0].error == "ECONNREFUSED");
  CHECK(run.trace.calls()[0].local == client);
  CHECK(run.trace.calls()[0].end == run.now);

  run.note(NoteKind::ask, {{"ASK", "three-messages"}, {"WAIT", "answer"}});
  run.note(NoteKind::ask, {{"ASK", "hand"}, {"WAIT", "turn"}, {"FRAME", "12"}});
  REQUIRE(run.trace.asks().size() == 2);
  CHECK(run.trace.asks()[1].turn);
  CHECK(run.trace.asks()[1].frame == 12);

  run.note(NoteKind::result, {{"ASK", "three-messages"}, {"ANSWER", "b"}});
  run.note(NoteKind::result,
           {{"CHECK", "one-isn"}, {"PASSED", "no"}, {"EXPECTED", "1"}, {"ACTUAL", "2"}});
  run.note(NoteKind::result, {{"FACT", "server_state"}, {"VALUE", "ESTABLISHED"}});
  REQUIRE(run.trace.results().size() == 3);
  CHECK(run.trace.results()[0].kind == ResultEvent::Kind::answer);
  CHECK_FALSE(run.trace.results()[1].passed);
  CHECK(run.trace.results()[2].value == "ESTABLISHED");
}

TEST_CASE("fates_read_their_words") {
  for (int i = 0; i < 8; ++i)
    CHECK(fate_kind(to_word(static_cast<FateKind>(i))) == static_cast<FateKind>(i));
  CHECK(to_word(FateKind::too_big) == "too-big");
  CHECK_FALSE(fate_kind("lost"));
}

TEST_CASE("kernel_note_that_tells_only_what_is_new_keeps_the_rest") {
  Run run;
  const auto read = [&](std::vector<Note::Field> more) {
    std::vector<Note::Field> fields{{"HOST", "client"},
                                    {"LOCAL", client},
                                    {"REMOTE", server},
                                    {"STATE", "ESTABLISHED"},
                                    {"READ", "read"}};
    fields.insert(fields.end(), more.begin(), more.end());
    run.note(NoteKind::kernel, fields);
    return run.trace.kernel(0, Side::opener);
  };
  run.kernel("client", "SYN-SENT");
  run.up(syn, 0);
  (void)read({{"CWND", "10"}, {"RTO_NS", "204"}, {"LOST", "2"}, {"CONGESTION", "loss"}});
  const KernelRead told = read({{"RTO_NS", "408"}, {"LOST", "0"}, {"REST", "as before"}}).back();
  CHECK(told.cwnd == 10);
  CHECK(told.rto_ns == 408);
  CHECK(told.lost == 0);
  CHECK(told.congestion == "loss");
  CHECK(told.sacked == 0);
  CHECK(told.unacked == -1);
  const KernelRead whole = read({{"CWND", "9"}}).back();  // without REST absent means unknown
  CHECK(whole.rto_ns == -1);
  CHECK(whole.lost == 0);
  CHECK(whole.congestion.empty());
}

TEST_CASE("kernel_note_that_tells_only_what_is_new_is_about_its_own_socket") {
  Run run;
  const auto listener = [&](const char* port, std::vector<Note::Field> more) {
    std::vector<Note::Field> fields{
        {"HOST", "server"}, {"LOCAL", std::string("0.0.0.0:") + port}, {"STATE", "LISTEN"}};
    fields.insert(fields.end(), more.begin(), more.end());
    run.note(NoteKind::kernel, fields);
    return run.trace.listeners().back();
  };
  (void)listener("80", {{"RECEIVE_QUEUE", "1"}, {"SEND_QUEUE", "5"}});
  (void)listener("81", {{"RECEIVE_QUEUE", "3"}, {"SEND_QUEUE", "7"}});
  const KernelRead told = listener("80", {{"RECEIVE_QUEUE", "2"}, {"REST", "as before"}});
  CHECK(told.receive_queue == 2);
  CHECK(told.send_queue == 5);
  CHECK(listener("82", {{"REST", "as before"}}).send_queue == -1);
}
