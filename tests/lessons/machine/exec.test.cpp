#include "lessons/machine/exec.hpp"

#include "lessons/machine/namespaces.hpp"
#include "lessons/machine/runs.hpp"
#include "lessons/machine/send_descriptors.hpp"
#include "lessons/testbed/host/bench.hpp"
#include "lessons/testbed/remote/exec_answer.hpp"
#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/program/program_lab.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <optional>

using namespace wirelab;
using lessons::Bench;

namespace {

std::string line_from(int socket) {
  char text[1024];
  const ssize_t length = read(socket, text, sizeof text);
  std::string line(text, length > 0 ? static_cast<std::size_t>(length) : 0);
  return line.substr(0, line.find('\n'));
}

struct Forgetful : lessons::NoteSink {
  void note(Note) override {}
};

// Answers one connection after the other and writes what it noted to `notes`.
void answer_all(Bench& bench, int listener, int notes) {
  Forgetful sink;
  lessons::Truth truth(sink);
  std::atomic<std::int64_t> calls = 0;
  lessons::Gate gate({sink, truth, calls});
  for (;;) {
    const FileDescriptor peer(accept(listener, nullptr, nullptr));
    const lessons::ExecAnswer started = answer_exec(bench, peer.get(), line_from(peer.get()));
    if (started.error) {
      const std::string error = "error: " + *started.error + "\n";
      // Whoever looks which runs there are has left already.
      (void)send(peer.get(), error.data(), error.size(), MSG_NOSIGNAL);
      continue;
    }
    lessons::Received last_word = lessons::receive_descriptors(peer.get());
    if (last_word.descriptors.empty()) last_word.descriptors.emplace_back();
    answer_gate(gate, bench, started, last_word.text, std::move(last_word.descriptors.front()));
    const lessons::ExecAnswer exited = answer_exited(started, line_from(peer.get()));
    const std::string said = fmt::format("{} starts {}, {} ends with {}\n",
                                         started.note->get("HOST"), started.note->get("TEXT"),
                                         exited.note->get("PROGRAM"), exited.note->get("STATUS"));
    if (write(notes, said.data(), said.size()) < 0) return;
  }
}

// A testbed with two hosts that does nothing but answer `wirelab exec`.
class Run {
 public:
  Run() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    notes_.reset(ends[0]);
    const FileDescriptor to_parent(ends[1]);
    std::fflush(nullptr);
    stub_ = fork();
    if (stub_ == 0) serve(to_parent.get());
    ready_ = line_from(notes_.get());
  }
  ~Run() {
    kill(stub_, SIGTERM);
    waitpid(stub_, nullptr, 0);
  }
  pid_t id() const { return stub_; }
  // "ready", or why there is none.
  const std::string& ready() const { return ready_; }
  std::string noted() const { return line_from(notes_.get()); }

 private:
  [[noreturn]] static void serve(int notes) {
    const FileDescriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const lessons::AbstractAddress own = lessons::abstract_address(lessons::run_name(getpid()));
    bind(listener.get(), reinterpret_cast<const sockaddr*>(&own.address), own.length);
    listen(listener.get(), 4);
    const Outcome entered = lessons::enter_new_namespaces();
    auto bench = entered ? Bench::build({}) : Result<std::unique_ptr<Bench>>(entered.error());
    const std::string said = bench ? "ready\n" : bench.error().message + "\n";
    if (!bench || write(notes, said.data(), said.size()) < 0) _exit(4);
    answer_all(**bench, listener.get(), notes);
    _exit(0);
  }

  FileDescriptor notes_;
  pid_t stub_ = -1;
  std::string ready_;
};

struct Ended {
  int status = -1;
  std::string output;
};

