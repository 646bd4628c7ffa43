#include "lessons/testbed/host/bench.hpp"

#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/program/programs.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>

using namespace wirelab;
using lessons::Bench;
using test::Findings;

namespace {

// Runs `what` in a thread on the host.
void on(lessons::Host& host, Findings& f, const std::function<void()>& what) {
  std::jthread([&] {
    const Outcome entered = host.enter();
    f.expect(static_cast<bool>(entered), "entering " + host.name());
    what();
  }).join();
}

std::size_t listen_for(Bench& bench, std::chrono::milliseconds time) {
  std::size_t frames = 0;
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    for (lessons::Port& port : bench.ports()) {
      pollfd waiting{port.descriptor(), POLLIN, 0};
      poll(&waiting, 1, 20);
      frames += static_cast<std::size_t>(
          port.dispatch([](Time, std::span<const std::uint8_t>, std::uint32_t) {}));
    }
  }
  return frames;
}

std::size_t count_in(const char* folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

std::set<std::string> interfaces() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator("/sys/class/net")) {
    names.insert(entry.path().filename());
  }
  return names;
}

}  // namespace

TEST_CASE("a host sees itself: name, address, interfaces, neighbours' names", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    f.expect(static_cast<bool>(bench), bench ? "" : bench.error().message);
    if (!bench) return;
    f.expect((*bench)->hosts().size() == 2 && (*bench)->ports()[1].name() == "server.eth0",
             "two hosts and their ports");
    lessons::Host* client = (*bench)->host("client");
    f.expect((*bench)->host("nobody") == nullptr, "no host of that name");
    on(*client, f, [&] {
      char name[64] = "";
      gethostname(name, sizeof name);
      f.expect(std::string(name) == "client", std::string("host name ") + name);
      const auto seen = interfaces();
      f.expect(seen.contains("eth0") && seen.contains("lo"), "eth0 and lo in /sys/class/net");
      f.expect(!seen.contains("docker0"), "the machine's interfaces stay outside");
      hostent* server = gethostbyname("server");
      f.expect(server != nullptr && server->h_addr_list[0][3] == 2, "server in /etc/hosts");
      std::string algorithm;
      std::ifstream("/proc/sys/net/ipv4/tcp_congestion_control") >> algorithm;
      f.expect(algorithm == "reno", "congestion control is " + algorithm);
    });
  });
}

TEST_CASE("a connection crosses the wire with whole checksums and MTU-sized frames",
          "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    std::atomic<std::size_t> largest = 0;
    test::Crossing wire(**bench, [&](std::size_t, std::span<const std::uint8_t> bytes) {
      largest = std::max(largest.load(), bytes.size());
    });
    const std::size_t sent = 200'000;
    const std::size_t received = test::transfer(**bench, sent);
    f.expect(received == sent, fmt::format("{} bytes arrived", received));
    f.expect(largest == 1514, fmt::format("largest frame {}", largest.load()));
  });
}

TEST_CASE("nothing speaks that nobody asked for", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    const std::size_t frames = listen_for(**bench, std::chrono::seconds(3));
    f.expect(frames == 0, fmt::format("{} frames", frames));
  });
}

TEST_CASE("a frame over the MTU has a fate of its own", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    lessons::Port& port = (*bench)->ports()[0];
    f.expect(port.inject(std::vector<std::uint8_t>(1514)) == lessons::Injected::delivered, "1514");
    f.expect(port.inject(std::vector<std::uint8_t>(1600)) == lessons::Injected::too_big, "1600");
    f.expect(port.inject(std::vector<std::uint8_t>(5)) == lessons::Injected::failed, "5");
  });
}

TEST_CASE("settings of the plan are written, and what is missing is named", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    lessons::BenchPlan plan;
    plan.settings = {{"net.ipv4.tcp_synack_retries", "2"}, {"net.ipv4.tcp_no_such", "1"}};
    auto bench = Bench::build(plan);
    if (!bench) return f.expect(false, bench.error().message);
    const auto& missing = (*bench)->hosts()[0].missing_settings();
    f.expect(missing.size() == 1 && missing[0].find("tcp_no_such") != std::string::npos,
             fmt::format("missing: {}", fmt::join(missing, "; ")));
    on((*bench)->hosts()[0], f, [&] {
      int retries = 0;
      std::ifstream("/proc/sys/net/ipv4/tcp_synack_retries") >> retries;
      f.expect(retries == 2, "tcp_synack_retries");
    });
  });
}

TEST_CASE("a plan that cannot be is refused with a reason", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    lessons::BenchPlan plan;
    plan.topology.hosts[1].interfaces[0].addresses = {"10.0.0.x/24"};
    const auto bench = Bench::build(plan);
    f.expect(!bench && bench.error().message.find("10.0.0.x") != std::string::npos, "refused");
  });
}

TEST_CASE("nothing that a bench opens is for a program", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    f.expect(static_cast<bool>(bench), "no bench");
    int looked_at = 0;
    for (int number = STDERR_FILENO + 1; number < 1024; ++number) {
      const int flags = fcntl(number, F_GETFD);
      if (flags < 0) continue;
      ++looked_at;
      const std::string what =
          std::filesystem::read_symlink(fmt::format("/proc/self/fd/{}", number)).string();
      f.expect((flags & FD_CLOEXEC) != 0, fmt::format("{} {} outlives execve()", number, what));
    }
    f.expect(looked_at > 4, "no descriptor was found");
  });
}

TEST_CASE("a program on a host ends with the bench", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    auto bench = Bench::build({});
    if (!bench) return f.expect(false, bench.error().message);
    const pid_t bystander = fork();
    if (bystander == 0) {
      for (;;) pause();
    }
    pid_t program = -1;
    on((*bench)->hosts()[0], f, [&] {
      program = fork();
      if (program == 0) {
        for (;;) pause();
      }
    });
    bench->reset();
    int status = 0;
    f.expect(waitpid(program, &status, 0) == program && WTERMSIG(status) == SIGKILL, "ended");
    f.expect(waitpid(bystander, &status, WNOHANG) == 0, "another process lives on");
  });
}

TEST_CASE("fifty benches one after the other leave nothing behind", "[testbed][live]") {
  WIRELAB_APART([](Findings& f) {
    const auto once = [&] {
      auto bench = Bench::build({});
      f.expect(static_cast<bool>(bench), bench ? "" : bench.error().message);
    };
    once();
    const std::size_t descriptors = count_in("/proc/self/fd"),
                      threads = count_in("/proc/self/task");
    for (int i = 0; i < 50; ++i) once();
    f.expect(count_in("/proc/self/fd") == descriptors, "open descriptors");
    // The kernel lets both go a moment later: a thread stays listed while it is joined already.
    const auto ports = [] { return test::interface_count(); };
    const auto tasks = [] { return count_in("/proc/self/task"); };
    for (int i = 0; i < 500 && (ports() > 1 || tasks() > threads); ++i) usleep(10'000);
    f.expect(tasks() == threads, fmt::format("{} threads instead of {}", tasks(), threads));
    f.expect(ports() == 1, fmt::format("{} interfaces are left", ports()));
  });
}
