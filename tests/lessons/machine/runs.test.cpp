#include "lessons/machine/runs.hpp"

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

using namespace wirelab;
using lessons::runs_in;

TEST_CASE("runs are found among the sockets of the machine", "[testbed]") {
  const char* table =
      "Num       RefCount Protocol Flags    Type St Inode Path\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21731 @wirelab-4711\n"
      "0000000000000000: 00000003 00000000 00000000 0001 03 21732 @wirelab-4711\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21733 @wirelab-12\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21734 @wirelab-12x\n"
      "0000000000000000: 00000003 00000000 00000000 0001 03 21735 @wirelab-99\n"
      "0000000000000000: 00000002 00000000 00010000 0001 01 21736 /run/dbus/system_bus_socket\n";
  CHECK(runs_in(table) == std::vector<pid_t>{12, 4711});
  CHECK(runs_in("").empty());
  CHECK(runs_in("@wirelab-").empty());
}

TEST_CASE("our own listening socket is a run, and answers", "[testbed]") {
  const FileDescriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = lessons::run_name(getpid());
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  REQUIRE(bind(listener.get(), reinterpret_cast<sockaddr*>(&address), length) == 0);
  REQUIRE(listen(listener.get(), 1) == 0);
  const std::vector<pid_t> runs = lessons::list_runs();
  CHECK(std::count(runs.begin(), runs.end(), getpid()) == 1);
  CHECK(lessons::connect_to_run(getpid()));
}

TEST_CASE("a run that is not there is an error of usage", "[testbed]") {
  const auto connection = lessons::connect_to_run(999999999);
  REQUIRE_FALSE(connection);
  CHECK(connection.error().kind == ErrorKind::usage);
  CHECK(connection.error().message.find("999999999") != std::string::npos);
}
