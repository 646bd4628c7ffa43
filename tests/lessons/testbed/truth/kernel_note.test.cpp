#include "lessons/testbed/truth/known_sockets.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

SocketReading established() {
  SocketReading reading;
  reading.tuple.local_port = 8080;
  reading.tuple.remote_port = 40000;
  reading.state = tcp::State::established;
  reading.receive_queue = 0;
  reading.send_queue = 0;
  reading.rto_ns = 204'000'000;
  reading.cwnd = 10;
  return reading;
}

}  // namespace

TEST_CASE("a socket is told whole first, and then what is new of it", "[testbed]") {
  KnownSockets sockets("server");
  SocketReading reading = established();
  const auto compare = [&](bool always) {
    const auto notes = sockets.compare(Transport::tcp, reading.tuple, reading, {"sent", 1}, always);
    return notes.empty() ? Note{} : notes.back();
  };
  const Note first = compare(true);
  CHECK(first.get("CWND") == "10");
  CHECK(first.get("REST").empty());
  const Note again = compare(true);
  CHECK(again.get("STATE") == "ESTABLISHED");
  CHECK(again.get("MOMENT") == "sent");
  CHECK(again.get("REST") == "as before");
  CHECK(again.get("CWND").empty());
  reading.receive_queue = 18;
  const Note changed = compare(false);
  CHECK(changed.get("RECEIVE_QUEUE") == "18");
  CHECK(changed.get("CWND").empty());
  CHECK(compare(false).kind != NoteKind::kernel);  // nothing new, and nobody insists
}

TEST_CASE("what is not said any more makes a note whole again", "[testbed]") {
  KnownSockets sockets("server");
  SocketReading reading = established();
  reading.lost = 2;
  const auto compare = [&] {
    return sockets.compare(Transport::tcp, reading.tuple, reading, {"sent", 1}, true).back();
  };
  (void)compare();
  reading.lost = 0;  // a number that is not written where it is 0
  const Note none = compare();
  CHECK(none.get("REST").empty());
  CHECK(none.get("CWND") == "10");
  reading.state = tcp::State::close_wait;
  CHECK(compare().get("REST").empty());
}
