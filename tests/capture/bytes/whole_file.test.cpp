#include "capture/bytes/whole_file.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

using namespace wirelab;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("wirelab-whole-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string operator/(const char* name) const { return path / name; }
  long files() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator());
  }
};

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a file is written whole, and keeps its mode") {
  const Folder folder;
  const std::string file = folder / "file";
  REQUIRE(write_whole_file(file, "new"));
  CHECK(read(file) == "new");
  fs::permissions(file, fs::perms(0640));
  REQUIRE(write_whole_file(file, "again"));
  CHECK(read(file) == "again");
  CHECK(fs::status(file).permissions() == fs::perms(0640));
  CHECK(folder.files() == 1);
}

TEST_CASE("a symbolic link stays, and what it names is written") {
  const Folder folder;
  const std::string file = folder / "file", link = folder / "link", away = folder / "away";
  REQUIRE(write_whole_file(file, "old"));
  fs::create_symlink("file", link);
  fs::create_symlink("not-there-yet", away);
  for (const std::string& one : {link, away}) {
    REQUIRE(write_whole_file(one, "new"));
    CHECK(fs::is_symlink(one));
    CHECK(read(one) == "new");
  }
  CHECK(read(file) == "new");
  CHECK(read(folder / "not-there-yet") == "new");
}

TEST_CASE("a file of two names keeps both") {
  const Folder folder;
  const std::string file = folder / "file", other = folder / "other";
  REQUIRE(write_whole_file(file, "old and long"));
  fs::create_hard_link(file, other);
  REQUIRE(write_whole_file(file, "new"));
  CHECK(read(other) == "new");
}

TEST_CASE("a pipe is written through and stays a pipe") {
  const Folder folder;
  const std::string pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string came;
  std::thread reader([&] { came = read(pipe); });
  const Outcome written = write_whole_file(pipe, "through");
  reader.join();
  CHECK(written);
  CHECK(came == "through");
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("what cannot be written is the machine's error, and nothing is left of it") {
  const Folder folder;
  for (const std::string& path :
       {std::string("/dev/full"), folder.path.string(), folder / "no/such/folder"}) {
    const Outcome written = write_whole_file(path, "new");
    REQUIRE_FALSE(written);
    CHECK(written.error().kind == ErrorKind::machine);
    CHECK(written.error().message.find(path) != std::string::npos);
  }
  CHECK(fs::is_character_file("/dev/full"));
  CHECK(folder.files() == 0);
}
