#include "capture/bytes/file_descriptor.hpp"
#include "capture/decode/address.hpp"
#include "lessons/script/ping.hpp"
#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/script/played.hpp"
#include "tests/skip.hpp"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <thread>

using namespace wirelab;
using lessons::Program;
using lessons::SegmentKind;
using lessons::Socket;
using lessons::Topology;
using test::Findings;

namespace {

constexpr std::uint16_t port = 8080;

// A client, two switches and a router between them, two servers; both families.
Topology two_switches() {
  Topology made;
  made.segment("left", SegmentKind::switched);
  made.segment("right", SegmentKind::switched);
  made.host("client").on("left", "10.0.1.10/24", "fd00:1::10/64").via("10.0.1.1").via("fd00:1::1");
  made.host("router")
      .on("left", "10.0.1.1/24", "fd00:1::1/64")
      .on("right", "10.0.2.1/24", "fd00:2::1/64")
      .forwarding();
  made.host("server").on("right", "10.0.2.20/24", "fd00:2::20/64").via("10.0.2.1").via("fd00:2::1");
  made.host("other").on("right", "10.0.2.21/24", "fd00:2::21/64").via("10.0.2.1").via("fd00:2::1");
  return made;
}

// A connection from client to server's address, and a word over it.
void talk(lessons::Scene& scene, std::string_view address) {
  Program& server = scene.program("server");
  Program& client = scene.program("client");
  Socket listener = server.socket();
  listener.bind(port);
  listener.listen(5);
  Socket caller = client.socket();
  caller.connect(address, port).result();
  Socket conversation = listener.accept().socket();
  caller.send("hello");
  conversation.recv(100).result();
}

std::string mac(const test::KeptFrame& frame, std::size_t at) {
  decode::MacAddress address;
  std::copy_n(frame.bytes.begin() + static_cast<std::ptrdiff_t>(at), 6, address.bytes.begin());
  return address.text();
}

// Deliveries of each frame, by its number.
std::map<std::string, std::string> deliveries(const std::vector<Note>& notes) {
  std::map<std::string, std::string> ports;
  for (const Note& note : notes)
    if (note.kind == NoteKind::fate && note.get("FATE") == "delivered")
      ports[std::string(note.get("FRAME"))] += fmt::format("{} ", note.get("TO"));
  return ports;
}

Topology three_on(SegmentKind kind) {
  Topology made;
  made.segment("lan", kind);
  made.host("client").on("lan", "10.0.0.1/24");
  made.host("server").on("lan", "10.0.0.2/24");
  made.host("bystander").on("lan", "10.0.0.3/24");
  return made;
}

FileDescriptor ipv6_socket(lessons::Host& host) {
  FileDescriptor made;
  std::jthread([&] {
    if (host.enter()) made.reset(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  }).join();
  const timeval patience{5, 0};
  setsockopt(made.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return made;
}

// h0, h1, ... on one switch; the address of a number's host, the first again behind the last.
std::string address_in_ring(int number, int count) {
  return fmt::format("10.0.0.{}", number % count + 1);
}

Topology ring(int count) {
  Topology made;
  made.segment("lan", SegmentKind::switched);
  for (int i = 0; i < count; ++i)
    made.host(fmt::format("h{}", i)).on("lan", address_in_ring(i, count) + "/24");
  return made;
}

// To which ports the SYN and its answer went.
std::string syn_and_answer(Findings& f, SegmentKind kind) {
  std::string syn, answer;
  const auto notes = test::played(f,
                                  [&](lessons::Scene& scene) {
                                    talk(scene, "10.0.0.2");
                                    syn = std::to_string(scene.frame("syn").number);
                                    answer = std::to_string(scene.frame("synack").number);
                                  },
                                  {.topology = three_on(kind), .settings = {}});
  auto ports = deliveries(notes);
  return ports[syn] + "| " + ports[answer];
}

}  // namespace

TEST_CASE("a router takes one off the TTL and puts new addresses on the frame", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto run = test::played_run(f, [](lessons::Scene& scene) { talk(scene, "10.0.2.20"); },
                                      {.topology = two_switches(), .settings = {}});
    std::string seen;
    for (const test::KeptFrame& frame : run.frames) {
      const auto glimpse = lessons::glimpse(frame.bytes);
      if (!glimpse.tcp() || glimpse.segment.flags != tcp::syn) continue;
      seen += fmt::format("{} ttl {} {} > {} {}\n", frame.interface, frame.bytes[22], mac(frame, 6),
                          mac(frame, 0), glimpse.tuple.remote_address.text());
    }
    f.expect(seen ==
                 "client.eth0 ttl 64 02:00:00:00:00:01 > 02:00:00:00:00:02 10.0.2.20\n"
                 "router.eth1 ttl 63 02:00:00:01:00:02 > 02:00:00:00:00:03 10.0.2.20\n",
             seen);
  });
}

