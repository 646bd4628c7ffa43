#include "lessons/testbed/socket_diag.hpp"

#include "tests/lessons/testbed/apart.hpp"
#include "tests/lessons/testbed/programs.hpp"
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
