#include "capture/recording/pcapng_reader.hpp"
#include "tests/capture/recording/made.hpp"

using namespace wirelab;
using namespace wirelab::test;

namespace {

// Blocks by hand, in either byte order.
class Hand {
 public:
  explicit Hand(ByteOrder order) : order_(order) {}

  Hand& u16(std::uint16_t value) { return number(value, 2); }
  Hand& u32(std::uint32_t value) { return number(value, 4); }
  Hand& u64(std::uint64_t value) { return number(value, 8); }
  Hand& raw(std::string_view text) {
    body_.insert(body_.end(), text.begin(), text.end());
    while (body_.size() % 4 != 0) body_.push_back(0);
    return *this;
  }
  Hand& block(std::uint32_t type) {
    const ByteVector body = std::exchange(body_, {});
    const auto total = static_cast<std::uint32_t>(body.size() + 12);
    u32(type).u32(total);
    body_ = body_ + body;
    u32(total);
    file_ = file_ + std::exchange(body_, {});
    return *this;
  }
  Hand& section(std::uint16_t major = 1) {
    return u32(0x1a2b3c4d).u16(major).u16(0).u64(~0ull).block(0x0a0d0d0a);
  }
  Hand& interface(std::uint16_t link, std::uint32_t snap) {
    return u16(link).u16(0).u32(snap).block(1);
  }
  // An interface with one option of 1 or 8 bytes.
  Hand& interface_with(std::uint16_t code, std::uint16_t size, std::uint64_t value) {
    u16(1).u16(0).u32(0).u16(code).u16(size);
    if (size == 1) {
      raw(std::string(1, static_cast<char>(value)));
    } else {
      u64(value);
    }
    return u32(0).block(1);
  }
  Hand& packet(std::uint32_t interface, std::uint64_t units, std::string_view bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    u32(interface)
        .u32(static_cast<std::uint32_t>(units >> 32))
        .u32(static_cast<std::uint32_t>(units));
    return u32(size).u32(size + 10).raw(bytes).block(6);
  }
  const ByteVector& file() const { return file_; }

 private:
  Hand& number(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) {
      const int shift = 8 * (order_ == ByteOrder::little ? i : size - 1 - i);
      body_.push_back(static_cast<std::uint8_t>(value >> shift));
    }
    return *this;
  }

  ByteOrder order_;
  ByteVector body_;
  ByteVector file_;
};

Time time_with_resolution(std::uint64_t resolution, std::uint64_t units) {
  Hand hand(ByteOrder::little);
  hand.section().interface_with(9, 1, resolution).packet(0, units, "x");
  return read_all(hand.file()).frames.at(0).frame.time;
}

}  // namespace

TEST_CASE("both byte orders read the same") {
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    Hand hand(order);
    hand.section().interface(1, 262144).interface(101, 0).packet(1, 1'600'000'000'123'456, "abcde");
    const Read read = read_all(hand.file());
    CHECK(read.order == "SIIF");
    CHECK(read.fault.empty());
    CHECK(read.interfaces[1].link_type == 101);
    CHECK(read.interfaces[0].snap_length == 262144);
    const auto& [frame, bytes] = read.frames[0];
    CHECK(frame.time == 1'600'000'000'123'456'000);
    CHECK(frame.interface == 1);
    CHECK(frame.number == 1);
    CHECK(frame.wire_length == 15);
    CHECK(std::string(bytes.begin(), bytes.end()) == "abcde");
    CHECK(hand.file()[frame.file_offset] == 'a');
  }
}

TEST_CASE("sections of different byte orders follow each other") {
  Hand little(ByteOrder::little);
  little.section().interface(1, 0).packet(0, 1, "one");
  Hand big(ByteOrder::big);
  big.section().interface(113, 0).packet(0, 2, "two");
  const Read read = read_all(little.file() + big.file());
  CHECK(read.order == "SIFSIF");
  CHECK(read.frames[1].frame.interface == 1);
  CHECK(read.frames[1].frame.number == 2);
  CHECK(read.frames[1].frame.time == 2000);
}

