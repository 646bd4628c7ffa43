#include "lessons/machine/runs.hpp"

#include "lessons/machine/peer.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace wirelab;
using lessons::run_names_in;
using Names = std::vector<std::string>;

namespace {

// Listens on a name; none: it is taken.
FileDescriptor listener_on(const std::string& name, int backlog = 4) {
  FileDescriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const lessons::AbstractAddress own = lessons::abstract_address(name);
  if (bind(listener.get(), reinterpret_cast<const sockaddr*>(&own.address), own.length) != 0 ||
      listen(listener.get(), backlog) != 0)
    listener.reset();
  return listener;
}

bool is_listed(pid_t run) {
  const std::vector<pid_t> runs = lessons::list_runs();
  return std::count(runs.begin(), runs.end(), run) == 1;
}

// A process of another user that listens on a name, until it is killed.
class Stranger {
 public:
  Stranger(uid_t user, const std::string& name) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    const FileDescriptor read_end(ends[0]);
    FileDescriptor write_end(ends[1]);
    process_ = fork();
    if (process_ == 0) {
      if (setuid(user) != 0) _exit(1);
      const FileDescriptor listener = listener_on(name);
      if (!listener || write(write_end.get(), "y", 1) != 1) _exit(1);
      for (;;) pause();
    }
    write_end.reset();
    char word = 0;
    listens_ = read(read_end.get(), &word, 1) == 1;
  }
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;
  ~Stranger() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  bool listens() const { return listens_; }
  pid_t process() const { return process_; }

 private:
  pid_t process_ = -1;
  bool listens_ = false;
};

}  // namespace

TEST_CASE("runs are looked for among the sockets of the machine", "[testbed]") {
  const char* table =
      "Num       RefCount Protocol Flags    Type St Inode Path\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21731 @wirelab-4711\n"
      "0000000000000000: 00000003 00000000 00000000 0001 03 21732 @wirelab-4711\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21733 @wirelab-12-4000000000\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21734 @wirelab-12x\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21734 @wirelab-12-\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21734 @wirelab-12-3-4\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21734 @wirelab-1\033]0;x\007\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21734 @wirelab-12345678901\n"
      "0000000000000000: 00000003 00000000 00000000 0001 03 21735 @wirelab-99\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21736 /tmp/@wirelab-5\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21736 /run/dbus/system_bus_socket\n";
  CHECK(run_names_in(table) == Names{"wirelab-12-4000000000", "wirelab-4711"});
  CHECK(run_names_in("").empty());
  CHECK(run_names_in(" 00010000 @wirelab-").empty());
}

TEST_CASE("who listens as our own user is a run, whatever name it has", "[testbed]") {
  CHECK_FALSE(is_listed(getpid()));
  for (const std::string& name :
       {lessons::run_name(getpid()), lessons::run_name(getpid(), 7), lessons::run_name(3999999)}) {
    INFO(name);
    const FileDescriptor listener = listener_on(name);
    REQUIRE(listener);
    CHECK(is_listed(getpid()));
    CHECK_FALSE(is_listed(3999999));
    const auto connection = lessons::connect_to_run(getpid());
    REQUIRE(connection);
    const std::optional<lessons::Peer> peer = lessons::peer_of(connection->get());
    REQUIRE(peer);
    CHECK(peer->process == getpid());
    CHECK(lessons::is_own_user(*peer));
  }
  CHECK_FALSE(is_listed(getpid()));
}

TEST_CASE("a listener that is busy is waited for a moment only", "[testbed]") {
  const FileDescriptor listener = listener_on(lessons::run_name(getpid()), 0);
  REQUIRE(listener);
  const auto first = lessons::connect_to_run(getpid());
  CHECK(first);
  CHECK_FALSE(lessons::connect_to_run(getpid()));
}

TEST_CASE("another user's listener is no run of ours, root's or not", "[testbed]") {
  if (geteuid() != 0) return;
  constexpr uid_t somebody = 61234;
  const std::string taken = lessons::run_name(getpid());
  const Stranger stranger(somebody, taken);
  REQUIRE(stranger.listens());
  CHECK_FALSE(is_listed(getpid()));
  CHECK_FALSE(is_listed(stranger.process()));
  for (const pid_t run : {getpid(), stranger.process()}) {
    const auto connection = lessons::connect_to_run(run);
    REQUIRE_FALSE(connection);
    CHECK(connection.error().message.find("belongs to user 61234") != std::string::npos);
  }
  // Ours, under another name, is found beside it.
  const FileDescriptor listener = listener_on(lessons::run_name(getpid(), 1));
  REQUIRE(listener);
  CHECK(is_listed(getpid()));
  CHECK(lessons::connect_to_run(getpid()));
}

TEST_CASE("a run that is not there is an error of usage", "[testbed]") {
  const auto connection = lessons::connect_to_run(999999999);
  REQUIRE_FALSE(connection);
  CHECK(connection.error().kind == ErrorKind::usage);
  CHECK(connection.error().message.find("999999999") != std::string::npos);
}
