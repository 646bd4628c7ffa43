#include "tests/lessons/script/played.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>

using namespace wirelab;
using lessons::Program;
using lessons::Socket;
using lessons::Transport;
using lessons::Tuple;
using tcp::State;
using test::Findings;

namespace {

constexpr std::uint16_t port = 8080;
const lessons::BenchPlan at_once{.topology = lessons::pair(0)};

std::size_t count(const std::vector<Note>& notes, NoteKind kind, std::string_view host,
                  std::string_view field, std::string_view value) {
  return static_cast<std::size_t>(std::count_if(notes.begin(), notes.end(), [&](const Note& note) {
    return note.kind == kind && note.get("HOST") == host && note.get(field) == value;
  }));
}

// The sum of what a counter's notes say it moved.
std::int64_t moved(const std::vector<Note>& notes, std::string_view host, std::string_view name) {
  std::int64_t sum = 0;
  for (const Note& note : notes)
    if (note.kind == NoteKind::counter && note.get("HOST") == host && note.get("NAME") == name)
      sum += note.number("CHANGE").value_or(0);
  return sum;
}

struct Ends {
  explicit Ends(lessons::Scene& scene, int backlog = 5)
      : server(scene.program("server")),
        client(scene.program("client")),
        listener(server.socket()) {
    listener.bind(port);
    listener.listen(backlog);
  }
  Program& server;
  Program& client;
  Socket listener;
};

// Every state that a note says was read of a TCP socket of this host.
bool was_read(const std::vector<Note>& notes, std::string_view host, State state) {
  return std::any_of(notes.begin(), notes.end(), [&](const Note& note) {
    return note.kind == NoteKind::kernel && note.get("HOST") == host &&
           note.get("STATE") == tcp::name(state) && note.get("READ") == "read";
  });
}

}  // namespace

TEST_CASE("both FINs in the hand: CLOSING on both ends, then TIME-WAIT with its timer", "[live]") {
  WIRELAB_APART([](Findings& f) {
    Tuple at_client;
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Ends ends(scene);
          Socket caller = ends.client.socket();
          caller.connect(scene.host("server"), port).result();
          Socket answerer = ends.listener.accept().socket();
          at_client = caller.tuple();
          scene.rule("hold fin from client");
          scene.rule("hold fin from server");
          caller.close();
          answerer.close();
          scene.held(scene.frame("from client fin"));
          scene.held(scene.frame("from server fin"));
          for (const auto& [host, tuple] :
               {std::pair{"client", at_client}, {"server", at_client.reversed()}}) {
            const auto reading = scene.kernel(scene.host(host), tuple);
            f.expect(reading && reading->state == State::fin_wait_1 &&
                         reading->timer == "retransmit" && reading->timer_left_ns > 0,
                     fmt::format("{} in FIN-WAIT-1 with its timer", host));
          }
          scene.release_all();
          scene.settle();
          const auto waits = scene.kernel(scene.host("client"), at_client);
          f.expect(waits && waits->state == State::time_wait && waits->timer == "time-wait" &&
                       waits->timer_left_ns > 30'000'000'000,
                   "TIME-WAIT");
        },
        at_once);
    for (const char* host : {"client", "server"})
      for (const State state : {State::established, State::fin_wait_1, State::closing})
        f.expect(was_read(notes, host, state),
                 fmt::format("{} of {} was read", tcp::name(state), host));
  });
}

