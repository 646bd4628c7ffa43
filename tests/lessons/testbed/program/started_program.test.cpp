#include "lessons/testbed/program/started_program.hpp"

#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/program/program_lab.hpp"
#include "tests/lessons/testbed/program/programs.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace wirelab;
using test::Findings;
using test::ProgramLab;
using test::Recording;

namespace {

#define NEEDS_PYTHON()                                                     \
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason); \
  if (access("/usr/bin/python3", X_OK) != 0) WIRELAB_SKIP("no /usr/bin/python3 here")

std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, ", "));
}

// The handshake's programs, the C ones compiled, in a folder that goes away.
class Twins {
 public:
  Twins() {
    char name[] = "/tmp/wirelab-twins-XXXXXX";
    folder_ = mkdtemp(name) ? name : "";
    for (const char* side : {"client", "server"}) {
      const std::string cc = fmt::format("cc -o {0}/{1} {2}/lessons/handshake/{1}.c", folder_, side,
                                         WIRELAB_SOURCE_DIR);
      built_ = built_ && std::system(cc.c_str()) == 0;
    }
  }
  ~Twins() { std::filesystem::remove_all(folder_); }
  bool built() const { return built_; }
  std::string c(const char* side) const { return fmt::format("{}/{}", folder_, side); }
  static std::string python(const char* side) {
    return fmt::format("/usr/bin/python3 {}/lessons/handshake/{}.py", WIRELAB_SOURCE_DIR, side);
  }

 private:
  std::string folder_;
  bool built_ = true;
};

// "accept4" and "accept" are one call to whoever wrote the program.
std::string calls(const Recording& recording, const std::string& program) {
  std::string text;
  for (std::string line : test::returns_of(recording, program))
    text += line.substr(0, line.find_first_of(" 4")) + " ";
  return text;
}

// Server and client of the handshake, on their hosts.
void shake_hands(Findings& findings, const std::string& server, const std::string& client) {
  ProgramLab lab;
  findings.expect(lab.say("start server server " + server).empty(), "the server does not start");
  findings.expect(lab.until_called("server", "listen"), "the server does not listen");
  lab.say("start client client " + client);
  findings.expect(lab.status("client") == 0, client + " fails");
  findings.expect(lab.status("server") == 0, server + " fails");
  const Recording recording = lab.end();
  findings.expect(
      joined(test::output_of(recording, "server")).find("hello from client!") != std::string::npos,
      "the server prints " + joined(test::output_of(recording, "server")));
  findings.expect(calls(recording, "server") == "bind listen accept close close ",
                  calls(recording, "server"));
  findings.expect(calls(recording, "client") == "connect close ", calls(recording, "client"));
}

std::size_t frames_on(const Recording& recording, const std::string& interface) {
  return static_cast<std::size_t>(
      std::count_if(recording.frames.begin(), recording.frames.end(),
                    [&](const test::KeptFrame& frame) { return frame.interface == interface; }));
}

std::size_t processes_named(const std::string& wanted) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "comm");
    std::string name;
    count += file >> name && name == wanted;
  }
  return count;
}

constexpr const char* echo_server = R"(
import socket, sys
host = socket.gethostname() if sys.argv[1] == "gethostname" else sys.argv[1]
with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
  s.bind((host, 65432))
  s.listen()
  conversation, peer = s.accept()
  with conversation:
    while True:
      data = conversation.recv(1024)
      if not data: break
      conversation.sendall(data)
)";

constexpr const char* echo_client = R"(
import socket, sys
host = socket.gethostname() if sys.argv[1] == "gethostname" else sys.argv[1]
with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
  s.connect((host, 65432))
  s.sendall(b"Hello, world")
  print("Received", s.recv(1024).decode())
)";

// A tutorial's echo on one host, under one of the names that it goes by.
void echo(Findings& findings, const std::string& name, const char* interface, bool loopback) {
  ProgramLab lab;
  lab.python("server", "server", echo_server, {name});
  findings.expect(lab.until_called("server", "accept4"), name + ": the server does not accept");
  lab.python("server", "client", echo_client, {name});
  findings.expect(lab.status("client") == 0 && lab.status("server") == 0, name + ": they fail");
  const Recording recording = lab.end();
  findings.expect(joined(test::output_of(recording, "client")) == "Received Hello, world",
                  name + ": " + joined(test::output_of(recording, "client")));
  findings.expect(frames_on(recording, interface) >= 8, name + ": its frames were not recorded");
  const auto notes = recording.of_kind(NoteKind::program);
  const bool told = std::any_of(notes.begin(), notes.end(), [](const Note& note) {
    return note.get("EVENT") == "loopback" && note.get("LOCAL") == "127.0.0.1:65432";
  });
  findings.expect(told == loopback, name + ": bound to loopback, or not, is told wrongly");
}

}  // namespace

TEST_CASE("the handshake's twins in C and Python do the same", "[testbed][programs][live]") {
  NEEDS_PYTHON();
  const Twins twins;
  if (!twins.built()) WIRELAB_SKIP("no C compiler here");
  WIRELAB_APART([&](Findings& findings) {
    shake_hands(findings, twins.c("server"), Twins::python("client"));
    shake_hands(findings, Twins::python("server"), twins.c("client"));
  });
}

TEST_CASE("tutorials run as they are printed: 127.0.0.1, localhost, gethostname()",
          "[testbed][programs][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    echo(findings, "127.0.0.1", "server.lo", true);
    echo(findings, "localhost", "server.lo", true);
    echo(findings, "gethostname", "server.lo", false);
  });
}

