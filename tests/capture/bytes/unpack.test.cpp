#include "capture/bytes/unpack.hpp"

#include "capture/bytes/spool.hpp"
#include "tests/capture/bytes/packed.hpp"

#include <catch2/catch.hpp>

#include <sys/mman.h>
#include <unistd.h>

using namespace wirelab;
using namespace wirelab::test;

namespace {

struct Drained {
  ByteVector bytes;
  std::string error;
};

// `piece`: bytes handed to the unpacker at a time; `room`: asked from it at a time.
Drained drain(const ByteVector& packed, std::size_t piece = 1u << 20, std::size_t room = 1u << 16) {
  const auto source = unpacking(std::make_unique<MemorySource>(packed, piece));
  Drained drained;
  ByteVector here(room);
  for (;;) {
    const auto count = source->read(here);
    if (!count) drained.error = count.error().message;
    if (!count || *count == 0) return drained;
    drained.bytes.insert(drained.bytes.end(), here.begin(),
                         here.begin() + static_cast<std::ptrdiff_t>(*count));
  }
}

// Bytes that pack, but not to nothing.
ByteVector sample(std::size_t size) {
  ByteVector bytes(size);
  std::uint32_t state = 1;
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>((state = state * 69069 + 1) >> 28);
  return bytes;
}

using Pack = ByteVector (*)(const ByteVector&);
constexpr Pack packers[]{gzipped, zstandard};

}  // namespace

TEST_CASE("what is packed reads as what was packed") {
  const auto bytes = sample(300'000);
  for (const Pack pack : packers) {
    const auto packed = pack(bytes);
    REQUIRE(packed.size() < bytes.size());
    for (const std::size_t piece : {1ul, 7ul, 1ul << 20}) {
      for (const std::size_t room : {1ul, 4096ul, 1ul << 19}) {
        const auto drained = drain(packed, piece, room);
        CHECK(drained.bytes == bytes);
        CHECK(drained.error.empty());
      }
    }
  }
}

TEST_CASE("several members and frames are one recording") {
  const auto one = sample(5000), two = sample(70'000);
  for (const Pack pack : packers) {
    const auto drained = drain(pack(one) + pack({}) + pack(two), 100);
    CHECK(drained.bytes == one + two);
    CHECK(drained.error.empty());
  }
  const auto skippable = hex("50 2a 4d 18 03 00 00 00 61 62 63");
  CHECK(drain(skippable + zstandard(one) + skippable, 2).bytes == one);
  CHECK(drain(skippable + zstandard(one) + skippable, 2).error.empty());
}

TEST_CASE("a window of zstd may be 128 MiB, and no more") {
  const auto bytes = sample(5000);
  CHECK(drain(zstandard_long(bytes, 27)).bytes == bytes);
  const auto refused = drain(zstandard(bytes) + zstandard_long(bytes, 28));
  CHECK(refused.bytes == bytes);
  CHECK(refused.error.find("its zstd data are damaged") != std::string::npos);
  CHECK(refused.error.find("memory") != std::string::npos);
}

TEST_CASE("packed nothing is nothing") {
  for (const Pack pack : packers) {
    CHECK(drain(pack({})).bytes.empty());
    CHECK(drain(pack({})).error.empty());
  }
  const auto skippable = hex("5f 2a 4d 18 00 00 00 00");
  CHECK(drain(skippable + skippable, 3).bytes.empty());
  CHECK(drain(skippable + skippable, 3).error.empty());
  // A skippable frame that promises 4 GiB.
  CHECK(drain(hex("50 2a 4d 18 ff ff ff ff 61 62")).error.find("cut off") != std::string::npos);
}

TEST_CASE("padding behind gzip is none of its bytes, all else is damage") {
  const auto bytes = sample(5000);
  CHECK(drain(gzipped(bytes) + ByteVector(1000, 0), 512).error.empty());
  const auto garbage = drain(gzipped(bytes) + hex("00 00 61 62 63"));
  CHECK(garbage.bytes == bytes);
  CHECK(garbage.error.find("memory: its gzip data are damaged (incorrect header check)") == 0);
}

TEST_CASE("what is cut or damaged gives what could be unpacked, then the place") {
  const auto bytes = sample(300'000);
  for (const Pack pack : packers) {
    const auto packed = pack(bytes);
    for (std::size_t size = 4; size < packed.size(); size += 1 + packed.size() / 50) {
      const auto drained = drain({packed.begin(), packed.begin() + static_cast<long>(size)}, 999);
      REQUIRE(drained.bytes.size() < bytes.size() + 1);
      CHECK(std::equal(drained.bytes.begin(), drained.bytes.end(), bytes.begin()));
      CHECK(drained.error.find("are cut off at packed byte " + std::to_string(size)) !=
            std::string::npos);
    }
  }
  auto damaged = gzipped(bytes);
  damaged[damaged.size() / 2] ^= 0x5a;
  CHECK(drain(damaged).error.find("damaged") != std::string::npos);
  CHECK(drain(zstandard(bytes) + hex("61 62 63 64")).error.find("damaged") != std::string::npos);
}

TEST_CASE("what is not packed passes as it is") {
  for (const ByteVector& bytes : {ByteVector{}, hex("1f"), hex("28 b5"), sample(100'000)}) {
    CHECK(drain(bytes, 1).bytes == bytes);
    CHECK(drain(bytes, 1).error.empty());
  }
  CHECK(packing_of(hex("1f 8b")) == Packing::gzip);
  CHECK(packing_of(hex("28 b5 2f fd")) == Packing::zstd);
}

TEST_CASE("frames of a packed file are read again from the unpacked bytes") {
  const auto bytes = sample(300'000);
  FileDescriptor file(::memfd_create("packed", 0));
  const auto packed = zstandard(bytes);
  REQUIRE(::write(file.get(), packed.data(), packed.size()) == static_cast<ssize_t>(packed.size()));
  auto opened = open_source("/proc/self/fd/" + std::to_string(file.get()));
  REQUIRE(opened);
  ByteVector room(1u << 16);
  while (*opened->source->read(room) > 0) {
  }
  CHECK(opened->source->offset_unit() == "unpacked byte");
  CHECK(opened->spool->read_at(250'000, 100'000) ==
        ByteVector(bytes.begin() + 250'000, bytes.end()));
}

TEST_CASE("what unpacks to more than the limit is read as far as that") {
  const ByteVector zeros(3u << 20);
  for (const ByteVector& packed : {gzipped(zeros), zstandard(zeros)}) {
    const auto source =
        unpacking(std::make_unique<MemorySource>(packed), {.bytes = 1u << 20, .times = 2});
    ByteVector room(1u << 16);
    std::size_t got = 0;
    auto count = source->read(room);
    for (; count && *count > 0; count = source->read(room)) got += *count;
    REQUIRE_FALSE(count);
    CHECK(count.error().message.find("--unpack-at-most") != std::string::npos);
    CHECK(got > 1u << 20);
    CHECK(got <= (1u << 20) + room.size());
  }
}

TEST_CASE("a recording that packs well is read whole where its packed size allows it") {
  const ByteVector bytes = sample(3u << 20);
  const auto source =
      unpacking(std::make_unique<MemorySource>(gzipped(bytes)), {.bytes = 1u << 20, .times = 32});
  ByteVector room(1u << 16);
  std::size_t got = 0;
  auto count = source->read(room);
  for (; count && *count > 0; count = source->read(room)) got += *count;
  CHECK(count);
  CHECK(got == bytes.size());
}
