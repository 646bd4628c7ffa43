#include "lessons/testbed/kernel/socket_diag.hpp"

#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/program/programs.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

using namespace wirelab;
using lessons::Bench;
using lessons::SocketReading;
using lessons::Tuple;
using tcp::State;
using test::Findings;

namespace {

constexpr std::uint16_t port = 8000;

std::size_t count(const std::vector<SocketReading>& rows, tcp::State state) {
  return static_cast<std::size_t>(std::count_if(
      rows.begin(), rows.end(), [&](const SocketReading& row) { return row.state == state; }));
}

struct Ends {
  Bench& bench;
  lessons::Host& client = bench.hosts()[0];
  lessons::Host& server = bench.hosts()[1];
  test::Crossing wire{bench};
  FileDescriptor listener = test::listener_on(server, port, 7);
  FileDescriptor caller = test::socket_on(client);
};

}  // namespace

TEST_CASE("the exact read finds a connection, its listener, or nothing", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    Ends ends{**bench};
    const std::uint16_t from = test::connect_to(ends.caller, ends.server, port);
    const Tuple at_client{ends.client.address(), from, ends.server.address(), port};

    const auto reading = ends.client.diag().read(at_client);
    f.expect(reading && reading->state == State::established && reading->tuple == at_client,
             "connected");
    if (!reading) return;
    f.expect(reading->mss == 1448 && reading->cwnd == 10 && reading->rto_ns >= 200'000'000 &&
                 reading->rtt_ns > 0 && reading->send_window > 0,
             fmt::format("numbers: mss {} cwnd {} rto {} rtt {} window {}", reading->mss,
                         reading->cwnd, reading->rto_ns, reading->rtt_ns, reading->send_window));
    f.expect(reading->ssthresh == -1, "no slow start threshold yet");

    Tuple other = at_client.reversed();
    other.remote_port = 9;
    std::optional<SocketReading> answer;
    const bool queued = test::eventually([&] {  // the last ACK is still on its way
      answer = ends.server.diag().read(other);
      return answer && answer->receive_queue == 1;
    });
    f.expect(answer && answer->state == State::listen && answer->tuple.remote_port == 0,
             "listener");
    f.expect(queued && answer->send_queue == 7, "its queue");
    other.local_port = 9;
    f.expect(!ends.server.diag().read(other), "nothing");
  });
}

TEST_CASE("a dump shows listeners, request sockets and TIME-WAIT", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    Ends ends{**bench};
    test::connect_to(ends.caller, ends.server, port);
    FileDescriptor accepted(accept(ends.listener.get(), nullptr, nullptr));
    auto rows = ends.server.diag().dump();
    f.expect(
        rows.size() == 2 && count(rows, State::listen) == 1 && count(rows, State::established) == 1,
        fmt::format("{} rows", rows.size()));
    ends.caller.reset();
    char byte = 0;
    f.expect(read(accepted.get(), &byte, 1) == 0, "end of the stream");
    accepted.reset();
    const bool waits = test::eventually([&] {
      rows = ends.client.diag().dump();
      return rows.size() == 1 && rows[0].state == State::time_wait;
    });
    f.expect(waits && rows[0].timer == "time-wait" && rows[0].timer_left_ns > 50'000'000'000 &&
                 rows[0].cwnd == -1,
             "TIME-WAIT with its timer");
  });
}

TEST_CASE("a request socket is SYN-RECEIVED", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    lessons::Host& server = (*bench)->hosts()[1];
    const FileDescriptor listener = test::listener_on(server, port);
    const FileDescriptor caller = test::socket_on((*bench)->hosts()[0]);
    const std::jthread calling([&] {
      const timeval patience{0, 300'000};
      setsockopt(caller.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
      test::connect_to(caller, server, port);
    });
    // One way only: the SYN goes across, its answer stays on the wire.
    const bool arrived = test::eventually([&] {
      return (*bench)->ports()[0].dispatch(
                 [&](Time, std::span<const std::uint8_t> bytes, std::uint32_t) {
                   (*bench)->ports()[1].inject(bytes);
                 }) > 0;
    });
    const auto rows = server.diag().dump();
    f.expect(arrived && count(rows, State::syn_received) == 1, fmt::format("{} rows", rows.size()));
    for (const SocketReading& row : rows) {
      if (row.state != State::syn_received) continue;
      f.expect(row.timer == "retransmit" && row.rto_ns == -1, "timer " + row.timer);
      const auto exact = server.diag().read(row.tuple);
      f.expect(exact && exact->state == State::syn_received, "read exactly");
    }
  });
}

