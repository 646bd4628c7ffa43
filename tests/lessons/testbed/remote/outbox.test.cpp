#include "lessons/testbed/remote/outbox.hpp"

#include "capture/bytes/file_descriptor.hpp"

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

using namespace wirelab;
using lessons::Outbox;

namespace {

struct Pair {
  Pair() {
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    here.reset(ends[0]), there.reset(ends[1]);
  }
  std::string read() const {
    std::string text(1 << 20, 0);
    const ssize_t got = recv(there.get(), text.data(), text.size(), MSG_DONTWAIT);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
  }
  FileDescriptor here, there;
};

}  // namespace

TEST_CASE("who reads has it at once") {
  const Pair pair;
  Outbox box;
  box.say(pair.here.get(), "ok\n", 7);
  CHECK(box.is_empty());
  CHECK(box.waits_since() == 0);
  CHECK(pair.read() == "ok\n");
}

TEST_CASE("who does not read keeps nobody waiting, and has it all when he does") {
  const Pair pair;
  Outbox box;
  std::string said, heard;
  for (Time time = 1; box.is_empty(); ++time) {
    said += std::string(100'000, static_cast<char>('a' + time % 26));
    box.say(pair.here.get(), std::string_view(said).substr(said.size() - 100'000), time);
  }
  const Time since = box.waits_since();
  CHECK(since > 0);
  box.send_on(pair.here.get(), since + 5);  // nothing was read: it waits since then
  CHECK(box.waits_since() == since);
  while (heard.size() < said.size()) {
    const std::string part = pair.read();
    REQUIRE_FALSE(part.empty());
    heard += part;
    box.send_on(pair.here.get(), since + 9);
    CHECK((box.is_empty() || box.waits_since() == since + 9));
  }
  CHECK(heard == said);
}

TEST_CASE("for who has gone nothing is kept") {
  Pair pair;
  Outbox box;
  pair.there.reset();
  box.say(pair.here.get(), "ok\n", 7);
  CHECK(box.is_empty());
}
