#include "capture/bytes/growing_file.hpp"

#include "capture/bytes/file_source.hpp"
#include "tests/capture/bytes/memory.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

using namespace wirelab;
using namespace wirelab::test;

namespace {

// A file with a writer, that goes with the test.
struct Written {
  Written() {
    char path_of[] = "/tmp/wirelab-growing-XXXXXX";
    writer.reset(::mkostemp(path_of, O_CLOEXEC));
    path = path_of;
  }
  ~Written() { ::unlink(path.c_str()); }
  void write(const ByteVector& bytes) {
    REQUIRE(::write(writer.get(), bytes.data(), bytes.size()) ==
            static_cast<ssize_t>(bytes.size()));
  }
  FileDescriptor reader() const { return FileDescriptor(::open(path.c_str(), O_RDONLY)); }

  FileDescriptor writer;
  std::string path;
};

}  // namespace

TEST_CASE("a growing file is followed until its writer closes it") {
  Written file;
  file.write(hex("01 02"));
  GrowingFile source(file.reader(), file.path, std::make_shared<std::atomic<bool>>(false));
  ByteVector room(16);
  REQUIRE(*source.read(room) == 2);
  std::thread writer([&] {
    file.write(hex("03"));
    file.writer.reset();
  });
  CHECK(*source.read(room) == 1);
  CHECK(room[0] == 3);
  writer.join();
  CHECK(*source.read(room) == 0);
}

TEST_CASE("who wants no more of a growing file does not wait for it") {
  Written file;
  auto unwanted = std::make_shared<std::atomic<bool>>(false);
  GrowingFile source(file.reader(), file.path, unwanted);
  std::thread leaver([&] { *unwanted = true; });
  ByteVector room(16);
  CHECK(*source.read(room) == 0);
  leaver.join();
}

TEST_CASE("a plain file is read to the end that it had when it was opened") {
  Written file;
  file.write(hex("01 02"));
  auto source = FileSource::open(file.path);
  REQUIRE(source);
  file.write(hex("03 04"));
  ByteVector room(16);
  CHECK(*source->read(room) == 2);
  CHECK(*source->read(room) == 0);
}