TEST_CASE("a dual-stack listener is seen with the address that it is bound to", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    lessons::Host& server = (*bench)->hosts()[1];
    FileDescriptor listener;
    std::jthread([&] {
      if (!server.enter()) return;
      listener.reset(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
      sockaddr_in6 any{};
      any.sin6_family = AF_INET6;
      any.sin6_port = htons(port);
      bind(listener.get(), reinterpret_cast<sockaddr*>(&any), sizeof any);
      listen(listener.get(), 1);
    }).join();
    const auto rows = server.diag().dump();
    f.expect(rows.size() == 1 &&
                 rows[0].tuple == Tuple(lessons::any_address(6), port, lessons::any_address(6), 0),
             "[::]:8000");
    const Tuple caller(server.address(), port, 0x0a000001, 5000);
    const auto answering = server.diag().read(caller);
    f.expect(answering && answering->listens(), "it answers IPv4 too");
  });
}

TEST_CASE("IPv6 sockets are read by their 4-tuple", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    lessons::BenchPlan plan;
    plan.settings = {{"net.ipv6.conf.lo.disable_ipv6", "0"}};
    auto bench = Bench::build(plan);
    if (!bench) return f.expect(false, bench.error().message);
    lessons::Host& host = (*bench)->hosts()[0];
    FileDescriptor listener, caller;
    std::uint16_t from = 0;
    sockaddr_in6 there{};
    there.sin6_family = AF_INET6;
    there.sin6_port = htons(port);
    there.sin6_addr = in6addr_loopback;
    std::jthread([&] {
      if (!host.enter()) return;
      listener.reset(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
      caller.reset(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
      const auto* address = reinterpret_cast<const sockaddr*>(&there);
      if (bind(listener.get(), address, sizeof there) != 0 || listen(listener.get(), 1) != 0 ||
          connect(caller.get(), address, sizeof there) != 0) {
        f.expect(false, "no connection over ::1");
      }
      sockaddr_in6 here{};
      socklen_t length = sizeof here;
      getsockname(caller.get(), reinterpret_cast<sockaddr*>(&here), &length);
      from = ntohs(here.sin6_port);
    }).join();
    const lessons::IpAddress loopback = decode::ipv6_address(in6addr_loopback.s6_addr);
    const Tuple at_caller(loopback, from, loopback, port);
    for (const Tuple& tuple : {at_caller, at_caller.reversed()}) {
      const auto reading = host.diag().read(tuple);
      f.expect(reading && reading->state == State::established && reading->tuple == tuple &&
                   reading->mss > 0,
               decode::endpoint_text(tuple.local_address, tuple.local_port));
    }
    const auto listening = host.diag().read({loopback, port, lessons::any_address(6), 0});
    f.expect(listening && listening->listens() && listening->receive_queue == 1, "the listener");
    f.expect(host.diag().dump().size() == 3, "all three in a dump");
  });
}

TEST_CASE("a dump of a hundred sockets is whole", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    std::vector<FileDescriptor> listeners;
    lessons::Host& server = (*bench)->hosts()[1];
    for (std::uint16_t i = 0; i < 100; ++i)
      listeners.push_back(test::listener_on(server, static_cast<std::uint16_t>(port + i), i));
    const auto rows = server.diag().dump();
    f.expect(rows.size() == 100 && count(rows, State::listen) == 100,
             fmt::format("{} rows", rows.size()));
    std::int64_t backlogs = 0;
    for (const SocketReading& row : rows) backlogs += row.send_queue;
    f.expect(backlogs == 99 * 100 / 2, "each with its own backlog");
    f.expect((*bench)->hosts()[0].diag().dump().empty(), "none on the other host");
  });
}
