// The built program reading what is still being written: each frame is shown when it comes.

#include <catch2/catch.hpp>

#include "tests/skip.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

std::string program() {
  const char* folder = std::getenv("WIRELAB_BIN");
  return folder ? std::string(folder) + "/wirelab" : "";
}

const std::string pcap_head(
    "\xd4\xc3\xb2\xa1\x02\x00\x04\x00\0\0\0\0\0\0\0\0\xff\xff\0\0\x01\0\0\0", 24);
// A frame of 14 bytes (Ethernet, experimental type).
const std::string record = std::string("\x01\0\0\0\0\0\0\0\x0e\0\0\0\x0e\0\0\0", 16) +
                           std::string("\x02\0\0\0\0\x02\x02\0\0\0\0\x01\x88\xb5", 14);

void put(int descriptor, const std::string& bytes) {
  REQUIRE(::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

// `wirelab show -` with what it says on either output.
class Show {
 public:
  explicit Show(int input, const char* option = "-c99") {
    int out[2];
    REQUIRE(::pipe2(out, O_CLOEXEC) == 0);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(input, STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(out[1], STDERR_FILENO);
      ::execl(program().c_str(), "wirelab", "show", "-", option, nullptr);
      ::_exit(127);
    }
    ::close(out[1]);
    output_ = out[0];
  }
  ~Show() {
    if (pid_ > 0) ::kill(pid_, SIGKILL), wait();
    ::close(output_);
  }
  // The next line; empty after ten seconds without one, or at the end.
  std::string line() {
    while (text_.find('\n') == std::string::npos) {
      pollfd ready{output_, POLLIN, 0};
      if (::poll(&ready, 1, 10'000) <= 0) return "";
      std::array<char, 4096> room;
      const ssize_t count = ::read(output_, room.data(), room.size());
      if (count <= 0) return "";
      text_.append(room.data(), static_cast<std::size_t>(count));
    }
    std::string one = text_.substr(0, text_.find('\n'));
    text_.erase(0, one.size() + 1);
    return one;
  }
  bool is_silent() const {
    pollfd ready{output_, POLLIN, 0};
    return text_.empty() && ::poll(&ready, 1, 300) == 0;
  }
  void send(int signal) const { ::kill(pid_, signal); }
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    return status;
  }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string text_;
};

}  // namespace

#define NEEDS_PROGRAM() \
  if (!fs::exists(program())) WIRELAB_SKIP("wirelab is not built")

TEST_CASE("a pipe is followed frame by frame") {
  NEEDS_PROGRAM();
  for (const char* option : {"-c99", "--json", "-Yframe.len==14"}) {
    INFO(option);
    int in[2];
    REQUIRE(::pipe2(in, O_CLOEXEC) == 0);
    Show show(in[0], option);
    ::close(in[0]);
    put(in[1], pcap_head + record);
    if (option == std::string("--json"))
      CHECK(show.line().find("\"wirelab\"") != std::string::npos);
    CHECK(show.line().find('1') != std::string::npos);
    // Half a frame is none.
    put(in[1], record.substr(0, 20));
    CHECK(show.is_silent());
    put(in[1], record.substr(20));
    CHECK(show.line().find('2') != std::string::npos);
    ::close(in[1]);
    CHECK(WEXITSTATUS(show.wait()) == 0);
  }
}

TEST_CASE("a file on standard input is followed while someone writes it") {
  NEEDS_PROGRAM();
  const fs::path path =
      fs::temp_directory_path() / ("wirelab-follow-" + std::to_string(::getpid()));
  const int writer = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const int reader = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  put(writer, pcap_head + record);
  Show show(reader);
  ::close(reader);
  CHECK(show.line().find('1') != std::string::npos);
  CHECK(show.is_silent());
  put(writer, record);
  CHECK(show.line().find('2') != std::string::npos);
  ::close(writer);
  CHECK(WEXITSTATUS(show.wait()) == 0);
  fs::remove(path);
}

TEST_CASE("an interrupt ends a followed pipe without a word") {
  NEEDS_PROGRAM();
  int in[2];
  REQUIRE(::pipe2(in, O_CLOEXEC) == 0);
  Show show(in[0]);
  ::close(in[0]);
  put(in[1], pcap_head + record);
  CHECK_FALSE(show.line().empty());
  show.send(SIGINT);
  const int status = show.wait();
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
  CHECK(show.line().empty());
  ::close(in[1]);
}
