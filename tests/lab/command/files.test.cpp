// What the programs write to, and what they say when they cannot: pipes and devices stay what they
// are, and a full disk is exit 4.

#include "tests/lab/command/ran.hpp"
#include "tests/sanitizer.hpp"
#include "tests/skip.hpp"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace wirelab::test;
namespace fs = std::filesystem;

namespace {

const std::string recording = WIRELAB_SOURCE_DIR "/lessons/handshake/handshake.pcapng";

struct Folder {
  fs::path path = fs::temp_directory_path() / ("wirelab-files-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string operator/(const char* name) const { return path / name; }
};

// Any of the three programs, by its name.
Ran other(const std::string& line) {
  const char* folder = std::getenv("WIRELAB_BIN");
  const std::string whole = std::string(folder ? folder : "") + "/" + line;
  FILE* pipe = ::popen(("exec 2>&1; " + whole).c_str(), "r");
  REQUIRE(pipe != nullptr);
  Ran ran{0, ""};
  std::array<char, 4096> room;
  for (std::size_t n = 0; (n = std::fread(room.data(), 1, room.size(), pipe)) > 0;)
    ran.text.append(room.data(), n);
  ran.code = WEXITSTATUS(::pclose(pipe));
  return ran;
}

bool draws() { return !command("shot").says("no window"); }

}  // namespace

#define NEEDS_PROGRAM() \
  if (!fs::exists(program())) WIRELAB_SKIP("wirelab is not built")

TEST_CASE("a full disk is exit 4 and said") {
  NEEDS_PROGRAM();
  std::vector<std::string> lines{"wirelab --help >/dev/full",
                                 "wirelab show --help >/dev/full",
                                 "wirelab --version >/dev/full",
                                 "wirelab show " + recording + " >/dev/full",
                                 "wirelab show --json " + recording + " >/dev/full",
                                 "wirelab export " + recording + " --pcapng /dev/full",
                                 "wirelab export " + recording + " --pcapng - >/dev/full",
                                 "wirelab-testbed --help >/dev/full",
                                 "wirelab-capture --help >/dev/full",
                                 "wirelab-capture --version >/dev/full"};
  if (draws()) lines.push_back("wirelab shot " + recording + " /dev/full");
  for (const std::string& line : lines) {
    const Ran ran = other(line);
    INFO(line << ": " << ran.text);
    CHECK(ran.code == 4);
    CHECK(ran.says("No space left on device"));
    CHECK(ran.lines() == 1);
  }
}

TEST_CASE("a shot goes through a pipe, and says what the recording lacks") {
  NEEDS_PROGRAM();
  if (!draws()) WIRELAB_SKIP("this build draws no pictures");
  const Folder folder;
  const std::string pipe = folder / "pipe", cut = folder / "cut.pcapng", out = folder / "out.png";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const Ran through = other("wirelab shot " + recording + " " + pipe + " & timeout 60 cat " + pipe +
                            " | head -c 4 | tail -c 3; wait");
  CHECK(through.says("PNG"));
  CHECK(fs::is_fifo(pipe));
  std::ifstream whole(recording, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(whole), {}};
  std::ofstream(cut, std::ios::binary) << bytes.substr(0, bytes.size() / 2 + 1);
  const Ran drawn = command("shot " + cut + " " + out);
  CHECK(drawn.code == 3);
  CHECK(drawn.says("cut off"));
  CHECK(fs::file_size(out) > 1000);
}

TEST_CASE("a number that is none is refused") {
  NEEDS_PROGRAM();
  for (const std::string wrong : {"-c -1", "-c 99999999999999999999", "-c 1x", "--stream -1"}) {
    const Ran ran = command("show " + recording + " " + wrong);
    INFO(wrong << ": " << ran.text);
    CHECK(ran.code == 2);
  }
  CHECK(command("show " + recording + " --unpack-at-most -1").code == 2);
  CHECK(command("show -c 2 --unpack-at-most 2GB " + recording).code == 0);
}

TEST_CASE("what is no topology is refused with a sentence") {
  NEEDS_PROGRAM();
  for (const std::string path : {"/tmp", "/dev/zero"}) {
    const Ran ran = other("wirelab-testbed --topology " + path + " </dev/null");
    INFO(path << ": " << ran.text);
    CHECK(ran.code == 3);
    CHECK(ran.lines() == 1);
  }
}

// Where there is no memory and no thread the loader may already have to give up: then it says so.
TEST_CASE("without memory a program ends with a sentence") {
  NEEDS_PROGRAM();
  if (address_sanitizer) WIRELAB_SKIP("the address sanitizer itself needs more than this limit");
  const Folder folder;
  std::ofstream(folder / "bomb") << std::string(
      "\xd4\xc3\xb2\xa1\x02\x00\x04\x00\0\0\0\0\0\0\0\0\xff\xff\0\0\x01\0\0\0", 24);
  fs::resize_file(folder / "bomb", 512u << 20);  // a hole: frames of no bytes
  const Ran ran = other("wirelab >/dev/null; ulimit -c 0; ulimit -v 150000; " + program() +
                        " show --summary " + (folder / "bomb"));
  INFO(ran.text);
  CHECK(ran.code == 4);
  CHECK(ran.says("not enough memory"));
}
