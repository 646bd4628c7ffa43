#include "lessons/testbed/gate/gate.hpp"

#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/program/program_lab.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <set>
#include <sys/syscall.h>
#include <unistd.h>

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

// REMOTE of the sockets that accept4() handed over on the server, though nobody had read their
// ESTABLISHED. A port of the client may come again.
std::vector<std::string> accepted_unread(const Recording& recording) {
  std::set<std::string> read;
  std::vector<std::string> unread;
  for (const Note& note : recording.notes) {
    if (note.get("HOST") != "server") continue;
    std::string remote(note.get("REMOTE"));
    if (note.kind == NoteKind::kernel && note.get("STATE") == "ESTABLISHED" &&
        note.get("READ") == "read")
      read.insert(std::move(remote));
    else if (note.kind == NoteKind::returned && note.get("CALL") == "accept4" &&
             read.erase(remote) == 0)
      unread.push_back(std::move(remote));
  }
  return unread;
}

constexpr const char* accepts_and_closes = R"(
import socket
s = socket.create_server(("", 8000), backlog=100)
print("ready")
for i in range(100): s.accept()[0].close()
)";

constexpr const char* calls_a_hundred_times = R"(
import socket
for i in range(100):
  with socket.create_connection(("10.0.0.2", 8000)) as s: s.recv(1)
)";

// Of the calling thread alone, as the kernel has it.
constexpr const char* gives_up_rights = R"(
import ctypes, os, socket, struct, threading
libc = ctypes.CDLL(None, use_errno=True)
def give_up():
  if libc.capset(struct.pack("Ii", 0x20080522, 0), bytes(24)) != 0: print("kept")
)";

constexpr const char* waits_in_accept = R"(
import socket
s = socket.socket()
s.bind(("", 8000))
s.listen()
s.accept()
)";

// From now on this call fails with EPERM, for this process and all that it starts.
bool forbid(unsigned call) {
  sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{static_cast<unsigned short>(std::size(steps)), steps};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

std::string unseen_of(const Recording& recording, const std::string& program) {
  std::string texts;
  for (const Note& note : recording.of_kind(NoteKind::program))
    if (note.get("PROGRAM") == program && note.get("EVENT") == "unseen")
      texts += std::string(note.get("TEXT")) + " ";
  return texts;
}

}  // namespace

TEST_CASE("ESTABLISHED is read of every connection that is accepted and closed at once",
          "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("server", "server", accepts_and_closes);
    findings.expect(lab.until_printed("server", "ready"), "the server is not ready");
    lab.python("client", "client", calls_a_hundred_times);
    findings.expect(lab.status("client") == 0, "the client fails");
    findings.expect(lab.status("server") == 0, "the server fails");
    const Recording recording = lab.end();
    const auto unread = accepted_unread(recording);
    findings.expect(unread.empty(), fmt::format("ESTABLISHED of {} was not read", joined(unread)));
    const auto returns = test::returns_of(recording, "server");
    const auto accepted =
        std::count_if(returns.begin(), returns.end(),
                      [](const std::string& line) { return line.starts_with("accept4 = "); });
    findings.expect(accepted == 100, fmt::format("{} of 100 accepts were noted", accepted));
  });
}

TEST_CASE("a call is noted with who made it, its arguments and its result",
          "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("client", "program", R"(
import socket
a, b = socket.socket(), socket.socket()
a.bind(("", 7000)); a.listen(3)
try: b.bind(("", 7000))
except OSError as e: print(e.errno)
a.setblocking(False)
try: a.accept()
except BlockingIOError: print("nobody")
try: b.connect(("10.0.0.2", 9))
except ConnectionRefusedError: print("refused")
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.connect(("10.0.0.2", 9)); u.close()
a.close()
)");
    findings.expect(lab.status("program") == 0, "the program fails");
    const Recording recording = lab.end();
    findings.expect(joined(test::output_of(recording, "program")) == "98, nobody, refused",
                    "it prints " + joined(test::output_of(recording, "program")));
    const std::string returns = joined(test::returns_of(recording, "program"));
    findings.expect(returns.starts_with("bind = 0, listen = 0, bind = -1 EADDRINUSE, "
                                        "accept4 = -1 EAGAIN, connect = -1 ECONNREFUSED, "
                                        "connect = 0, close = 0, close = 0"),
                    returns);
    const auto calls = recording.of_kind(NoteKind::call);
    const auto refused = std::find_if(calls.begin(), calls.end(), [](const Note& note) {
      return note.get("CALL") == "connect" && note.get("PROTOCOL").empty();
    });
    findings.expect(refused != calls.end() && refused->get("REMOTE") == "10.0.0.2:9" &&
                        refused->get("ARGUMENTS").ends_with(", 10.0.0.2:9") &&
                        refused->get("HOST") == "client" && refused->number("PID") > 1,
                    "connect is noted otherwise");
  });
}

