#include "capture/bytes/file_source.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <string_view>

using namespace wirelab;

namespace {

std::string read_all(ByteSource& source) {
  std::string text;
  std::array<std::uint8_t, 4> room{};
  for (;;) {
    auto count = source.read(room);
    REQUIRE(count);
    if (*count == 0) return text;
    text.append(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(*count));
  }
}

void write_text(int descriptor, std::string_view text) {
  REQUIRE(::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

}  // namespace

TEST_CASE("a missing file is named with the cause") {
  auto source = FileSource::open("/nowhere/run.pcapng");
  REQUIRE_FALSE(source);
  CHECK(source.error().message == "cannot open /nowhere/run.pcapng: No such file or directory");
}

TEST_CASE("a directory is no recording") {
  auto source = FileSource::open("/");
  REQUIRE_FALSE(source);
  CHECK(source.error().message == "/ is a directory, not a recording");
}

TEST_CASE("a pipe is read to its end and cannot be read again") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  write_text(ends[1], "0123456789");
  ::close(ends[1]);
  auto source = FileSource::from(FileDescriptor(ends[0]), "a pipe");
  REQUIRE(source);
  CHECK_FALSE(source->seekable_start());
  CHECK(read_all(*source) == "0123456789");
}

TEST_CASE("a file that was handed over half read starts where it stands") {
  FileDescriptor file(::memfd_create("test", MFD_CLOEXEC));
  REQUIRE(file);
  write_text(file.get(), "0123456789");
  ::lseek(file.get(), 3, SEEK_SET);
  auto source = FileSource::from(std::move(file), "a file");
  REQUIRE(source);
  CHECK(source->seekable_start() == 3u);
  CHECK(read_all(*source) == "3456789");
}

TEST_CASE("a descriptor has one owner") {
  FileDescriptor first(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const int number = first.get();
  FileDescriptor second(std::move(first));
  CHECK_FALSE(first);  // NOLINT(bugprone-use-after-move)
  CHECK(second.get() == number);
  second.reset();
  CHECK(::fcntl(number, F_GETFD) == -1);
}
