#include "tests/capture/tcp/ends.hpp"

using namespace wirelab::tcp;
using namespace wirelab::tcp::ends;

TEST_CASE("unknown_sends_SYN_shows_SYN_SENT_from_CLOSED") {
  const Step step = sent({}, our_syn());
  moved(step, State::syn_sent);
  CHECK(step.changes[0].from == State::closed);
  CHECK(*step.reason == Reason::active_open);
}

TEST_CASE("unknown_receives_SYN_shows_nothing") { stayed({}, received({}, peer_syn())); }

TEST_CASE("unknown_sends_SYN_ACK_shows_SYN_RECEIVED_from_LISTEN") {
  const Step step = sent(received({}, peer_syn()).endpoint, our_syn_ack());
  moved(step, State::syn_received);
  CHECK(step.changes[0].from == State::listen);
  moved(received(step.endpoint, peer_ack()), State::established);
}

TEST_CASE("unknown_with_traffic_both_ways_is_ESTABLISHED") {
  const Endpoint heard = stayed({}, received({}, segment(ack | psh, 700, 300, 10)));
  const Step step = sent(heard, segment(ack, 300, 710));
  moved(step, State::established);
  CHECK(*step.reason == Reason::seen_midstream);
  const Endpoint spoken = stayed({}, sent({}, segment(ack, 300, 710)));
  moved(received(spoken, segment(ack, 710, 300)), State::established);
}

TEST_CASE("unknown_with_traffic_one_way_stays_unknown") {
  const Endpoint heard = stayed({}, received({}, segment(ack | psh, 700, 300, 10)));
  stayed(heard, received(heard, segment(ack | psh, 710, 300, 10)));
}

TEST_CASE("unknown_with_FIN_shows_its_state") {
  moved(sent({}, segment(fin | ack, 300, 700)), State::fin_wait_1);
  const Endpoint closing_peer =
      moved(received({}, segment(fin | ack, 700, 300)), State::close_wait);
  moved(sent(closing_peer, segment(fin | ack, 300, 701)), State::last_ack);
}

TEST_CASE("unknown_with_RST_is_CLOSED") {
  moved(sent({}, segment(rst, 300)), State::closed);
  moved(received({}, segment(rst, 300)), State::closed);
}

TEST_CASE("syn_sent_sends_SYN_again_stays") { stayed(syn_sent(), sent(syn_sent(), our_syn())); }

TEST_CASE("syn_sent_receives_SYN_ACK_of_another_SYN_stays") {
  stayed(syn_sent(), received(syn_sent(), segment(syn | ack, irs, iss)));
  stayed(syn_sent(), received(syn_sent(), segment(syn | ack, irs, iss + 2)));
}

TEST_CASE("syn_sent_answers_old_SYN_ACK_by_RST_stays") {
  stayed(syn_sent(), sent(syn_sent(), segment(rst, iss + 77)));
  // A RST that answers an unacceptable ACK never carries SND.NXT; one that does is its own.
  moved(sent(syn_sent(), segment(rst, iss + 1)), State::closed);
}

TEST_CASE("syn_sent_receives_ACK_without_SYN_stays") {
  stayed(syn_sent(), received(syn_sent(), segment(ack, irs, iss + 1)));
}

TEST_CASE("syn_sent_sends_data_proves_the_SYN_ACK_that_is_missing") {
  const Step step = sent(syn_sent(), segment(ack | psh, iss + 1, irs + 1, 5));
  moved(step, State::established);
  CHECK(*step.reason == Reason::syn_ack_received);
}

TEST_CASE("syn_received_receives_SYN_again_stays") {
  stayed(syn_received(), received(syn_received(), peer_syn()));
}

TEST_CASE("syn_received_receives_ACK_of_other_numbers_stays") {
  stayed(syn_received(), received(syn_received(), segment(ack, irs + 1, iss)));
  stayed(syn_received(), received(syn_received(), segment(ack, irs + 1, iss + 2)));
}

TEST_CASE("syn_received_receives_data_is_ESTABLISHED") {
  // The last ACK of the handshake was lost; the ACK field of the data does its work.
  moved(received(syn_received(), segment(ack | psh, irs + 1, iss + 1, 18)), State::established);
}

TEST_CASE("syn_received_receives_FIN_passes_ESTABLISHED") {
  const Step step = received(syn_received(), peer_fin());
  moved(step, State::close_wait);
  REQUIRE(step.change_count == 2);
  CHECK(step.changes[0].to == State::established);
  CHECK(step.changes[1].from == State::established);
  CHECK(*step.reason == Reason::fin_received);
}

TEST_CASE("syn_received_answers_wrong_ACK_by_RST_stays") {
  stayed(syn_received(), sent(syn_received(), segment(rst, iss + 99)));
  moved(sent(syn_received(), segment(rst, iss + 1)), State::closed);
}

TEST_CASE("syn_received_after_TCP_Fast_Open_sends_data_stays") {
  Endpoint server = stayed({}, received({}, segment(syn, irs, 0, 10)));
  server.overheard = true;
  server = moved(sent(server, segment(syn | ack, iss, irs + 11)), State::syn_received);
  server = stayed(server, sent(server, segment(ack | psh, iss + 1, irs + 11, 100)));
  // Its SYN-ACK once more begins nothing.
  server = stayed(server, sent(server, segment(syn | ack, iss, irs + 11)));
  moved(received(server, segment(ack, irs + 11, iss + 101)), State::established);
}