TEST_CASE("what dup2, dup3 and close_range close is noted as closed", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("client", "program", R"(
import ctypes, os, socket
def listens(port):
  s = socket.socket(); s.bind(("", port)); s.listen(); return s.detach()
a, b, c, d = listens(1), listens(2), listens(3), listens(4)
e = os.dup(a)           # another number for a
os.dup2(a, e)           # the same again: nothing is closed
os.dup2(0, a)           # e keeps it open
os.dup2(0, e, inheritable=False)
libc = ctypes.CDLL(None, use_errno=True)
libc.dup2(99, b)        # no such file: nothing is closed
libc.close_range(b, d, 4)  # CLOSE_RANGE_CLOEXEC: later
libc.close_range(c, d, 0)
os.execv("/bin/true", ["true"])
)");
    findings.expect(lab.status("program") == 0, "the program fails");
    const Recording recording = lab.end();
    std::string closes;
    for (const Note& note : recording.of_kind(NoteKind::call))
      if (note.get("CALL") == "close")
        closes += fmt::format("{}{} ", note.get("LOCAL"), note.get("SHARED") == "yes" ? "+" : "");
    findings.expect(closes == "0.0.0.0:1+ 0.0.0.0:1 0.0.0.0:3 0.0.0.0:4 ", closes);
    const std::string returns = joined(test::returns_of(recording, "program"));
    findings.expect(returns.ends_with("listen = 0, close = 0, close = 0, close = 0, close = 0"),
                    returns);
    const auto calls = recording.of_kind(NoteKind::call);
    const auto by_range = std::find_if(calls.begin(), calls.end(), [](const Note& note) {
      return note.get("ARGUMENTS").find("close_range(") != std::string_view::npos;
    });
    findings.expect(by_range != calls.end() && by_range->get("LOCAL") == "0.0.0.0:3", "by what");
    std::multiset<std::string> gone;
    for (const Note& note : recording.of_kind(NoteKind::gone)) gone.emplace(note.get("LOCAL"));
    for (const char* closed : {"0.0.0.0:1", "0.0.0.0:3", "0.0.0.0:4"})
      findings.expect(gone.count(closed) == 1, fmt::format("{} is not gone", closed));
  });
}

TEST_CASE("at the gate there is no io_uring", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("client", "program", R"(
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print(libc.syscall(425, 1, ctypes.create_string_buffer(120)), ctypes.get_errno())
)");
    findings.expect(lab.status("program") == 0, "the program fails");
    const std::string printed = joined(test::output_of(lab.end(), "program"));
    findings.expect(printed == "-1 38", printed);
  });
}

TEST_CASE("who waits at the gate can be killed, and holds nothing then", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("server", "first", waits_in_accept);
    findings.expect(lab.until_called("first", "accept4"), "it does not accept");
    findings.expect(lab.say("kill first KILL").empty(), "it cannot be killed");
    findings.expect(lab.status("first") == 128 + SIGKILL, "it was not killed");
    // The port is free: nobody else keeps the listening socket.
    lab.python("server", "second", waits_in_accept);
    findings.expect(lab.until_called("second", "accept4"), "the port is not free");
    // A signal that the program handles gets through to it while it waits.
    lab.say("kill second INT");
    findings.expect(lab.status("second") == 128 + SIGINT, "it does not see SIGINT");
    const Recording recording = lab.end();
    findings.expect(joined(test::returns_of(recording, "first")) ==
                        "bind = 0, listen = 0, accept4 = interrupted",
                    joined(test::returns_of(recording, "first")));
  });
}

TEST_CASE("timeouts of a socket hold at the gate", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("client", "program", R"(
import socket, struct
soon = struct.pack("ll", 0, 50000)
a = socket.socket(); a.bind(("", 7000)); a.listen()
a.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, soon)
try: a.accept()
except BlockingIOError: print("accept")
b = socket.socket()
b.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, soon)
try: b.connect(("10.0.0.77", 9))
except BlockingIOError: print("connect")
)");
    findings.expect(lab.status("program") == 0, "the program fails");
    const Recording recording = lab.end();
    findings.expect(joined(test::output_of(recording, "program")) == "accept, connect",
                    joined(test::output_of(recording, "program")));
  });
}

TEST_CASE("who has given up a right does not have it at the gate", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("client", "program", std::string(gives_up_rights) + R"(
def binds(port):
  with socket.socket() as s:
    try: s.bind(("", port)); return 0
    except OSError as e: return e.errno
print("before", binds(80))
t = threading.Thread(target=lambda: (give_up(), print("thread", binds(81)))); t.start(); t.join()
print("main", binds(82))
if os.fork() == 0:
  if libc.unshare(0x10000000) == 0: print("apart", binds(83), binds(8083))
  else: print("apart 13 0")
  os._exit(0)
os.wait()
give_up()
print("after", binds(84), binds(8084))
with socket.create_server(("", 8000)) as s, socket.create_connection(("127.0.0.1", 8000)): s.accept()
print("end")
)");
    findings.expect(lab.status("program") == 0, "the program fails");
    const Recording recording = lab.end();
    const std::string printed = joined(test::output_of(recording, "program"));
    findings.expect(printed == "before 0, thread 13, main 0, apart 13 0, after 13 0, end", printed);
    const auto returns = test::returns_of(recording, "program");
    findings.expect(std::count(returns.begin(), returns.end(), "bind = -1 EACCES") >= 2,
                    joined(returns));
    findings.expect(joined(returns).find("connect = 0, accept4 = ") != std::string::npos,
                    joined(returns));
  });
}

