// Clients of the remote that mean no good, or do not know better.
#include "lessons/machine/runs.hpp"
#include "lessons/machine/send_descriptors.hpp"
#include "tests/lessons/testbed/remote/testbed_run.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

using namespace wirelab;
using test::TestbedRun;

namespace {

constexpr int patience_ms = 20'000;
constexpr std::size_t most_clients = 64;

// A run of handshake that has played a step, and whose bench is the learner's.
struct Played : TestbedRun {
  explicit Played(const std::vector<std::string>& more = {}) : TestbedRun(with(more)) {
    say("go nobody-listening");
    wait_for_step("nobody-listening", "end");
  }
  static std::vector<std::string> with(const std::vector<std::string>& more) {
    std::vector<std::string> words{"handshake"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  FileDescriptor connect() const {
    auto connection = lessons::connect_to_run(pid());
    return connection ? *std::move(connection) : FileDescriptor();
  }
};

void say_to(const FileDescriptor& connection, const std::string& text) {
  (void)send(connection.get(), text.data(), text.size(), MSG_NOSIGNAL);
}

// One line; "(nothing)" where none comes in time, "" at the end.
std::string answer_of(const FileDescriptor& connection) {
  std::string answer;
  for (char letter = 0;;) {
    pollfd wait{connection.get(), POLLIN, 0};
    if (poll(&wait, 1, patience_ms) <= 0) return "(nothing)";
    if (recv(connection.get(), &letter, 1, 0) != 1 || letter == '\n') return answer;
    answer += letter;
  }
}

std::string ask(const FileDescriptor& connection, const std::string& line) {
  say_to(connection, line + "\n");
  return answer_of(connection);
}

// Says lines until the run takes no more of them.
void say_without_reading(const FileDescriptor& connection, const std::string& line) {
  std::string lines;
  while (lines.size() < 65536) lines += line + "\n";
  pollfd wait{connection.get(), POLLOUT, 0};
  while (poll(&wait, 1, 300) > 0)
    if (send(connection.get(), lines.data(), lines.size(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0) return;
}

// Ends the run by a client of its own.
int quit(Played& run) {
  CHECK(ask(run.connect(), "quit") == "ok");
  return run.finish();
}

// The testbed itself, the last that its stub has made; 0: this kernel does not tell.
pid_t first_process(pid_t stub) {
  std::ifstream children(fmt::format("/proc/{0}/task/{0}/children", stub));
  pid_t last = 0;
  for (pid_t child = 0; children >> child;) last = child;
  return last;
}

// How many descriptors a process may have from now on; what it has, it keeps.
bool limit_descriptors(pid_t process, rlim_t most) {
  rlimit limit{};
  if (prlimit(process, RLIMIT_NOFILE, nullptr, &limit) != 0) return false;
  limit.rlim_cur = most;
  return prlimit(process, RLIMIT_NOFILE, &limit, nullptr) == 0;
}

rlim_t lowest_free_descriptor(pid_t process) {
  rlim_t number = 0;
  while (access(fmt::format("/proc/{}/fdinfo/{}", process, number).c_str(), F_OK) == 0) ++number;
  return number;
}

// User and system time, in clock ticks.
long ticks_of(pid_t process) {
  std::ifstream stat(fmt::format("/proc/{}/stat", process));
  std::string word;
  for (int field = 1; field <= 13; ++field) stat >> word;
  long user = 0, system = 0;
  stat >> user >> system;
  return user + system;
}

}  // namespace

TEST_CASE("a client that never reads is dropped with a note, and nobody waits for him", "[live]") {
  if (!test::testbed_works()) return;
  Played run;
  const FileDescriptor deaf = run.connect();
  say_without_reading(deaf, "status");
  CHECK(ask(run.connect(), "hold all") == "ok");
  CHECK(run.wait_for([](const Note& note) {
             return note.kind == NoteKind::error && note.get("TEXT").starts_with("A client");
           })
            .get("TEXT") ==
        "A client of the remote was dropped: for 5 s it has not read its answers.");
  CHECK(quit(run) == 0);
}

TEST_CASE("a client that never reads does not put off the end", "[live]") {
  if (!test::testbed_works()) return;
  Played run;
  const FileDescriptor deaf = run.connect();
  say_without_reading(deaf, "status");
  CHECK(quit(run) == 0);
}

TEST_CASE("who hangs up while he waits makes room for others", "[live]") {
  if (!test::testbed_works()) return;
  Played run;
  const auto fill = [&run](const std::string& line) {
    std::vector<FileDescriptor> clients;
    while (clients.size() < most_clients - 1) {  // and standard input
      clients.push_back(run.connect());
      say_to(clients.back(), line + "\n");
    }
    return clients;
  };
  CHECK(ask(run.connect(), "hold all") == "ok");
  for (const char* line : {"wait 9999 within 3600", "wait settled within 3600"}) {
    CAPTURE(line);
    std::vector<FileDescriptor> clients = fill(line);
    const std::string full =
        "error: 64 clients talk with this run already; one of them must end first";
    CHECK(answer_of(run.connect()) == full);
    clients.clear();
    std::string answer = full;  // those before it are noticed to have gone, or about to be
    for (int tries = 0; answer == full && tries < 1000; ++tries)
      answer = ask(run.connect(), "status");
    CHECK(answer.starts_with("lesson"));
  }
  std::vector<FileDescriptor> left = fill("wait 9999 within 3600");
  left.pop_back();
  CHECK(quit(run) == 0);
}

TEST_CASE("half a connection is a whole client, a line needs no end", "[live]") {
  if (!test::testbed_works()) return;
  Played run;
  const FileDescriptor client = run.connect();
  say_to(client, "wait end\nhold all\nrelease all");
  shutdown(client.get(), SHUT_WR);
  CHECK(answer_of(client) == "ok");
  CHECK(answer_of(client) == "ok");
  CHECK(answer_of(client) == "ok");
  CHECK(answer_of(client).empty());
  run.say_as_it_is("quit");
  run.close_input();
  CHECK(run.finish() == 0);
}

TEST_CASE("what is too long is refused with a sentence", "[live]") {
  if (!test::testbed_works()) return;
  Played run;
  const FileDescriptor client = run.connect();
  CHECK(ask(client, "rule drop bpf " + std::string(40'000, ' ') + "tcp") ==
        "error: a rule has at most 4096 bytes; this one has 40012");
  CHECK(ask(client, std::string(200'000, 'x')) ==
        "error: a line has at most 65536 bytes; this one has 200000");
  CHECK(ask(client, "hold all") == "ok");
  CHECK(quit(run) == 0);
}

TEST_CASE("descriptors that nobody asked for are closed", "[live]") {
  if (!test::testbed_works()) return;
  Played run;
  std::vector<FileDescriptor> clients;
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  const FileDescriptor read_end(ends[0]);
  FileDescriptor write_end(ends[1]);
  const std::vector<int> many(8, write_end.get());
  for (int i = 0; i < 50; ++i) {
    clients.push_back(run.connect());
    REQUIRE(lessons::send_descriptors(clients.back().get(), "hold all\n", many));
    CHECK(answer_of(clients.back()) == "ok");
  }
  // The last one writes: then all that were given have gone.
  write_end.reset();
  pollfd wait{read_end.get(), POLLIN, 0};
  CHECK(poll(&wait, 1, patience_ms) == 1);
  CHECK((wait.revents & POLLHUP) != 0);
  clients.clear();

  // A forged listener is no gate.
  const FileDescriptor forger = run.connect();
  say_to(forger, "exec client forger\n");
  CHECK_FALSE(lessons::receive_descriptors(forger.get()).descriptors.empty());
  const FileDescriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
  const int given = nothing.get();
  REQUIRE(lessons::send_descriptors(forger.get(), "gate 7\n", {&given, 1}));
  CHECK(run.wait_for([](const Note& note) { return note.get("EVENT") == "unseen"; }).get("TEXT") ==
        "The calls of this program are not seen here: what it handed over is no listener of a "
        "gate.");
  CHECK(quit(run) == 0);
}

TEST_CASE("without a descriptor left the remote says so, or waits, and does not spin", "[live]") {
  if (!test::testbed_works()) return;
  Played run;
  const FileDescriptor before = run.connect();
  CHECK(ask(before, "hold all") == "ok");
  const pid_t process = first_process(run.pid());
  if (process == 0 || !limit_descriptors(process, lowest_free_descriptor(process)))
    WIRELAB_SKIP("no such process can be limited here");
  CHECK(answer_of(run.connect()) ==
        "error: this run has no descriptor left for a client (ulimit -n)");

  REQUIRE(limit_descriptors(process, 6));  // not even a spare one
  const FileDescriptor waiting = run.connect();
  CHECK(ask(before, "hold all") == "ok");
  const long ticks = ticks_of(process);
  usleep(300'000);
  CHECK(ticks_of(process) - ticks <
        sysconf(_SC_CLK_TCK) / 10);  // who spins has three times as many
  REQUIRE(limit_descriptors(process, 256));
  CHECK(ask(waiting, "hold all") == "ok");
  CHECK(quit(run) == 0);
}
