#include "tests/lessons/twins.hpp"

#include "tests/lessons/lesson_run.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>

namespace wirelab::test {
namespace {

std::string on_host(pid_t run, const std::string& host, const std::string& command) {
  return fmt::format("{} exec --run {} {} -- sh -c 'exec {}' 2>/dev/null", program("wirelab"), run,
                     host, command);
}

}  // namespace

std::string program(const std::string& name) {
  const char* folder = std::getenv("WIRELAB_BIN");
  return fmt::format("{}/{}", folder ? folder : "bin", name);
}

Said said_by(const std::string& command) {
  Said said;
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char part[4096];
  for (std::size_t got = 0; (got = fread(part, 1, sizeof part, pipe)) > 0;)
    said.output.append(part, got);
  const int status = pclose(pipe);
  said.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return said;
}

Twins play_twins(const std::string& server, const std::string& client, const std::string& lesson,
                 const std::string& step) {
  TestbedRun run({lesson});
  run.say("go " + step);  // its bench stays up, and nobody has the twins' port
  run.wait_for_step(step, "end");
  const auto before = static_cast<std::ptrdiff_t>(run.recording().frames.size());
  const pid_t of = run.pid();
  auto serving = std::async(std::launch::async,
                            [of, server] { return said_by(on_host(of, "server", server)); });
  run.wait_for([](const Note& note) {
    return note.kind == NoteKind::kernel && note.get("HOST") == "server" &&
           note.get("STATE") == "LISTEN" && note.get("LOCAL").ends_with(":8088");
  });
  Twins twins;
  twins.client = said_by(on_host(of, "client", client));
  twins.server = serving.get();
  run.say("quit");
  run.finish();
  Recording after = run.recording();
  after.frames.erase(after.frames.begin(), after.frames.begin() + before);
  twins.from_server = segments(after, "server.eth0 cable");
  twins.from_client = segments(after, "client.eth0 cable");
  return twins;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

Compiled::Compiled(const std::string& lesson) {
  char made[] = "/tmp/wirelab-programs-XXXXXX";
  REQUIRE(mkdtemp(made) != nullptr);
  folder_ = made;
  for (const char* name : {"client", "server"}) {
    const std::string command = fmt::format("cc -Wall -Wextra -Werror -o {}/{} {}/lessons/{}/{}.c",
                                            folder_, name, WIRELAB_SOURCE_DIR, lesson, name);
    CAPTURE(command);
    REQUIRE(said_by(command).status == 0);
  }
}

Compiled::~Compiled() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace wirelab::test