TEST_CASE("who restricts himself is judged by the kernel alone", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("client", "program", R"(
import ctypes, socket, struct, sys
libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(444, None, 0, 1) < 4: print("unknown"); sys.exit()  # no rights of TCP yet
rules = libc.syscall(444, struct.pack("QQ", 0, 1), 16, 0)  # LANDLOCK_ACCESS_NET_BIND_TCP
libc.prctl(38, 1, 0, 0, 0)
if libc.syscall(446, rules, 0) != 0: print("unknown"); sys.exit()
try: socket.socket().bind(("", 8000))
except OSError as e: print(e.errno)
)");
    findings.expect(lab.status("program") == 0, "the program fails");
    const Recording recording = lab.end();
    const std::string printed = joined(test::output_of(recording, "program"));
    findings.expect(printed == "13" || printed == "unknown", printed);
    if (printed != "unknown")
      findings.expect(
          unseen_of(recording, "program").find("landlock_restrict_self") != std::string::npos,
          "it is not told: " + unseen_of(recording, "program"));
  });
}

TEST_CASE("where nobody may look into programs, the gate says so", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    // What Yama does at its level 3, which cannot be left again.
    if (!forbid(SYS_pidfd_getfd)) return;
    ProgramLab lab;
    lab.python("client", "program", R"(
import socket
s = socket.create_server(("", 8000)); s.close()
s = socket.create_server(("", 8001)); print("works")
)");
    findings.expect(lab.status("program") == 0, "the program fails");
    const Recording recording = lab.end();
    findings.expect(joined(test::output_of(recording, "program")) == "works", "it does not work");
    findings.expect(unseen_of(recording, "program") ==
                        "The calls of this program are not seen here: this machine does not let "
                        "the testbed look into it: Operation not permitted. ",
                    unseen_of(recording, "program"));
    findings.expect(recording.of_kind(NoteKind::returned).empty(), "something was seen");
  });
}

TEST_CASE("what is no listener is not watched", "[testbed][gate][live]") {
  struct Kept : lessons::NoteSink {
    void note(Note note) override { texts.push_back(std::string(note.get("TEXT"))); }
    std::vector<std::string> texts;
  };
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason);
  WIRELAB_APART([](Findings& findings) {
    auto bench = lessons::Bench::build({});
    if (!bench) return findings.expect(false, "no bench");
    Kept kept;
    lessons::Truth truth(kept);
    std::atomic<std::int64_t> calls = 0;
    lessons::Gate gate({kept, truth, calls});
    // Both are always readable: who asked them for calls would ask for ever.
    for (const char* path : {"/dev/null", "/proc/self/stat"})
      gate.watch(FileDescriptor(open(path, O_RDONLY | O_CLOEXEC)),
                 {&(*bench)->hosts()[0], "forger", 7});
    const std::string said =
        "The calls of this program are not seen here: what it handed over is no listener of a "
        "gate.";
    findings.expect(kept.texts == std::vector{said, said},
                    fmt::format("{} notes", kept.texts.size()));
  });
}

TEST_CASE("threads and children pass the same gate", "[testbed][gate][live]") {
  NEEDS_PYTHON();
  WIRELAB_APART([](Findings& findings) {
    ProgramLab lab;
    lab.python("server", "server", R"(
import os, socket, threading
s = socket.create_server(("", 8000))
def call():
  with socket.create_connection(("127.0.0.1", 8000)) as c: print(c.recv(9).decode())
t = threading.Thread(target=call); t.start()
conversation, peer = s.accept()
if os.fork() == 0:
  s.close(); conversation.sendall(b"child"); os._exit(0)
conversation.close(); os.wait(); t.join()
)");
    findings.expect(lab.status("server") == 0, "the program fails");
    const Recording recording = lab.end();
    findings.expect(joined(test::output_of(recording, "server")) == "child", "no answer");
    std::size_t shared = 0, threads = 0;
    for (const Note& note : recording.of_kind(NoteKind::call)) {
      // The child's close of the listener, which its parent goes on with.
      shared += note.get("CALL") == "close" && note.get("SHARED") == "yes" &&
                note.get("LOCAL") == "0.0.0.0:8000";
      threads += note.get("CALL") == "connect" && note.get("PROGRAM") == "server";
    }
    findings.expect(shared == 1, fmt::format("{} closes leave the listener open", shared));
    findings.expect(threads == 1, "the thread's connect was not noted");
  });
}
