// Frames that the hand has changed: the receiver's machine takes what arrived, not what was
// sent.

#include "capture/bytes/hexadecimal.hpp"
#include "capture/decode/checksum.hpp"
#include "tests/capture/trace/run.hpp"

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::fin;
using tcp::syn;

namespace {

using FrameBytes = std::vector<std::uint8_t>;

void write(FrameBytes& frame, std::size_t at, std::uint16_t value) {
  frame[at] = static_cast<std::uint8_t>(value >> 8);
  frame[at + 1] = static_cast<std::uint8_t>(value);
}

// Both checksums as they have to be.
FrameBytes mended(FrameBytes frame) {
  constexpr std::size_t ip_checksum = 24, tcp_checksum = 50;
  const auto layers = [&frame] {
    return decode::decode(link_type_ethernet, frame, static_cast<std::uint32_t>(frame.size()));
  };
  write(frame, ip_checksum, decode::check_ipv4(layers(), frame).right);
  write(frame, tcp_checksum, decode::check_transport(layers(), frame).right);
  return frame;
}

FrameBytes changed(const tcp::Segment& segment, const std::string& to = server) {
  return mended(tcp_frame(client, to, segment));
}

// A SYN of the client's that reaches the server as `bytes`.
std::string after_syn(const std::string& bytes, const std::string& interfaces = "") {
  Run run;
  run.note(NoteKind::step, {{"STEP", "changed"}, {"PHASE", "begin"}});
  run.note(NoteKind::wire, {{"ACTION", "bench"},
                            {"HOSTS", "client=10.0.0.1/24 server=10.0.0.2/24"},
                            {"INTERFACES", interfaces}});
  run.listen();
  const FrameRow opening = run.up(syn, 0);
  run.fate(opening.number, "corrupted");
  run.note(NoteKind::fate, {{"FRAME", std::to_string(opening.number)},
                            {"FATE", "delivered"},
                            {"TO", "server.eth0"},
                            {"BYTES", bytes}});
  return run.states();
}

}  // namespace

TEST_CASE("changed_SYN_opens_with_the_number_that_arrived") {
  Run run;
  run.listen();
  const FrameRow opening = run.up(syn, 0);
  run.fate(opening.number, "corrupted");
  run.note(NoteKind::fate, {{"FRAME", std::to_string(opening.number)},
                            {"FATE", "delivered"},
                            {"TO", "server.eth0"},
                            {"BYTES", to_hexadecimal(changed(Capture::segment(syn, 7000, 0)))}});
  CHECK(run.states() == "SYN-SENT SYN-RECEIVED");
  CHECK(run.trace.frame(0).receiver_state == tcp::State::syn_received);
  CHECK(run.trace.frame(0).segment.sequence == 1000);
  // It acknowledges what the client never sent.
  run.deliver(run.frame(server, client, Capture::segment(syn | ack, 5000, 7001)));
  CHECK(run.states() == "SYN-SENT SYN-RECEIVED");
}

TEST_CASE("changed_data_can_carry_a_FIN_that_nobody_sent") {
  Run run;
  run.handshake();
  const FrameRow data = run.up(ack, 1, 1, 5);
  run.note(NoteKind::fate,
           {{"FRAME", std::to_string(data.number)},
            {"FATE", "delivered"},
            {"TO", "server.eth0"},
            {"BYTES", to_hexadecimal(changed(Capture::segment(ack | fin, 1001, 5001, 5)))}});
  CHECK(run.states() == "ESTABLISHED CLOSE-WAIT");
}

TEST_CASE("changed_frame_is_lost_where_a_checksum_tells") {
  const FrameBytes whole = changed(Capture::segment(syn, 7000, 0));
  CHECK(after_syn(to_hexadecimal(whole)) == "SYN-SENT SYN-RECEIVED");
  for (const std::size_t at : {22U, 24U, 38U, 50U, 57U}) {
    CAPTURE(at);
    FrameBytes bent = whole;
    bent[at] ^= 1;
    CHECK(after_syn(to_hexadecimal(bent)) == "SYN-SENT LISTEN");
  }
}

TEST_CASE("changed_frame_for_somebody_else_does_not_arrive") {
  const tcp::Segment opening = Capture::segment(syn, 1000, 0);
  CHECK(after_syn(to_hexadecimal(changed(opening, "10.0.0.2:8081"))) == "SYN-SENT LISTEN");
  const std::string frame = to_hexadecimal(changed(opening));
  const std::string before = "client.eth0=cable,02:00:00:00:00:01,10.0.0.1/24 ";
  CHECK(after_syn(frame, before + "server.eth0=cable,02:00:00:00:00:02,10.0.0.2/24") ==
        "SYN-SENT SYN-RECEIVED");
  CHECK(after_syn(frame, before + "server.eth0=cable,02:00:00:00:00:03,10.0.0.2/24") ==
        "SYN-SENT LISTEN");
}

TEST_CASE("changed_bytes_may_be_anything") {
  const std::string whole = to_hexadecimal(changed(Capture::segment(syn, 1000, 0)));
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK(after_syn(whole.substr(0, length) + "x") == "SYN-SENT LISTEN");
  for (std::size_t length = 2; length < whole.size(); length += 2)
    CHECK(after_syn(whole.substr(0, length)) == "SYN-SENT LISTEN");
}
