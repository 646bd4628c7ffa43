#include "capture/recording/pcap_reader.hpp"
#include "tests/capture/recording/made.hpp"

using namespace wirelab;
using namespace wirelab::test;

namespace {

// One frame of 4 bytes, 60 on the wire, at 1000.000007 (or 1000.000000007) s.
const ByteVector little_head = hex("0200 0400 00000000 00000000 ffff0000 01000000");
const ByteVector big_head = hex("0002 0004 00000000 00000000 0000ffff 00000001");
const ByteVector little_record = hex("e8030000 07000000 04000000 3c000000");
const ByteVector big_record = hex("000003e8 00000007 00000004 0000003c");
const ByteVector frame = hex("aabbccdd");

void check_frame(const Read& read, Time time) {
  REQUIRE(read.order == "IF");
  CHECK(read.fault.empty());
  CHECK(read.interfaces[0].link_type == 1);
  CHECK(read.interfaces[0].snap_length == 65535);
  CHECK(read.frames[0].frame.time == time);
  CHECK(read.frames[0].frame.number == 1);
  CHECK(read.frames[0].frame.wire_length == 60);
  CHECK(read.frames[0].bytes == frame);
}

}  // namespace

TEST_CASE("both byte orders, micro- and nanoseconds") {
  check_frame(read_all(hex("d4c3b2a1") + little_head + little_record + frame), 1'000'000'007'000);
  check_frame(read_all(hex("a1b2c3d4") + big_head + big_record + frame), 1'000'000'007'000);
  check_frame(read_all(hex("4d3cb2a1") + little_head + little_record + frame), 1'000'000'000'007);
  check_frame(read_all(hex("a1b23c4d") + big_head + big_record + frame), 1'000'000'000'007);
}

TEST_CASE("the modified format has longer record heads") {
  const ByteVector more = hex("02000000 0800 00 00");
  const ByteVector file = hex("34cdb2a1") + little_head + little_record + more + frame;
  const Read read = read_all(file);
  check_frame(read, 1'000'000'007'000);
  CHECK(read.frames[0].frame.file_offset == 48);
  check_frame(read_all(hex("a1b2cd34") + big_head + big_record + more + frame), 1'000'000'007'000);
}

TEST_CASE("bits above the link type tell of a check sequence and are no link type") {
  const ByteVector head = hex("0200 0400 00000000 00000000 ffff0000 01000024");
  CHECK(read_all(hex("d4c3b2a1") + head).interfaces[0].link_type == 1);
}

TEST_CASE("old versions wrote the lengths the other way round") {
  const ByteVector head = hex("0200 0200 00000000 00000000 ffff0000 01000000");
  const ByteVector record = hex("e8030000 07000000 3c000000 04000000");
  check_frame(read_all(hex("d4c3b2a1") + head + record + frame), 1'000'000'007'000);
}

TEST_CASE("a wire length below the captured one is raised to it") {
  const ByteVector record = hex("e8030000 07000000 04000000 01000000");
  CHECK(read_all(hex("d4c3b2a1") + little_head + record + frame).frames[0].frame.wire_length == 4);
}

TEST_CASE("a cut is named, the frames before it are kept") {
  const ByteVector whole = hex("d4c3b2a1") + little_head + little_record + frame;
  const ByteVector two = whole + little_record + frame;
  CHECK(read_all(ByteVector(two.begin(), two.end() - 1)).fault ==
        "memory: cut off at byte 63 in the middle of a packet; 1 frame before it was read");
  CHECK(
      read_all(ByteVector(two.begin(), two.end() - 5)).fault ==
      "memory: cut off at byte 59 in the middle of a packet's record; 1 frame before it was read");
  CHECK(read_all(ByteVector(two.begin(), two.begin() + 10)).fault ==
        "memory: cut off at byte 10 in the middle of the file header; no frame before it");
}

TEST_CASE("every prefix is read without harm") {
  const ByteVector file =
      hex("d4c3b2a1") + little_head + little_record + frame + little_record + frame;
  for (std::size_t size = 4; size <= file.size(); ++size) {
    const Read read =
        read_all(ByteVector(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size)));
    CHECK(read.frames.size() == (size < 44 ? 0u : size < 64 ? 1u : 2u));
    CHECK(read.fault.empty() == (size == 24 || size == 44 || size == 64));
  }
}

TEST_CASE("other versions and impossible lengths are refused") {
  CHECK(read_all(hex("d4c3b2a1 0300 0100") + ByteVector(16)).fault ==
        "memory: pcap of version 3.1; only version 2 is known");
  const ByteVector record = hex("e8030000 07000000 ffffffff ffffffff");
  CHECK(read_all(hex("d4c3b2a1") + little_head + record).fault ==
        "memory: damaged at byte 24: a packet of 4294967295 bytes; more than 256 KiB is not read; "
        "no frame before it");
}

TEST_CASE("a file without frames is fine") {
  CHECK(read_all(hex("d4c3b2a1") + little_head).order == "I");
}

TEST_CASE("a source that fails is quoted") {
  auto reader = Reader::open(std::make_unique<MemorySource>(
      hex("d4c3b2a1") + little_head + little_record, 100, "cannot read disk: Input/output error"));
  REQUIRE(reader);
  CHECK(read_all(*reader).fault ==
        "cannot read disk: Input/output error, at byte 40; no frame before it");
}