TEST_CASE("syn_sent_receives_SYN_FIN_and_acknowledges_the_FIN_is_CLOSE_WAIT") {
  const Endpoint opening =
      moved(received(syn_sent(), segment(syn | fin, irs)), State::syn_received);
  const Step step = sent(opening, segment(syn | ack, iss, irs + 2));
  const Endpoint waiting = moved(step, State::close_wait);
  CHECK(*step.reason == Reason::fin_received);
  moved(sent(waiting, segment(fin | ack, iss + 1, irs + 2)), State::last_ack);
}

TEST_CASE("syn_sent_receives_SYN_FIN_and_refuses_the_FIN_opens") {
  const Endpoint opening =
      moved(received(syn_sent(), segment(syn | fin, irs, 0, 3)), State::syn_received);
  const Endpoint refused = stayed(opening, sent(opening, our_syn_ack()));
  const Endpoint open =
      moved(received(refused, segment(ack, irs + 4, iss + 1)), State::established);
  moved(sent(open, segment(fin | ack, iss + 1, irs + 4)), State::fin_wait_1);
}

TEST_CASE("syn_received_of_an_overheard_connection_repeats_its_SYN_is_SYN_SENT") {
  Endpoint opening = syn_sent();
  opening.overheard = true;
  opening = moved(received(opening, peer_syn()), State::syn_received);
  // The peer's SYN was lost on its way, or dropped: no SYN-ACK answers it.
  opening = moved(sent(opening, our_syn()), State::syn_sent);
  moved(received(opening, peer_syn_ack()), State::established);
}

TEST_CASE("closed_end_of_an_overheard_connection_that_comes_again_begins_with_fresh_numbers") {
  // The same numbers as before, as in a recording of two sections: nothing old may be counted.
  Endpoint server = stayed({}, received({}, peer_syn()));
  server.overheard = true;
  server = moved(sent(server, our_syn_ack()), State::syn_received);
  server = stayed(server, sent(server, segment(ack, iss + 1, irs + 1)));
  server = moved(received(server, segment(ack | psh, irs + 1, iss + 1, 100)), State::established);
  server = stayed(server, sent(server, segment(ack, iss + 1, irs + 101)));
  server = moved(received(server, segment(rst, irs + 101)), State::closed);
  server =
      moved(sent(stayed(server, received(server, peer_syn())), our_syn_ack()), State::syn_received);
  server = moved(received(server, peer_ack()), State::established);
  moved(received(server, peer_fin()), State::close_wait);
}

TEST_CASE("both_open_at_once") {
  // Linux: SYN SYN, SYN-ACK SYN-ACK, ACK ACK. The SYN-ACK's ACK establishes.
  const Endpoint here = syn_received_actively();
  moved(received(here, peer_syn_ack()), State::established);
  // RFC figure 7 answers with a plain ACK.
  moved(received(here, peer_ack()), State::established);
}

TEST_CASE("listen_receives_anything_but_SYN_stays") {
  for (const int flags : {int{ack}, syn | ack, int{rst}, syn | rst, syn | fin, fin | ack, 0})
    stayed(listening(), received(listening(), segment(static_cast<unsigned>(flags), irs, iss)));
  stayed(listening(), sent(listening(), segment(rst, 9)));
}

TEST_CASE("closed_receives_SYN_stays") {
  stayed(closed(), received(closed(), peer_syn()));
  stayed(closed(), sent(closed(), segment(rst | ack, 0, irs + 1)));
}

TEST_CASE("closed_with_listener_receives_SYN_opens_again") {
  const Endpoint over = moved(received(established(), segment(rst, irs + 1)), State::closed);
  CHECK(over.listener);
  const Step step = received(over, peer_syn());
  moved(step, State::syn_received);
  REQUIRE(step.change_count == 2);
  CHECK(step.changes[0].to == State::listen);
  CHECK(step.changes[1].from == State::listen);
  // Its SYN-ACK has a new number; the peer knows of nothing.
  const Endpoint again =
      stayed(step.endpoint, sent(step.endpoint, segment(syn | ack, 90000, irs + 1)));
  moved(received(again, segment(rst, irs + 1)), State::listen);
}

TEST_CASE("numbers_wrap_around_in_the_handshake") {
  const std::uint32_t last = 0xffffffffu;
  const Endpoint opener = moved(sent(closed(), segment(syn, last)), State::syn_sent);
  const Endpoint open = moved(received(opener, segment(syn | ack, last, 0)), State::established);
  const Endpoint spoken = stayed(open, sent(open, segment(ack | psh, 0, 0, 10)));
  const Endpoint finished = moved(sent(spoken, segment(fin | ack, 10, 0)), State::fin_wait_1);
  stayed(finished, received(finished, segment(ack, 0, 10)));
  moved(received(finished, segment(ack, 0, 11)), State::fin_wait_2);
}