TEST_CASE("time in any resolution") {
  CHECK(time_with_resolution(0, 5) == 5'000'000'000);
  CHECK(time_with_resolution(3, 5) == 5'000'000);
  CHECK(time_with_resolution(9, 1'700'000'000'123'456'789) == 1'700'000'000'123'456'789);
  CHECK(time_with_resolution(12, 5'999) == 5);
  CHECK(time_with_resolution(0x80, 5) == 5'000'000'000);
  CHECK(time_with_resolution(0x81, 3) == 1'500'000'000);
  CHECK(time_with_resolution(0x80 + 32, 0x8000'0000) == 500'000'000);
  CHECK(time_with_resolution(0x7f, ~0ull) == 0);
  CHECK(time_with_resolution(0xff, ~0ull) == 0);
  CHECK(time_with_resolution(0, ~0ull) == INT64_MAX);
}

TEST_CASE("an offset in seconds is added, also a negative one") {
  Hand hand(ByteOrder::big);
  hand.section().interface_with(14, 8, 100).packet(0, 1'000'000, "x");
  CHECK(read_all(hand.file()).frames[0].frame.time == 101'000'000'000);
  Hand past(ByteOrder::little);
  past.section().interface_with(14, 8, static_cast<std::uint64_t>(-100)).packet(0, 0, "x");
  CHECK(read_all(past.file()).frames[0].frame.time == -100'000'000'000);
}

TEST_CASE("simple and obsolete packets are read") {
  Hand hand(ByteOrder::little);
  hand.section().interface(1, 4).packet(0, 7, "abcd");
  hand.u32(100).raw("efgh").block(3);
  hand.u16(0).u16(9).u32(0).u32(8).u32(3).u32(3).raw("ijk").block(2);
  const Read read = read_all(hand.file());
  REQUIRE(read.order == "SIFFF");
  CHECK(read.frames[1].frame.wire_length == 100);
  CHECK(read.frames[1].bytes.size() == 4);
  CHECK(read.frames[1].frame.time == 7000);  // has none of its own
  CHECK(read.frames[2].frame.time == 8000);
  CHECK(read.frames[2].frame.number == 3);
}

TEST_CASE("unknown blocks and options are skipped") {
  Hand hand(ByteOrder::little);
  hand.section().u32(42).block(0x1234).interface(1, 0);
  hand.u16(1).u16(0).u32(0).u16(777).u16(3).raw("abc").u16(2).u16(2).raw("if").u32(0).block(1);
  hand.packet(1, 1, "");
  const Read read = read_all(hand.file());
  CHECK(read.order == "SIIF");
  CHECK(read.interfaces[1].name == "if");
  CHECK(read.frames[0].bytes.empty());
}

TEST_CASE("what Wireshark counts between the packets counts as a frame, of no link type") {
  Hand hand(ByteOrder::big);
  hand.section().interface(1, 0).packet(0, 5, "x").raw("MESSAGE=hello\n").block(9);
  hand.u32(42).block(0x0bad).packet(0, 6, "y");
  const Read read = read_all(hand.file());
  REQUIRE(read.order == "SIFFFF");
  CHECK(read.frames[1].frame.interface == no_interface);
  CHECK(read.frames[1].bytes.size() == 16);
  CHECK(read.frames[1].frame.time == 5000);
  CHECK(read.frames[3].frame.number == 4);
}

TEST_CASE("a packet id is the number of a frame only in a run of ours") {
  for (const bool run : {false, true}) {
    ByteVector bytes;
    PcapngWriter writer(into(bytes));
    REQUIRE(writer.write(Section{run ? "wirelab-testbed 1" : "dumpcap", ""}));
    REQUIRE(writer.write(Interface{}));
    REQUIRE(writer.write(Frame{0, 0, 700, 0, 0, {}}));
    CHECK(read_all(bytes).frames.at(0).frame.number == (run ? 700 : 1));
  }
}

TEST_CASE("broken options cost no frame") {
  Hand hand(ByteOrder::little);
  hand.section().interface(1, 0);
  hand.u32(0).u32(0).u32(1).u32(4).u32(4).raw("abcd").u16(5).u16(60000).block(6);
  CHECK(read_all(hand.file()).order == "SIF");
}

TEST_CASE("damage is named with its place and its cause") {
  Hand start(ByteOrder::little);
  start.section().interface(1, 0).packet(0, 1, "abcd");
  const std::string place = "memory: damaged at byte " + std::to_string(start.file().size()) + ": ";
  const std::string after = "; 1 frame before it was read";
  const auto fault = [&](const Hand& more) { return read_all(start.file() + more.file()).fault; };

  Hand foreign_interface(ByteOrder::little);
  foreign_interface.packet(1, 1, "x");
  CHECK(fault(foreign_interface) ==
        place + "a packet of interface 1, where 1 are described" + after);

  Hand huge(ByteOrder::little);
  huge.u32(0).u32(0).u32(0).u32(262145).u32(262145).raw("x").block(6);
  CHECK(fault(huge) == place + "a packet of 262145 bytes; more than 256 KiB is not read" + after);

  Hand longer(ByteOrder::little);
  longer.u32(0).u32(0).u32(0).u32(100).u32(100).raw("x").block(6);
  CHECK(fault(longer) == place + "a packet of 100 bytes in a block that is shorter" + after);

  Hand brief(ByteOrder::little);
  brief.u32(0).block(6);
  CHECK(fault(brief) == place + "a packet block that is too short" + after);

  CHECK(read_all(start.file() + hex("06000000 05000000")).fault ==
        place + "a packet block of 5 bytes" + after);
  CHECK(read_all(start.file() + hex("06000000 ffffffff")).fault ==
        place + "a packet block of 4294967295 bytes" + after);
  CHECK(read_all(start.file() + hex("06000000 10000000 00000000 14000000")).fault ==
        place + "a packet block of 16 bytes ends with the length 20" + after);
  CHECK(read_all(start.file() + hex("0a0d0d0a 1c000000 00000000 01000000")).fault ==
        place + "a section header without its byte-order magic" + after);
}

TEST_CASE("another major version is refused") {
  Hand hand(ByteOrder::big);
  hand.section(2);
  CHECK(read_all(hand.file()).fault ==
        "memory: pcapng of version 2 at byte 0; only version 1 is known");
}

TEST_CASE("the end stays the end") {
  Hand hand(ByteOrder::little);
  hand.section();
  auto reader = Reader::open(std::make_unique<MemorySource>(hand.file() + hex("01 02")));
  REQUIRE(reader);
  reader->next();
  for (int i = 0; i < 3; ++i) {
    const Item item = reader->next();
    REQUIRE(std::holds_alternative<End>(item));
    CHECK(std::get<End>(item).fault ==
          "memory: cut off at byte 30 in the middle of a block; no frame before it");
  }
}
