#include "lessons/testbed/truth/truth.hpp"

#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/program/programs.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace wirelab;
using lessons::Bench;
using lessons::Truth;
using lessons::Tuple;
using test::Findings;

namespace {

constexpr std::uint16_t port = 8000;

class Kept : public lessons::NoteSink {
 public:
  void note(Note note) override {
    const std::lock_guard lock(mutex_);
    if (note.kind == NoteKind::counter || note.kind == NoteKind::table)
      return others_.push_back(std::move(note));
    text_ += fmt::format("{} {} {} {} {} {}\n", note.get("HOST"), note.get("LOCAL"),
                         note.get("REMOTE").empty() ? "-" : note.get("REMOTE"),
                         note.kind == NoteKind::gone ? "gone" : note.get("STATE"),
                         note.kind == NoteKind::gone ? "-" : note.get("READ"), note.get("MOMENT"));
    last_ = std::move(note);
  }
  // What was noted since the last time it was asked.
  std::string take() { return std::exchange(text_, ""); }
  const Note& last() const { return last_; }
  // A counter or a table's entry that was noted: the newest of this name.
  const Note* other(std::string_view field, std::string_view name) const {
    const Note* found = nullptr;
    for (const Note& note : others_)
      if (note.get(field) == name) found = &note;
    return found;
  }

 private:
  std::mutex mutex_;
  std::string text_;
  Note last_;
  std::vector<Note> others_;
};

void same(Findings& f, const std::string& what, const std::string& got, const std::string& wanted) {
  f.expect(got == wanted, fmt::format("{}: got\n{}instead of\n{}", what, got, wanted));
}

// A server on port 8000 and the connection that a client will make from port 5000.
struct Scene {
  explicit Scene(Bench& bench) : client(bench.hosts()[0]), server(bench.hosts()[1]), wire(bench) {
    listener = test::listener_on(server, port);
    caller = test::socket_on(client);
    test::bind_to(caller, 5000);
  }
  void connect() {
    test::connect_to(caller, server, port);
    accepted.reset(accept(listener.get(), nullptr, nullptr));
  }
  Kept notes;
  Truth truth{notes};
  lessons::Host& client;
  lessons::Host& server;
  test::Crossing wire;
  FileDescriptor listener, caller, accepted;
  Tuple at_client{client.address(), 5000, server.address(), port};
  Tuple at_server = at_client.reversed();
};

void with_scene(Findings& f, const std::function<void(Scene&)>& body) {
  auto bench = Bench::build({});
  if (!bench) return f.expect(false, bench.error().message);
  Scene scene(**bench);
  body(scene);
}

}  // namespace

TEST_CASE("a listener that would answer is noted with both ends", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    with_scene(f, [&](Scene& s) {
      s.truth.read(s.server, s.at_server, "delivered", 1, true);
      same(f, "listener", s.notes.take(),
           "server 10.0.0.2:8000 10.0.0.1:5000 LISTEN read delivered\n"
           "server 0.0.0.0:8000 - LISTEN read delivered\n");
      f.expect(s.notes.last().number("FRAME") == 1, "FRAME");
      f.expect(s.notes.last().number("SYN_QUEUE") == 0 &&
                   s.notes.last().number("RECEIVE_QUEUE") == 0 &&
                   s.notes.last().number("SEND_QUEUE") == 5,
               "both queues and the backlog");
      s.truth.read(s.client, s.at_client, "sent", 1, true);
      same(f, "no socket yet", s.notes.take(), "");
      f.expect(s.truth.last(s.client, s.at_client) == tcp::State::unknown, "unknown");
      f.expect(s.truth.unsettled(s.client, s.server, s.at_client), "unsettled");
    });
  });
}

TEST_CASE("a state between two reads is noted as passed", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    with_scene(f, [&](Scene& s) {
      s.truth.read(s.server, s.at_server, "sent", 1, true);
      s.notes.take();
      s.connect();
      s.truth.read(s.server, s.at_server, "delivered", 3, true);
      same(f, "established", s.notes.take(),
           "server 10.0.0.2:8000 10.0.0.1:5000 SYN-RECEIVED passed delivered\n"
           "server 10.0.0.2:8000 10.0.0.1:5000 ESTABLISHED read delivered\n");
      f.expect(s.notes.last().number("MSS") == 1448, "MSS");
      s.truth.read(s.client, s.at_client, "delivered", 3, true);
      s.notes.take();
      f.expect(!s.truth.unsettled(s.client, s.server, s.at_client), "settled");
      s.truth.read(s.client, s.at_client, "tick", 0, false);
      same(f, "nothing new", s.notes.take(), "");
      s.truth.read(s.client, s.at_client, "sent", 4, true);
      same(f, "asked to be noted always", s.notes.take(),
           "client 10.0.0.1:5000 10.0.0.2:8000 ESTABLISHED read sent\n");
    });
  });
}

