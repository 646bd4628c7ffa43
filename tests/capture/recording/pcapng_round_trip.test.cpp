#include "capture/recording/pcapng_blocks.hpp"
#include "tests/capture/recording/made.hpp"

using namespace wirelab;
using namespace wirelab::test;

namespace {

// A small run: two ports, frames of every padding, notes between them.
ByteVector small_run() {
  ByteVector bytes;
  PcapngWriter writer(into(bytes));
  REQUIRE(writer.write(Section{"wirelab-testbed 0.1.0", "Linux 6.1"}));
  REQUIRE(writer.write(Interface{"client.eth0", "lan", 1, 65535}));
  REQUIRE(writer.write(Interface{"server.eth0", "lan", 1, 65535}));
  for (std::uint64_t number = 1; number <= 5; ++number) {
    const ByteVector frame(60 + number, static_cast<std::uint8_t>(number));
    REQUIRE(
        writer.write(Frame{static_cast<Time>(1'700'000'000'000'000'001 + number),
                           static_cast<std::uint32_t>(number % 2), number * 10, 1000, 0, frame}));
    Note note{static_cast<Time>(number), NoteKind::fate, "frame delivered", {}};
    note.set("FRAME", static_cast<std::int64_t>(number * 10)).set("TEXT", "a\nb");
    REQUIRE(writer.write(note));
  }
  return bytes;
}

}  // namespace

TEST_CASE("items come back as they were written") {
  const ByteVector bytes = small_run();
  const Read read = read_all(bytes);
  CHECK(read.order == "SIIFNFNFNFNFN");
  CHECK(read.fault.empty());
  CHECK(read.sections[0].application == "wirelab-testbed 0.1.0");
  CHECK(read.sections[0].system == "Linux 6.1");
  CHECK(read.interfaces[1].name == "server.eth0");
  CHECK(read.interfaces[1].segment == "lan");
  CHECK(read.interfaces[1].snap_length == 65535);
  for (std::uint64_t number = 1; number <= 5; ++number) {
    const auto& [frame, held] = read.frames[number - 1];
    CHECK(frame.time == static_cast<Time>(1'700'000'000'000'000'001 + number));
    CHECK(frame.interface == number % 2);
    CHECK(frame.number == number * 10);
    CHECK(frame.wire_length == 1000);
    CHECK(held == ByteVector(60 + number, static_cast<std::uint8_t>(number)));
    CHECK(std::equal(held.begin(), held.end(),
                     bytes.begin() + static_cast<std::ptrdiff_t>(frame.file_offset)));
    CHECK(read.notes[number - 1].number("FRAME") == static_cast<std::int64_t>(number * 10));
    CHECK(read.notes[number - 1].get("TEXT") == "a\nb");
  }
}

TEST_CASE("writing what was read gives the same bytes") {
  const ByteVector bytes = small_run();
  ByteVector again;
  PcapngWriter writer(into(again));
  auto reader = Reader::open(std::make_unique<MemorySource>(bytes));
  REQUIRE(reader);
  for (;;) {
    const Item item = reader->next();
    REQUIRE(writer.write(item));
    if (std::holds_alternative<End>(item)) break;
  }
  CHECK(again == bytes);
}

TEST_CASE("pieces of any size read the same") {
  const ByteVector bytes = small_run();
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u}) {
    CHECK(read_all(bytes, piece).order == "SIIFNFNFNFNFN");
  }
}

TEST_CASE("every prefix gives whole items and says where it ends") {
  const ByteVector bytes = small_run();
  const std::string whole = read_all(bytes).order;
  std::size_t clean = 0;
  for (std::size_t size = 4; size < bytes.size(); ++size) {
    const ByteVector cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    const Read read = read_all(cut);
    REQUIRE(whole.starts_with(read.order));
    if (read.fault.empty()) {
      ++clean;
    } else {
      REQUIRE(read.fault.find("cut off at byte " + std::to_string(size)) != std::string::npos);
    }
  }
  CHECK(clean == whole.size() - 1);  // between two blocks
}

TEST_CASE("any one bit may be wrong") {
  const ByteVector bytes = small_run();
  for (std::size_t i = 4; i < bytes.size(); ++i) {
    for (const std::uint8_t mask : {0x01, 0x80, 0xff}) {
      ByteVector bad = bytes;
      bad[i] ^= mask;
      auto reader = Reader::open(std::make_unique<MemorySource>(bad));
      REQUIRE(reader);
      const Read read = read_all(*reader);
      REQUIRE(read.order.size() <= 13);
    }
  }
}

TEST_CASE("the writer refuses what no reader could understand") {
  ByteVector bytes;
  PcapngWriter writer(into(bytes));
  CHECK_FALSE(writer.write(Frame{}));
  REQUIRE(writer.write(Interface{}));
  CHECK(writer.write(Frame{}));
  CHECK_FALSE(writer.write(Frame{-1, 0, 1, 0, 0, {}}));
  const ByteVector huge(pcapng::largest_capture + 1);
  CHECK_FALSE(writer.write(Frame{0, 0, 1, 0, 0, huge}));
  Note note;
  note.set("TEXT", std::string(pcapng::largest_block, 'x'));
  CHECK_FALSE(writer.write(note));
  CHECK(read_all(bytes).order == "SIF");
}

TEST_CASE("a second section counts its interfaces afresh in the file, not in the items") {
  ByteVector bytes;
  PcapngWriter writer(into(bytes));
  REQUIRE(writer.write(Interface{"a", "", 1, 0}));
  REQUIRE(writer.write(Frame{5, 0, 1, 0, 0, {}}));
  REQUIRE(writer.write(Section{}));
  CHECK_FALSE(writer.write(Frame{5, 0, 2, 0, 0, {}}));
  REQUIRE(writer.write(Interface{"b", "", 101, 0}));
  REQUIRE(writer.write(Frame{6, 1, 2, 0, 0, {}}));
  REQUIRE(writer.write(Section{}));
  REQUIRE(writer.write(Interface{"c", "", 1, 0}));
  REQUIRE(writer.write(Frame{7, 2, 3, 0, 0, {}}));
  const Read read = read_all(bytes);
  CHECK(read.order == "SIFSIFSIF");
  CHECK(read.frames[1].frame.interface == 1);
  CHECK(read.frames[2].frame.interface == 2);
}

TEST_CASE("an error of the sink comes through") {
  PcapngWriter writer([](std::span<const std::uint8_t>) -> Outcome {
    return Error{ErrorKind::machine, "disk full"};
  });
  const auto outcome = writer.write(Note{});
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().message == "disk full");
}