TEST_CASE("one side closes: FIN-WAIT-2, CLOSE-WAIT, LAST-ACK are read, and gone is CLOSED",
          "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Ends ends(scene);
          Socket caller = ends.client.socket();
          caller.connect(scene.host("server"), port).result();
          Socket answerer = ends.listener.accept().socket();
          caller.close();
          scene.delivered(scene.frame("from server ack"));
          const auto half = scene.kernel(scene.host("client"), caller.tuple());
          f.expect(half && half->state == State::fin_wait_2 && half->timer_left_ns > 0,
                   "FIN-WAIT-2 and its timer");
          scene.rule("hold fin from server");
          answerer.close();
          scene.held(scene.frame("from server fin"));
          scene.release_all();
          scene.settle();
        },
        at_once);
    f.expect(was_read(notes, "client", State::syn_sent), "SYN-SENT");
    f.expect(was_read(notes, "client", State::fin_wait_2), "FIN-WAIT-2");
    f.expect(was_read(notes, "client", State::time_wait), "TIME-WAIT");
    for (const State state : {State::listen, State::syn_received, State::established,
                              State::close_wait, State::last_ack})
      f.expect(was_read(notes, "server", state), std::string(tcp::name(state)));
    f.expect(count(notes, NoteKind::gone, "server", "LOCAL", "10.0.0.2:8080") == 1, "CLOSED");
    f.expect(count(notes, NoteKind::gone, "client", "PROTOCOL", "") == 0,
             "a TIME-WAIT is the same socket");
  });
}

TEST_CASE("a full accept queue: its numbers, and what the host counts", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Ends ends(scene, 1);
          std::vector<Program*> callers;
          callers.reserve(3);
          for (int i = 0; i < 3; ++i)
            callers.push_back(&scene.program("client", fmt::format("client {}", i)));
          Socket one = callers[0]->socket(), two = callers[1]->socket();
          one.connect(scene.host("server"), port).result();
          two.connect(scene.host("server"), port).result();
          scene.settle();
          Socket three = callers[2]->socket();
          three.connect(scene.host("server"), port);
          const auto third = scene.frame("from client syn nth 3");
          f.expect(scene.delivered(third) == State::listen, "the third SYN finds the listener");
          f.expect(scene.counter("server", "ListenOverflows") >= 1, "ListenOverflows");
        },
        at_once);
    f.expect(moved(notes, "server", "ListenOverflows") >= 1, "noted as it moved");
    f.expect(moved(notes, "server", "ListenDrops") >= 1, "ListenDrops");
    // Told once, and again when it is another number.
    const auto listener_says = [&](const char* name, std::int64_t number) {
      return std::any_of(notes.begin(), notes.end(), [&](const Note& note) {
        return note.get("STATE") == "LISTEN" && note.get("REMOTE").empty() &&
               note.number(name) == number;
      });
    };
    f.expect(listener_says("SEND_QUEUE", 1) && listener_says("RECEIVE_QUEUE", 2),
             "the listener's notes: two wait, one may");
    const bool opening = std::any_of(notes.begin(), notes.end(), [](const Note& note) {
      return note.get("STATE") == "LISTEN" && note.number("SYN_QUEUE") == 1;
    });
    f.expect(opening, "the listener's note: one in SYN-RECEIVED");
  });
}

TEST_CASE("UDP sockets: bound, connected, gone; what waits; who is not there", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Program& server = scene.program("server");
          Program& client = scene.program("client");
          Socket bound = server.udp_socket();
          bound.bind(port);
          Socket caller = client.udp_socket();
          caller.connect(scene.host("server"), port).result();
          caller.send("one");
          scene.settle();
          const auto waiting = scene.kernel(scene.host("server"), bound.tuple(), Transport::udp);
          f.expect(waiting && waiting->receive_queue > 0, "a datagram waits");
          const auto connected = scene.kernel(scene.host("client"), caller.tuple(), Transport::udp);
          f.expect(connected && connected->tuple == caller.tuple(), "read by its 4-tuple");
          bound.close();
          caller.send("two");
          scene.settle();
          f.expect(scene.counter("server", "Udp.NoPorts") == 1, "NoPorts");
        },
        at_once);
    f.expect(count(notes, NoteKind::kernel, "server", "STATE", "bound") >= 2, "bound");
    f.expect(count(notes, NoteKind::kernel, "client", "STATE", "connected") >= 1, "connected");
    f.expect(count(notes, NoteKind::gone, "server", "PROTOCOL", "udp") == 1, "gone");
    f.expect(moved(notes, "server", "NoPorts") == 1, "its counter");
    f.expect(moved(notes, "client", "InDestUnreachs") == 1, "and the answer's");
  });
}