TEST_CASE("a connection over IPv6 passes the router", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto run = test::played_run(
        f,
        [&f](lessons::Scene& scene) {
          sockaddr_in6 there{};
          there.sin6_family = AF_INET6;
          there.sin6_port = htons(port);
          const FileDescriptor listener = ipv6_socket(scene.host("server"));
          bind(listener.get(), reinterpret_cast<const sockaddr*>(&there), sizeof there);
          listen(listener.get(), 5);
          inet_pton(AF_INET6, "fd00:2::20", &there.sin6_addr);
          const FileDescriptor caller = ipv6_socket(scene.host("client"));
          const int done =
              connect(caller.get(), reinterpret_cast<const sockaddr*>(&there), sizeof there);
          f.expect(done == 0, std::string("connect over IPv6: ") + std::strerror(errno));
          const auto syn = scene.frame("from client to server on right syn");
          f.expect(syn.glimpse.tuple.remote_address.text() == "fd00:2::20", "its address");
        },
        {.topology = two_switches(), .neighbours_known = true, .settings = {}});
    f.expect(!run.frames.empty() && run.frames[0].bytes[21] == 64, "the first hop limit is 64");
    for (const test::KeptFrame& frame : run.frames)
      f.expect(lessons::glimpse(frame.bytes).tcp(), "nothing speaks that nobody asked for");
  });
}

TEST_CASE("a hub gives everybody a copy, a switch only until it has learned", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const std::string hub = syn_and_answer(f, SegmentKind::hub);
    f.expect(hub == "server.eth0 bystander.eth0 | client.eth0 bystander.eth0 ", hub);
    const std::string learned = syn_and_answer(f, SegmentKind::switched);
    f.expect(learned == "server.eth0 bystander.eth0 | client.eth0 ", learned);
  });
}

TEST_CASE("an end of a step says what went over each segment", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto run = test::played_run(f, [](lessons::Scene& scene) { talk(scene, "10.0.2.20"); },
                                      {.topology = two_switches(), .settings = {}});
    std::map<std::string, std::int64_t> frames_on;
    for (const test::KeptFrame& frame : run.frames)
      ++frames_on[frame.interface == "client.eth0" || frame.interface == "router.eth0" ? "left"
                                                                                       : "right"];
    std::size_t accounts = 0;
    for (const Note& note : run.notes) {
      if (note.kind != NoteKind::wire || note.get("ACTION") != "account") continue;
      ++accounts;
      const std::string segment(note.get("SEGMENT"));
      f.expect(note.number("SEEN") == frames_on[segment], segment + " counts what was recorded");
      f.expect(note.number("DROPPED") == 0 && note.number("MISSED") == 0, "nothing lost");
      f.expect(note.get("TABLE").find(segment == "left" ? "=client.eth0" : "=server.eth0") !=
                   std::string_view::npos,
               "the switch's table");
    }
    f.expect(accounts == 2, "an account each");
  });
}

TEST_CASE("a rule can choose a segment, and from is the owner of the address", "[live]") {
  WIRELAB_APART([](Findings& f) {
    const auto run = test::played_run(
        f,
        [&f](lessons::Scene& scene) {
          scene.rule("drop from client syn on right nth 1 once");
          talk(scene, "10.0.2.20");
          const auto first = scene.frame("from client on right syn");
          f.expect(first.segment == "right" && first.to == "server", "the router's copy");
          f.expect(scene.count("from client on left syn") == 2, "sent again on the left");
        },
        {.topology = two_switches(), .settings = {}});
    f.expect(!run.frames.empty(), "frames");
  });
}

TEST_CASE("one hundred hosts on one switch: each pings its successor and is answered", "[live]") {
  WIRELAB_APART([](Findings& f) {
    constexpr int count = 100;
    const auto run = test::played_run(
        f,
        [&](lessons::Scene& scene) {
          std::vector<lessons::Ping> pings;
          pings.reserve(count);
          for (int i = 0; i < count; ++i) {
            Program& host = scene.program(fmt::format("h{}", i));
            pings.emplace_back(host, static_cast<std::uint16_t>(i + 1));
          }
          for (int i = 0; i < count; ++i) pings[i].send(address_in_ring(i + 1, count));
          int answered = 0;
          for (int i = 0; i < count; ++i) {
            const auto answer = pings[i].answer();
            answered += answer.from == address_in_ring(i + 1, count) && answer.ttl == 64;
          }
          f.expect(answered == count, fmt::format("{} of {} answered", answered, count));
        },
        {.topology = ring(count), .neighbours_known = false, .settings = {}});
    const auto account = std::find_if(run.notes.begin(), run.notes.end(), [](const Note& note) {
      return note.get("ACTION") == "account";
    });
    if (account == run.notes.end()) return f.expect(false, "no account");
    f.expect(account->number("DROPPED") == 0 && account->number("MISSED") == 0, "nothing lost");
    const std::string_view table = account->get("TABLE");
    f.expect(std::count(table.begin(), table.end(), '=') == count, "all are in the switch's table");
  });
}
