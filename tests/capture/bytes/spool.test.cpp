#include "capture/bytes/spool.hpp"

#include "tests/capture/bytes/memory.hpp"

#include <catch2/catch.hpp>
#include <sys/mman.h>
#include <unistd.h>

using namespace wirelab;
using wirelab::test::ByteVector;
using wirelab::test::hex;
using wirelab::test::MemorySource;

TEST_CASE("what passed a spooling source can be read again") {
  auto spool = Spool::temporary();
  REQUIRE(spool);
  const auto bytes = hex("00 01 02 03 04 05 06 07 08 09");
  SpoolingSource source(std::make_unique<MemorySource>(bytes, 3), *spool);
  std::array<std::uint8_t, 16> room{};
  while (*source.read(room) > 0) {
  }
  CHECK((*spool)->read_at(0, 10) == bytes);
  CHECK((*spool)->read_at(4, 3) == hex("04 05 06"));
  CHECK((*spool)->read_at(8, 5) == hex("08 09"));
  CHECK((*spool)->read_at(1000, 5).empty());
}

TEST_CASE("offsets count from where a half-read file stood") {
  FileDescriptor file(::memfd_create("test", MFD_CLOEXEC));
  const auto bytes = hex("00 01 02 03 04 05");
  REQUIRE(::write(file.get(), bytes.data(), bytes.size()) == 6);
  ::lseek(file.get(), 2, SEEK_SET);
  auto source = FileSource::from(std::move(file), "a file");
  REQUIRE(source);
  auto spool = Spool::over(*source);
  REQUIRE(spool);
  CHECK((*spool)->read_at(0, 2) == hex("02 03"));
  // Reading at an offset does not move the source.
  std::array<std::uint8_t, 8> room{};
  CHECK(*source->read(room) == 4);
}

TEST_CASE("a demand beyond all bounds yields what is there") {
  auto spool = Spool::temporary();
  REQUIRE(spool);
  REQUIRE((*spool)->append(hex("0a 0b")));
  CHECK((*spool)->read_at(0, SIZE_MAX) == hex("0a 0b"));
  CHECK((*spool)->read_at(UINT64_MAX, 1).empty());
}

TEST_CASE("opening says what is wrong with the path") {
  CHECK_FALSE(open_source("/nowhere"));
  auto null = open_source("/dev/null");
  REQUIRE(null);
  std::array<std::uint8_t, 8> room{};
  CHECK(*null->source->read(room) == 0);
}