TEST_CASE("tutorials run as they are printed: UDP and <broadcast>", "[testbed][programs][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("server", "server", R"(
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("", 37020))
for i in range(2):
  data, peer = s.recvfrom(1024)
  print(data.decode())
  s.sendto(data.upper(), peer)
)");
    findings.expect(lab.until_called("server", "bind"), "the server does not bind");
    lab.python("client", "client", R"(
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.sendto(b"hello", ("10.0.0.2", 37020))
print(s.recvfrom(1024)[0].decode())
try: s.sendto(b"all", ("<broadcast>", 37020))
except PermissionError: print("not allowed")
s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
s.sendto(b"all", ("<broadcast>", 37020))
print(s.recvfrom(1024)[0].decode())
)");
    findings.expect(lab.status("client") == 0 && lab.status("server") == 0, "they fail");
    const Recording recording = lab.end();
    findings.expect(joined(test::output_of(recording, "server")) == "hello, all", "server");
    findings.expect(joined(test::output_of(recording, "client")) == "HELLO, not allowed, ALL",
                    joined(test::output_of(recording, "client")));
  });
}

TEST_CASE("a program's input, output and end are notes", "[testbed][programs][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    findings.expect(
        lab.say("start sever chat cat") == "this bench has no host 'sever'; did you mean 'server'?",
        "an unknown host is taken");
    lab.say("start server chat sh -c 'read a; echo \"$a\" again; cat; exit 3'");
    findings.expect(lab.say("start client chat cat") == "a program named 'chat' runs already",
                    "a name is taken twice");
    lab.say("input chat hello");
    findings.expect(lab.until_printed("chat", "hello again"), "no answer");
    lab.say("input chat more");
    lab.say("eof chat");
    findings.expect(lab.status("chat") == 3, "it does not end at the end of its input");
    findings.expect(lab.say("input chat x") == "program chat takes no input any more: it has ended",
                    "a dead program reads");
    findings.expect(lab.say("kill caht") ==
                        "no program named 'caht' was started; did you mean "
                        "'chat'?",
                    "an unknown program is killed");
    lab.say("start server missing /no/such/program");
    findings.expect(lab.status("missing") == 127, "what is not there runs");
    const Recording recording = lab.end();
    findings.expect(joined(test::output_of(recording, "chat")) == "hello again, more",
                    joined(test::output_of(recording, "chat")));
    std::string events;
    for (const Note& note : recording.of_kind(NoteKind::program))
      if (note.get("PROGRAM") == "chat") events += std::string(note.get("EVENT")) + " ";
    findings.expect(events == "start input output input output exit " ||
                        events == "input start output input output exit ",
                    events);
    const auto errors = recording.of_kind(NoteKind::error);
    findings.expect(errors.size() == 1 && errors[0].get("TEXT") ==
                                              "Starting missing on server: /no/such/program: No "
                                              "such file or directory.",
                    "the missing program is not told");
  });
}

TEST_CASE("a program has its standard descriptors and no other", "[testbed][programs][live]") {
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason);
  WIRELAB_APART([](Findings& findings) {
    const int forgotten = dup(STDERR_FILENO);  // without O_CLOEXEC, as a library may open it
    findings.expect(forgotten > STDERR_FILENO, "no descriptor");
    ProgramLab lab;
    lab.say("start server each sh -c '" + test::tells_descriptors + "'");
    findings.expect(lab.status("each") == 0, "it fails");
    const std::string printed = joined(test::output_of(lab.end(), "each"));
    findings.expect(printed == "0 1 2", printed);
  });
}

TEST_CASE("who prints without end fills nothing, who ignores SIGTERM is killed with the step",
          "[testbed][programs][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.say("start client endless yes");
    lab.say("start server stubborn sh -c 'trap \"\" TERM; echo here; while :; do sleep 9; done'");
    lab.say("start server parent sh -c '(setsid sleep 1000 &) ; echo left'");
    findings.expect(lab.until_printed("stubborn", "here"), "it does not start");
    findings.expect(lab.status("parent") == 0, "a daemon's parent fails");
    const Recording recording = lab.end();
    const auto lines = test::output_of(recording, "endless");
    findings.expect(lines.size() <= lessons::ProgramOutput::most_lines + 1,
                    fmt::format("{} lines were kept", lines.size()));
    std::string exits;
    for (const Note& note : recording.of_kind(NoteKind::program))
      if (note.get("EVENT") == "exit")
        exits += fmt::format("{} {} ", note.get("PROGRAM"), note.get("STATUS"));
    findings.expect(exits.find("endless 143") != std::string::npos, exits);
    findings.expect(exits.find("stubborn 137") != std::string::npos, exits);
    findings.expect(test::eventually([] { return processes_named("sleep") == 0; }),
                    "a daemon is left");
  });
}

TEST_CASE("a host has its name, and no names from outside", "[testbed][programs][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("client", "names", R"(
import socket
print(socket.gethostname(), socket.gethostbyname(socket.gethostname()))
print(socket.gethostbyname("server"))
try: socket.gethostbyname("example.com")
except socket.gaierror: print("unknown")
)");
    findings.expect(lab.status("names") == 0, "it fails");
    const Recording recording = lab.end();
    findings.expect(
        joined(test::output_of(recording, "names")) == "client 10.0.0.1, 10.0.0.2, unknown",
        joined(test::output_of(recording, "names")));
    findings.expect(recording.frames.empty(), "somebody was asked");
  });
}