// As the program `wirelab exec` would: in a process of its own.
Ended run_on(pid_t run, const std::string& host, const std::vector<std::string>& argv) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  FileDescriptor read_end(ends[0]), write_end(ends[1]);
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    dup2(write_end.get(), STDOUT_FILENO);
    const Result<int> status = lessons::run_on_host(run, host, argv);
    if (status) _exit(*status);
    fmt::print("{}", status.error().message);
    std::fflush(stdout);
    _exit(99);
  }
  write_end.reset();
  Ended ended;
  char part[1024];
  for (ssize_t length = 0; (length = read(read_end.get(), part, sizeof part)) > 0;) {
    ended.output.append(part, static_cast<std::size_t>(length));
  }
  int status = 0;
  waitpid(child, &status, 0);
  ended.status = WEXITSTATUS(status);
  return ended;
}

#define NEEDS_RUN(run)                                                     \
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason); \
  if ((run).ready() != "ready") WIRELAB_SKIP((run).ready())

}  // namespace

TEST_CASE("a program on a host sees the host, as the learner, in the learner's folder",
          "[testbed][live]") {
  const Run run;
  NEEDS_RUN(run);
  const Ended ended = run_on(run.id(), "server",
                             {"sh", "-c",
                              "cat /proc/sys/kernel/hostname; id -u; pwd; ls /sys/class/net; grep "
                              "client /etc/hosts; exit 7"});
  char* folder = get_current_dir_name();
  CHECK(ended.output ==
        fmt::format("server\n{}\n{}\neth0\nlo\n10.0.0.1 client\n", geteuid(), folder));
  std::free(folder);
  CHECK(ended.status == 7);
  CHECK(run.noted().find("server starts sh -c cat") == 0);
}

TEST_CASE("a program on a host may do to its network what it likes", "[testbed][live]") {
  const Run run;
  NEEDS_RUN(run);
  // NET_BIND_SERVICE, NET_ADMIN and NET_RAW are bits 10, 12 and 13.
  const Ended ended =
      run_on(run.id(), "client", {"sh", "-c", "grep CapEff /proc/self/status; echo $$ | wc -c"});
  const auto caps = std::stoull(ended.output.substr(8), nullptr, 16);
  CHECK((caps & 0x3400) == 0x3400);
  CHECK(run.noted().find("sh ends with 0") != std::string::npos);
}

TEST_CASE("a program on a host has its standard descriptors and no other", "[testbed][live]") {
  const Run run;
  NEEDS_RUN(run);
  const FileDescriptor forgotten(fcntl(STDERR_FILENO, F_DUPFD, 100));
  CHECK(run_on(run.id(), "client", {"sh", "-c", test::tells_descriptors}).output == "0 1 2\n");
}

TEST_CASE("what went wrong with exec is told", "[testbed][live]") {
  const Run run;
  NEEDS_RUN(run);
  CHECK(run_on(run.id(), "sever", {"true"}).output ==
        "There is no host \"sever\". Hosts of this run: client, server.");
  CHECK(run_on(run.id(), "client", {"/no/such/program"}).status == 127);
  CHECK(run_on(run.id(), "client", {"/etc/passwd"}).status == 126);
  CHECK(run_on(run.id(), "client", {"sh", "-c", "kill -9 $$"}).status == 137);
  CHECK(run_on(run.id(), "client", {}).status == 99);
}

TEST_CASE("a program on a host ends with its run", "[testbed][live]") {
  std::optional<Run> run;
  run.emplace();
  NEEDS_RUN(*run);
  const pid_t id = run->id();
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  FileDescriptor read_end(ends[0]), write_end(ends[1]);
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    dup2(write_end.get(), STDOUT_FILENO);
    const Result<int> status = lessons::run_on_host(
        id, "client", {"sh", "-c", "trap '' TERM INT HUP; echo here; while :; do sleep 9; done"});
    _exit(status ? *status : 99);
  }
  write_end.reset();
  CHECK(line_from(read_end.get()) == "here");
  run.reset();
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 128 + SIGKILL);
  CHECK(line_from(read_end.get()) == "");  // nobody holds its output any more
}
