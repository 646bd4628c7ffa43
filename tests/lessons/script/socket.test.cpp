#include "lessons/script/socket.hpp"

#include "tests/lessons/script/played.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <cerrno>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

using namespace wirelab;
using lessons::Pending;
using lessons::Program;
using lessons::Returned;
using lessons::Socket;
using test::Findings;

namespace {

constexpr std::uint16_t port = 8080;

template <class Value>
void same(Findings& f, const std::string& what, const Value& got, const Value& wanted) {
  f.expect(got == wanted, fmt::format("{}: got '{}' instead of '{}'", what, got, wanted));
}

// Two ends of an open connection, by the client and the server program of a scene.
struct Open {
  explicit Open(lessons::Scene& scene)
      : server(scene.program("server")),
        client(scene.program("client")),
        listener(server.socket()) {
    listener.bind(port);
    listener.listen(5);
    Socket made = client.socket();
    made.connect(server.host(), port).result();
    caller.emplace(std::move(made));
    conversation.emplace(listener.accept().socket());
  }
  Program& server;
  Program& client;
  Socket listener;
  std::optional<Socket> caller, conversation;
};

const lessons::BenchPlan at_once{.topology = lessons::pair(0)};

}  // namespace

TEST_CASE("each call is noted as C has it, with its errno", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Program& server = scene.program("server");
          Socket socket = server.socket();
          socket.set("SO_REUSEADDR", 1);
          same(f, "SO_REUSEADDR", socket.get("SO_REUSEADDR").number, 1);
          socket.bind("127.0.0.1", port);
          socket.listen(0);
          same(f, "bind twice", socket.bind(1).error, EINVAL);
          same(f, "foreign address", server.socket().bind("10.0.0.1", port).error, EADDRNOTAVAIL);
          socket.nonblocking();
          same(f, "accept", socket.accept().result().error, EAGAIN);
          socket.linger(0);
          same(f, "shutdown", server.socket().shutdown(SHUT_WR).error, ENOTCONN);
          socket.close();
        },
        at_once);
    same<std::string>(f, "calls", test::calls_in(notes),
                      "server: socket(AF_INET, SOCK_STREAM, 0)\n"
                      "server: socket() = 3\n"
                      "server: setsockopt(3, SOL_SOCKET, SO_REUSEADDR, 1)\n"
                      "server: setsockopt() = 0\n"
                      "server: getsockopt(3, SOL_SOCKET, SO_REUSEADDR, &value, &length)\n"
                      "server: getsockopt() = 0 1\n"
                      "server: bind(3, 127.0.0.1:8080)\n"
                      "server: bind() = 0\n"
                      "server: listen(3, 0)\n"
                      "server: listen() = 0\n"
                      "server: bind(3, 0.0.0.0:1)\n"
                      "server: bind() = -1 EINVAL\n"
                      "server: socket(AF_INET, SOCK_STREAM, 0)\n"
                      "server: socket() = 4\n"
                      "server: bind(4, 10.0.0.1:8080)\n"
                      "server: bind() = -1 EADDRNOTAVAIL\n"
                      "server: fcntl(3, F_SETFL, O_NONBLOCK)\n"
                      "server: fcntl() = 0\n"
                      "server: accept(3, NULL, NULL)\n"
                      "server: accept() = -1 EAGAIN\n"
                      "server: setsockopt(3, SOL_SOCKET, SO_LINGER, {1, 0})\n"
                      "server: setsockopt() = 0\n"
                      "server: socket(AF_INET, SOCK_STREAM, 0)\n"
                      "server: socket() = 5\n"
                      "server: shutdown(5, SHUT_WR)\n"
                      "server: shutdown() = -1 ENOTCONN\n"
                      "server: close(3)\n"
                      "server: close() = 0\n");
  });
}

TEST_CASE("shutdown() closes one direction, and bytes go on in the other", "[live]") {
  WIRELAB_APART([](Findings& f) {
    test::played(
        f,
        [&](lessons::Scene& scene) {
          Open open(scene);
          open.caller->shutdown(SHUT_WR);
          same(f, "end of file", open.conversation->recv(10).result().value, 0L);
          open.conversation->send_bytes(30);
          const Returned peeked = open.caller->recv(3, MSG_PEEK | MSG_WAITALL).result();
          same<std::string>(f, "peeked", peeked.data, "abc");
          same(f, "read", open.caller->recv(100).result().data, Socket::pattern(30));
          same(f, "written on", open.caller->send("x").error, EPIPE);
        },
        at_once);
  });
}