TEST_CASE("a socket that is no more is gone once, though its listener answers", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    with_scene(f, [&](Scene& s) {
      s.connect();
      s.truth.read(s.server, s.at_server, "delivered", 3, true);
      s.truth.read(s.client, s.at_client, "delivered", 3, true);
      s.notes.take();
      const linger abort{1, 0};
      setsockopt(s.caller.get(), SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
      s.caller.reset();
      test::eventually([&] { return s.server.diag().read(s.at_server)->tuple.remote_port == 0; });
      for (int i = 0; i < 2; ++i) {
        s.truth.read(s.client, s.at_client, "sent", 4, true);
        s.truth.read(s.server, s.at_server, "delivered", 4, true);
        s.truth.dump(s.client);
      }
      same(f, "gone", s.notes.take(),
           "client 10.0.0.1:5000 10.0.0.2:8000 gone - sent\n"
           "server 10.0.0.2:8000 10.0.0.1:5000 gone - delivered\n"
           "server 0.0.0.0:8000 - LISTEN read delivered\n");
      f.expect(s.truth.last(s.server, s.at_server) == tcp::State::closed, "closed");
    });
  });
}

TEST_CASE("the tick notes what is new, changed and gone", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    with_scene(f, [&](Scene& s) {
      s.truth.dump(s.server);
      same(f, "listener", s.notes.take(), "server 0.0.0.0:8000 - LISTEN read tick\n");
      s.truth.dump(s.server);
      same(f, "nothing new", s.notes.take(), "");
      s.connect();
      s.truth.dump(s.server);
      same(f, "connection", s.notes.take(),
           "server 10.0.0.2:8000 10.0.0.1:5000 ESTABLISHED read tick\n");
      s.caller.reset();
      test::eventually(
          [&] { return s.server.diag().read(s.at_server)->state == tcp::State::close_wait; });
      s.accepted.reset();
      s.listener.reset();
      test::eventually([&] { return s.server.diag().dump().empty(); });
      s.truth.dump(s.server);
      const std::string gone = s.notes.take();
      f.expect(gone.find("10.0.0.2:8000 10.0.0.1:5000 gone") != std::string::npos, gone);
      f.expect(gone.find("0.0.0.0:8000 - gone") != std::string::npos, gone);
      s.truth.dump(s.client);
      same(f, "TIME-WAIT", s.notes.take(),
           "client 10.0.0.1:5000 10.0.0.2:8000 TIME-WAIT read tick\n");
      f.expect(s.notes.last().get("TIMER") == "time-wait", "timer");
      s.truth.forget();
      s.truth.dump(s.client);
      f.expect(!s.notes.take().empty(), "after forgetting it is new again");
    });
  });
}

TEST_CASE("a program that accepts and closes at once: what was not read is passed",
          "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    with_scene(f, [&](Scene& s) {
      s.truth.read(s.server, s.at_server, "sent", 1, true);
      s.notes.take();
      s.connect();
      s.accepted.reset();
      test::eventually(
          [&] { return s.server.diag().read(s.at_server)->state == tcp::State::fin_wait_2; });
      s.truth.read(s.server, s.at_server, "delivered", 3, true);
      same(f, "passed by", s.notes.take(),
           "server 10.0.0.2:8000 10.0.0.1:5000 SYN-RECEIVED passed delivered\n"
           "server 10.0.0.2:8000 10.0.0.1:5000 ESTABLISHED passed delivered\n"
           "server 10.0.0.2:8000 10.0.0.1:5000 FIN-WAIT-1 passed delivered\n"
           "server 10.0.0.2:8000 10.0.0.1:5000 FIN-WAIT-2 read delivered\n");
    });
  });
}

TEST_CASE("a tuple that is used again is another socket", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    with_scene(f, [&](Scene& s) {
      s.connect();
      s.truth.read(s.client, s.at_client, "sent", 1, true);
      s.notes.take();
      const linger abort{1, 0};
      setsockopt(s.caller.get(), SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
      s.caller = test::socket_on(s.client);
      test::bind_to(s.caller, 5000);
      s.connect();
      s.truth.read(s.client, s.at_client, "sent", 9, true);
      same(f, "again", s.notes.take(),
           "client 10.0.0.1:5000 10.0.0.2:8000 gone - sent\n"
           "client 10.0.0.1:5000 10.0.0.2:8000 ESTABLISHED read sent\n");
    });
  });
}
