#include "lessons/machine/run_namespaces.hpp"

#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

using namespace wirelab;
using lessons::prove_namespaces;
using Handed = std::vector<FileDescriptor>;

namespace {

constexpr int without_user =
    CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID;
constexpr int whole = CLONE_NEWUSER | without_user;
// Places in what is handed out.
enum Place { user, network, mounts, names, ipc, processes };

// A process with namespaces of its own, and a child in its process namespace. `nested` makes them
// once more, inside the first.
class World {
 public:
  explicit World(int flags, uid_t as = geteuid(), bool nested = false) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    const FileDescriptor read_end(ends[0]);
    FileDescriptor write_end(ends[1]);
    process_ = fork();
    if (process_ == 0) live(flags, as, nested, write_end.get());
    write_end.reset();
    stands_ = read(read_end.get(), &inner_, sizeof inner_) == sizeof inner_;
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  bool stands() const { return stands_; }
  pid_t process() const { return process_; }
  FileDescriptor at(const std::string& file) const {
    return FileDescriptor(
        open(fmt::format("/proc/{}/ns/{}", process_, file).c_str(), O_RDONLY | O_CLOEXEC));
  }
  Handed all() const {
    Handed handed;
    for (const char* file : {"user", "net", "mnt", "uts", "ipc", "pid_for_children"})
      handed.push_back(at(file));
    return handed;
  }

 private:
  [[noreturn]] static void live(int flags, uid_t as, bool nested, int ready) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (as != geteuid() && (setgid(as) != 0 || setuid(as) != 0)) _exit(1);
    prctl(PR_SET_DUMPABLE, 1);
    const gid_t group = getegid();
    if (unshare(flags) != 0) _exit(1);
    // Whom nobody knows there makes no user namespace inside.
    if (nested) map_identity(as, group);
    const pid_t child = fork();
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (nested) live(flags, as, false, ready);
      if (write(ready, &child, sizeof child) < 0) _exit(1);
    }
    close(ready);
    for (;;) pause();
  }
  static void map_identity(uid_t user, gid_t group) {
    const std::pair<const char*, std::string> files[] = {
        {"setgroups", "deny"},
        {"uid_map", fmt::format("{} {} 1", user, user)},
        {"gid_map", fmt::format("{} {} 1", group, group)}};
    for (const auto& [name, text] : files) {
      const std::string path = fmt::format("/proc/self/{}", name);
      const FileDescriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
      if (write(file.get(), text.data(), text.size()) < 0) _exit(1);
    }
  }

  pid_t process_ = -1, inner_ = 0;
  bool stands_ = false;
};

FileDescriptor opened(const char* path, int flags = O_RDONLY) {
  return FileDescriptor(open(path, flags | O_CLOEXEC));
}

// What is said when one of a run's own is exchanged for another.
std::string with(const World& run, Place place, FileDescriptor other) {
  Handed handed = run.all();
  handed[place] = std::move(other);
  const Outcome proved = prove_namespaces(handed, run.process());
  return proved ? "proved" : proved.error().message;
}

std::string refused(const char* kind, const char* why) {
  return fmt::format("Nothing was started: the {} namespace that the run hands out {}.", kind, why);
}

#define NEEDS(world)                                                       \
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason); \
  if (!(world).stands()) WIRELAB_SKIP("no namespaces here")

}  // namespace

TEST_CASE("the namespaces that a run made are proved, and nobody else's", "[machine][live]") {
  const World run(whole), other(whole);
  NEEDS(run);
  NEEDS(other);
  CHECK(prove_namespaces(run.all(), run.process()));
  // Another run of ours is no better than a stranger: who speaks has not made them.
  const Outcome foreign = prove_namespaces(other.all(), run.process());
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().message == refused("user", "is not the run's"));
  CHECK(foreign.error().kind == ErrorKind::machine);
  for (const pid_t nobody : {0, getpid(), 999999999})
    CHECK_FALSE(prove_namespaces(run.all(), nobody));
}

TEST_CASE("what is handed out in too small or too great a number is refused", "[machine][live]") {
  const World run(whole);
  NEEDS(run);
  Handed handed = run.all();
  handed.pop_back();
  CHECK_FALSE(prove_namespaces(handed, run.process()));
  handed.push_back(run.at("pid_for_children"));
  CHECK(prove_namespaces(handed, run.process()));
  handed.push_back(run.at("pid_for_children"));
  CHECK_FALSE(prove_namespaces(handed, run.process()));
  CHECK_FALSE(prove_namespaces({}, run.process()));
}