TEST_CASE("a send that finds no room blocks, or says EAGAIN", "[live]") {
  WIRELAB_APART([](Findings& f) {
    test::played(
        f,
        [&](lessons::Scene& scene) {
          Open open(scene);
          open.caller->set("SO_SNDBUF", 8192);
          const Returned some = open.caller->send_bytes(10'000'000, MSG_DONTWAIT);
          f.expect(some.ok() && some.value < 10'000'000, "a part was taken");
          // What is still under way makes room when it is acknowledged.
          do scene.settle();
          while (open.caller->send_bytes(100'000, MSG_DONTWAIT).ok());
          same(f, "full", open.caller->send("x", MSG_DONTWAIT).error, EAGAIN);
          const Pending blocked = open.caller->start_send("x");
          f.expect(!blocked.done(), "it blocks");
          while (!blocked.done()) open.conversation->recv(65536, MSG_DONTWAIT).result();
          same(f, "sent", blocked.result().value, 1L);
        },
        at_once);
  });
}

TEST_CASE("datagrams: their sender, their length, what was cut", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Program& server = scene.program("server");
          Program& client = scene.program("client");
          Socket to = server.udp_socket();
          to.bind("10.0.0.2", 5000);
          Socket from = client.udp_socket();
          from.bind(6000);
          from.sendto("AAAA", "10.0.0.2", 5000);
          const Returned cut = to.recvmsg(3).result();
          same<std::string>(f, "cut", cut.data, "AAA");
          f.expect((cut.flags & MSG_TRUNC) != 0, "the flag says so");
          from.sendto_bytes(100, "10.0.0.2", 5000);
          const Returned whole = to.recvfrom(10, MSG_TRUNC).result();
          same(f, "true length", whole.value, 100L);
          same(f, "read", whole.data, Socket::pattern(10));
          same<std::string>(f, "sender", whole.from, "10.0.0.1:6000");
          from.connect("10.0.0.2", 5000).result();
          from.send("");
          same(f, "empty", to.recvfrom(10).result().value, 0L);
          same(f, "broadcast", from.sendto("x", "255.255.255.255", 5000).error, EACCES);
          from.set("SO_BROADCAST", 1);
          same(f, "allowed", from.sendto("x", "255.255.255.255", 5000).value, 1L);
          same(f, "group", to.join("239.1.2.3").error, 0);
          from.set("IP_MTU_DISCOVER", IP_PMTUDISC_DO);
          same(f, "too big", from.sendto_bytes(1473, "10.0.0.2", 5000).error, EMSGSIZE);
          // One that nothing comes for: the end of the scene must free it.
          client.udp_socket().recvfrom(10);
        },
        at_once);
    const std::string calls = test::calls_in(notes);
    for (const char* line :
         {"server: socket(AF_INET, SOCK_DGRAM, 0)\n", "server: recvmsg() = 3 \"AAA\"\n",
          "client: sendto(3, \"AAAA\", 4, 0, 10.0.0.2:5000)\n",
          "server: recvfrom(3, buffer, 10, MSG_TRUNC, &from, &length)\n",
          "client: setsockopt(3, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO)\n"})
      f.expect(calls.find(line) != std::string::npos, std::string("missing: ") + line);
  });
}

TEST_CASE("a program that exits leaves its sockets to the kernel", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto notes = test::played(
        f,
        [&](lessons::Scene& scene) {
          Open open(scene);
          const auto ends = open.caller->tuple();
          open.server.exit(3);
          same(f, "the peer reads the end", open.caller->recv(10).result().value, 0L);
          same(f, "no listener", open.client.socket().connect("10.0.0.2", port).result().error,
               ECONNREFUSED);
          scene.until(
              [&] {
                return scene.state(scene.host("server"), ends.reversed()) == tcp::State::fin_wait_2;
              },
              "the server is in FIN-WAIT-2");
          // Another program of this host takes the port.
          Socket second = scene.program("server", "second server").socket();
          second.set("SO_REUSEADDR", 1);
          same(f, "bind", second.bind(port).error, EADDRINUSE);
          try {
            open.server.socket();
            f.expect(false, "a dead program made a call");
          } catch (const lessons::StepFailed&) {
          }
        },
        at_once);
    const auto exits = [&](const Note& note) {
      return note.kind == NoteKind::program && note.get("EVENT") == "exit" &&
             note.get("STATUS") == "3";
    };
    f.expect(std::any_of(notes.begin(), notes.end(), exits), "its end is noted");
    const auto second = [&](const Note& note) { return note.get("PROGRAM") == "second server"; };
    f.expect(std::any_of(notes.begin(), notes.end(), second), "the second program has its name");
  });
}

TEST_CASE("a sysctl of one host is set in mid-step, and noted", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto notes = test::played(f, [&](lessons::Scene& scene) {
      scene.set("server", "net.ipv4.ip_local_port_range", "5000 5001");
      Socket here = scene.program("server").udp_socket();
      here.bind(0);
      f.expect(here.tuple().local_port / 2 == 2500, "the server's range");
      Socket there = scene.program("client").udp_socket();
      there.bind(0);
      f.expect(there.tuple().local_port / 2 != 2500, "not the client's");
      try {
        scene.set("server", "net.ipv4.no_such_setting", "1");
        f.expect(false, "an unknown setting was set");
      } catch (const lessons::StepFailed& failure) {
        f.expect(failure.sentence.find("no_such_setting") != std::string::npos, failure.sentence);
      }
    });
    const auto set = [](const Note& note) {
      return note.get("ACTION") == "setting" && note.get("HOST") == "server";
    };
    f.expect(std::any_of(notes.begin(), notes.end(), set), "it is noted");
  });
}