TEST_CASE("datagrams that find no room are counted at their socket", "[live]") {
  WIRELAB_APART([](Findings& f) {
    test::played(
        f,
        [&](lessons::Scene& scene) {
          Program& server = scene.program("server");
          Program& client = scene.program("client");
          Socket bound = server.udp_socket();
          bound.bind(port);
          bound.set("SO_RCVBUF", 2304);
          Socket caller = client.udp_socket();
          caller.connect(scene.host("server"), port).result();
          for (int i = 0; i < 20; ++i) caller.send_bytes(1000);
          scene.settle();
          const auto full = scene.kernel(scene.host("server"), bound.tuple(), Transport::udp);
          f.expect(full && full->memory.drops > 0 && full->memory.drops < 20, "drops");
          f.expect(full && scene.counter("server", "Udp.RcvbufErrors") == full->memory.drops,
                   "RcvbufErrors");
        },
        at_once);
  });
}

TEST_CASE("a lost segment moves the sender's counters", "[live]") {
  WIRELAB_APART([](Findings& f) {
    constexpr int losses = 3;
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Ends ends(scene);
          Socket caller = ends.client.socket();
          caller.connect(scene.host("server"), port).result();
          Socket answerer = ends.listener.accept().socket();
          for (int i = 0; i < losses; ++i) {
            scene.rule("drop data from client nth 1 once");
            caller.send("x");
            f.expect(answerer.recv(1).result().data == "x", "it arrives");
            scene.settle();
          }
          f.expect(scene.counter("client", "RetransSegs") >= losses, "RetransSegs");
        },
        at_once);
    f.expect(moved(notes, "client", "RetransSegs") >= losses, "noted");
    f.expect(moved(notes, "server", "RetransSegs") == 0, "and not at the server");
    // On a busy machine the tick may look between the kernel's count and the wire's look at the
    // frame; the resends are not a whole number of ticks apart, so that it comes first to few.
    const auto with_frame = std::count_if(notes.begin(), notes.end(), [](const Note& note) {
      return note.get("NAME") == "RetransSegs" && note.get("MOMENT") == "sent" &&
             note.number("FRAME").value_or(0) > 0;
    });
    f.expect(with_frame >= 1, "with the frame that was sent again");
  });
}

TEST_CASE("a plan's least timeout is the kernel's, and its hosts still reach each other",
          "[live]") {
  WIRELAB_APART([](Findings& f) {
    for (const Time least : {Time{0}, Time{2'000'000'000}}) {
      lessons::BenchPlan plan = at_once;
      plan.least_timeout = least;
      test::played(
          f,
          [&](lessons::Scene& scene) {
            Ends ends(scene);
            Socket caller = ends.client.socket();
            caller.connect(scene.host("server"), port).result();
            Socket answerer = ends.listener.accept().socket();
            caller.send("x");
            f.expect(answerer.recv(1).result().data == "x", "it arrives");
            scene.settle();
            const auto read = scene.kernel(scene.host("client"), caller.tuple());
            f.expect(read && (read->rto_ns >= 2'000'000'000) == (least > 0),
                     fmt::format("{} ns wanted, {} read", least, read ? read->rto_ns : -1));
          },
          plan);
    }
  });
}

TEST_CASE("tables: a neighbour is asked for, then known", "[live]") {
  WIRELAB_APART([](Findings& f) {
    lessons::BenchPlan plan = at_once;
    plan.neighbours_known = false;
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          scene.watch_tables();
          Program& client = scene.program("client");
          Socket caller = client.udp_socket();
          caller.connect(scene.host("server"), port).result();
          caller.send("x");
          scene.settle();
          (void)scene.counter("client", "NoPorts");
        },
        plan);
    const bool known = std::any_of(notes.begin(), notes.end(), [](const Note& note) {
      return note.kind == NoteKind::table && note.get("HOST") == "client" &&
             note.get("TABLE") == "neighbours" && note.get("ENTRY") == "10.0.0.2 eth0" &&
             note.get("STATE") == "reachable" && !note.get("MAC").empty();
    });
    f.expect(known, "10.0.0.2 is reachable");
    f.expect(count(notes, NoteKind::table, "client", "ENTRY", "10.0.0.0/24 eth0") == 1, "a route");
  });
}