TEST_CASE("what is no namespace, or one of another kind, is refused", "[machine][live]") {
  const World run(whole);
  NEEDS(run);
  CHECK(with(run, network, opened("/dev/null")) == refused("network", "is none"));
  CHECK(with(run, mounts, opened("/", O_PATH)) == refused("mount", "is none"));
  CHECK(with(run, ipc, opened("/proc/self/ns/ipc", O_PATH | O_NOFOLLOW)) ==
        refused("IPC", "is none"));
  CHECK(with(run, names, {}) == refused("host name", "is none"));
  CHECK(with(run, user, run.at("net")) == refused("user", "is none"));
  CHECK(with(run, processes, run.at("user")) == refused("process", "is none"));
}

TEST_CASE("namespaces of the machine or of another run are no host's", "[machine][live]") {
  const World run(whole), other(whole);
  NEEDS(run);
  NEEDS(other);
  const char* not_made_there = "was not made in the run's user namespace";
  const std::pair<Place, const char*> places[] = {
      {network, "net"}, {mounts, "mnt"}, {names, "uts"}, {ipc, "ipc"}};
  const char* names_of[] = {"user", "network", "mount", "host name", "IPC", "process"};
  for (const auto& [place, file] : places) {
    INFO(file);
    CHECK(with(run, place, opened(fmt::format("/proc/self/ns/{}", file).c_str())) ==
          refused(names_of[place], not_made_there));
    CHECK(with(run, place, other.at(file)) == refused(names_of[place], not_made_there));
  }
  CHECK(with(run, processes, opened("/proc/self/ns/pid")) == refused("process", not_made_there));
  CHECK(with(run, processes, other.at("pid_for_children")) == refused("process", not_made_there));
  // The own one: as root it stands for a run without, to which the others do not belong.
  CHECK(with(run, user, opened("/proc/self/ns/user")) ==
        (geteuid() == 0 ? refused("network", not_made_there)
                        : refused("user", "is the one we are in already")));
  CHECK(with(run, user, other.at("user")) == refused("network", not_made_there));
}

TEST_CASE("what was made further in than by our own child is refused", "[machine][live]") {
  const World run(whole, geteuid(), true);
  NEEDS(run);
  // The child of the first world made the second: seen from here, a grandchild.
  const auto inner = [](const World& of) {
    Handed found;
    const std::string path = fmt::format("/proc/{0}/task/{0}/children", of.process());
    const FileDescriptor children(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    char text[32]{};
    if (read(children.get(), text, sizeof text - 1) <= 0) return found;
    const int child = std::stoi(text);
    for (const char* file : {"user", "net", "mnt", "uts", "ipc", "pid_for_children"})
      found.push_back(opened(fmt::format("/proc/{}/ns/{}", child, file).c_str()));
    return found;
  };
  Handed handed = inner(run);
  if (handed.empty()) WIRELAB_SKIP("this kernel does not list children");
  const Outcome proved = prove_namespaces(handed, run.process());
  REQUIRE_FALSE(proved);
  CHECK(proved.error().message == refused("user", "was not made from ours"));
}

TEST_CASE("root enters nobody's namespaces but its own", "[machine][live]") {
  if (geteuid() != 0) WIRELAB_SKIP("only root could");
  constexpr uid_t somebody = 61234;
  const World theirs(whole, somebody);
  NEEDS(theirs);
  const Outcome proved = prove_namespaces(theirs.all(), theirs.process());
  REQUIRE_FALSE(proved);
  CHECK(proved.error().message == refused("user", "belongs to another user"));
}

TEST_CASE("a run that root started without a user namespace is proved by what it made",
          "[machine][live]") {
  if (geteuid() != 0) WIRELAB_SKIP("only root can");
  const World run(without_user), other(without_user), apart(whole);
  NEEDS(run);
  NEEDS(other);
  NEEDS(apart);
  CHECK(prove_namespaces(run.all(), run.process()));
  const char* machines = "is one of the machine, not of a host";
  CHECK(with(run, network, opened("/proc/self/ns/net")) == refused("network", machines));
  CHECK(with(run, mounts, opened("/proc/self/ns/mnt")) == refused("mount", machines));
  if (FileDescriptor first = opened("/proc/1/ns/mnt"))  // some machines hide it
    CHECK(with(run, mounts, std::move(first)) == refused("mount", machines));
  CHECK(with(run, names, opened("/proc/self/ns/uts")) == refused("host name", machines));
  CHECK(with(run, ipc, opened("/proc/self/ns/ipc")) == refused("IPC", machines));
  CHECK(with(run, ipc, other.at("ipc")) == refused("IPC", "is not the run's"));
  CHECK(with(run, processes, opened("/proc/self/ns/pid")) == refused("process", machines));
  CHECK(with(run, processes, other.at("pid_for_children")) ==
        refused("process", "is not the run's"));
  CHECK(with(run, mounts, apart.at("mnt")) ==
        refused("mount", "was not made in the run's user namespace"));
}
