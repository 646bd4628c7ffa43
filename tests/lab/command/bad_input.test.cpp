// The built program, given what it cannot use: one sentence, the right exit code, nothing on
// standard output.

#include <catch2/catch.hpp>

#include "lessons/text/catalogue.hpp"
#include "tests/skip.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

struct Ran {
  int code;
  std::string out, err;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string program() {
  const char* folder = std::getenv("WIRELAB_BIN");
  return folder ? std::string(folder) + "/wirelab" : "";
}

struct Folder {
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
  fs::path path = fs::temp_directory_path() /
                  ("wirelab-command-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
  static inline int next = 0;
};

Ran run(const std::string& arguments, const std::string& before = "") {
  const Folder folder;
  const std::string out = (folder.path / "out").string(), err = (folder.path / "err").string();
  const int status =
      std::system((before + program() + " " + arguments + " >" + out + " 2>" + err).c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
}

const std::string pcap_head(
    "\xd4\xc3\xb2\xa1\x02\x00\x04\x00\0\0\0\0\0\0\0\0\xff\xff\0\0\x01\0\0\0", 24);

// Of this tree, in teaching order, one a line.
std::string names_of_lessons() {
  std::string names;
  for (const auto& lesson : wirelab::lessons::read_catalogue(WIRELAB_SOURCE_DIR, "en"))
    names += lesson.name + "\n";
  return names;
}

}  // namespace

#define NEEDS_PROGRAM() \
  if (!fs::exists(program())) WIRELAB_SKIP("wirelab is not built")

TEST_CASE("command_names_the_nearest") {
  NEEDS_PROGRAM();
  const Ran command = run("shwo x");
  CHECK(command.code == 2);
  CHECK(command.err == "wirelab: There is no command 'shwo'. Did you mean show?\n");
  const Ran lesson = run("run handshaek --headless");
  CHECK(lesson.code == 2);
  CHECK(lesson.err == "wirelab: There is no lesson 'handshaek'. Did you mean handshake?\n");
  const Ran step = run("run handshake --headless --step last-akc");
  CHECK(step.code == 2);
  CHECK(step.err.find("Did you mean last-ack?") != std::string::npos);
  CHECK(step.out.empty());
}

TEST_CASE("command_says_what_it_cannot_read") {
  NEEDS_PROGRAM();
  const Folder folder;
  const Ran missing = run("show /nonexistent.pcap");
  CHECK(missing.code == 3);
  CHECK(missing.err.find("/nonexistent.pcap") != std::string::npos);
  const std::string empty = folder.file("empty", ""), text = folder.file("text", "hello\nthere\n");
  for (const std::string& file : {empty, text}) {
    const Ran shown = run("show " + file);
    INFO(shown.err);
    CHECK(shown.code == 3);
    CHECK(shown.out.empty());
    CHECK(shown.err.find(file) != std::string::npos);
    CHECK(run("open " + file).code == 3);
  }
}

TEST_CASE("command_refuses_what_is_no_recording_at_once") {
  NEEDS_PROGRAM();
  const Folder folder;
  CHECK(run("show " + folder.path.string()).err.find("is a directory") != std::string::npos);
  for (const std::string how : {"/dev/zero", "- </dev/zero", "- </dev/null", "- <"}) {
    const std::string file = how == "- <" ? how + folder.file("empty", "") : how;
    const Ran shown = run("show " + file, "timeout 10 ");
    INFO(file << ": " << shown.err);
    CHECK(shown.code == 3);
    CHECK(std::count(shown.err.begin(), shown.err.end(), '\n') == 1);
  }
  // A block of nearly 4 GiB, then bytes without end: neither read nor waited for.
  const std::string section(
      "\x0a\x0d\x0d\x0a\x1c\0\0\0\x4d\x3c\x2b\x1a\x01\0\0\0"
      "\xff\xff\xff\xff\xff\xff\xff\xff\x1c\0\0\0\x06\0\0\0\xfc\xff\xff\xff",
      36);
  const std::string huge = folder.file("huge", section);
  const Ran shown = run("show -", "cat " + huge + " /dev/zero | timeout 10 ");
  CHECK(shown.code == 3);
  CHECK(shown.err.find("4294967292 bytes") != std::string::npos);
}

TEST_CASE("command_names_a_file_that_it_may_not_read") {
  NEEDS_PROGRAM();
  const Folder folder;
  const std::string file = folder.file("secret", pcap_head);
  fs::permissions(folder.path, fs::perms::all);
  fs::permissions(file, fs::perms::none);
  const std::string nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups ";
  const bool root = ::geteuid() == 0;
  if (root && std::system((nobody + "true 2>/dev/null").c_str()) != 0)
    WIRELAB_SKIP("root may read every file, and cannot become another here");
  const Ran shown = run("show " + file, root ? nobody : "");
  CHECK(shown.code == 3);
  CHECK(shown.err == "wirelab: cannot open " + file + ": Permission denied\n");
}

TEST_CASE("command_shows_what_came_before_the_damage") {
  NEEDS_PROGRAM();
  const Folder folder;
  // A whole frame of 14 bytes (Ethernet, experimental type), then one that is cut.
  const std::string record("\x01\0\0\0\0\0\0\0\x0e\0\0\0\x0e\0\0\0", 16);
  const std::string frame("\x02\0\0\0\0\x02\x02\0\0\0\0\x01\x88\xb5", 14);
  const std::string file =
      folder.file("cut", pcap_head + record + frame + record + frame.substr(0, 5));
  const Ran shown = run("show " + file);
  CHECK(shown.code == 3);
  CHECK(std::count(shown.out.begin(), shown.out.end(), '\n') == 1);
  CHECK(shown.err.find("cut off") != std::string::npos);
  const Ran json = run("show --json " + file);
  CHECK(json.out.find("{\"fault\":") != std::string::npos);
  for (const char* how : {"", "--json", "--connections", "--findings", "-Y frame"}) {
    const Ran piped = run("show - " + std::string(how), "cat " + file + " | timeout 10 ");
    INFO(how << piped.err);
    CHECK(piped.code == 3);
    CHECK(piped.err.find("cut off at byte") != std::string::npos);
    CHECK(piped.out.empty() == (how == std::string("--connections")));
  }
}

TEST_CASE("command_export_writes_no_file_that_it_reads") {
  NEEDS_PROGRAM();
  const Folder folder;
  const std::string file = folder.file("capture", pcap_head);
  CHECK(run("export " + file + " --pcapng " + file).code == 2);
  CHECK(read_file(file) == pcap_head);
  CHECK(run("export " + file).code == 2);
  CHECK(run("export /nonexistent --pcapng " + file).code == 3);
  CHECK(read_file(file) == pcap_head);
  const Ran exported = run("export " + file + " --pcapng -");
  CHECK(exported.code == 0);
  CHECK(exported.out.substr(0, 4) == "\x0a\x0d\x0d\x0a");
}

TEST_CASE("command_knows_its_usage") {
  NEEDS_PROGRAM();
  for (const char* wrong :
       {"run", "show", "shot handshake", "show x --nonsense", "run handshake --step a --from b",
        "exec", "shot handshake --size 10 x.png", "run handshake --seed x --headless"}) {
    const Ran ran = run(wrong);
    INFO(wrong << ": " << ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
  }
  const Ran help = run("--help");
  CHECK(help.code == 0);
  CHECK(help.err.empty());
  CHECK(help.out.find("doctor") != std::string::npos);
  CHECK(run("--version").out.find("libpcap") != std::string::npos);
  CHECK(run("list --names").out == names_of_lessons());
}

TEST_CASE("command_check_lesson_speaks_by_its_exit_code") {
  NEEDS_PROGRAM();
  const Ran whole = run("check-lesson handshake");
  CHECK(whole.code == 0);
  CHECK((whole.out + whole.err).empty());
  const Ran unknown = run("check-lesson handshaek");
  CHECK(unknown.code == 2);
  CHECK(unknown.err == "wirelab: There is no lesson 'handshaek'. Did you mean handshake?\n");
  // A tree of a teacher: the text has lost a part.
  const Folder folder;
  const fs::path lesson = folder.path / "lessons/handshake";
  fs::create_directories(lesson);
  const fs::path own = fs::path(WIRELAB_SOURCE_DIR) / "lessons/handshake";
  fs::copy_file(own / "handshake.pcapng", lesson / "handshake.pcapng");
  std::string text = read_file(own / "handshake.en.md");
  text.replace(text.find("### Because"), 11, "### Try\n- A fourth one.\n\n### Because");
  std::ofstream(lesson / "handshake.en.md") << text;
  const Ran twice = run("check-lesson handshake", "cd " + folder.path.string() + "; ");
  CHECK(twice.code == 1);
  CHECK(twice.out.find("handshake.en.md:") != std::string::npos);
}

TEST_CASE("command_list_goes_on_beside_a_broken_lesson") {
  NEEDS_PROGRAM();
  const Folder folder;
  const fs::path shipped = std::getenv("WIRELAB_DATA"), text = "lessons/close/close.en.md";
  fs::copy(shipped, folder.path / "data", fs::copy_options::recursive);
  const fs::path broken = folder.path / "data" / text;
  std::string words = read_file(broken);
  words.insert(words.find("## Checks"), "## three: Again\n\nOnce more.\n\n");
  fs::remove(broken);  // it may be a link into the tree
  std::ofstream(broken) << words;
  const std::string data = "WIRELAB_DATA=" + (folder.path / "data").string() + " ";
  const std::string list = run("list", data).out;
  const std::size_t line = list.find("close           broken    ");
  REQUIRE(line != std::string::npos);
  CHECK(list.find("close.en.md:", line) != std::string::npos);
  CHECK(list.find("handshake       Unit 1") != std::string::npos);
  const Ran ran = run("run close --headless", data);
  CHECK(ran.code == 3);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("section 'three' stands twice") != std::string::npos);
}

TEST_CASE("command_without_a_display_names_the_other_way") {
  NEEDS_PROGRAM();
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  const Ran ran = run("run handshake");
  CHECK((ran.code == 4 || ran.code == 2));  // 2: a build without a window
  CHECK(ran.err.find("wirelab run handshake --headless") != std::string::npos);
}

TEST_CASE("command_into_a_closed_pipe_is_quiet") {
  NEEDS_PROGRAM();
  const Folder folder;
  std::string frames = pcap_head;
  for (int i = 0; i < 20000; ++i) {
    frames += std::string("\x01\0\0\0\0\0\0\0\x0e\0\0\0\x0e\0\0\0", 16) +
              std::string("\x02\0\0\0\0\x02\x02\0\0\0\0\x01\x88\xb5", 14);
  }
  const std::string file = folder.file("long", frames), err = (folder.path / "err").string();
  CHECK(std::system(
            (program() + " show " + file + " 2>" + err + " | head -1 >/dev/null").c_str()) == 0);
  CHECK(read_file(err).empty());
}
