#include "capture/recording/recording_copy.hpp"

#include "tests/capture/recording/made.hpp"

using namespace wirelab;
using namespace wirelab::test;

namespace {

ByteVector block(std::uint32_t type, const ByteVector& body) {
  ByteVector bytes;
  const auto number = [&](std::uint32_t value) {
    for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  };
  number(type);
  number(static_cast<std::uint32_t>(body.size() + 12));
  bytes = bytes + body;
  number(static_cast<std::uint32_t>(body.size() + 12));
  return bytes;
}

const ByteVector section = block(0x0a0d0d0a, hex("4d3c2b1a 0100 0000 ffffffffffffffff"));
const ByteVector counted = block(0x0a0d0d0a, hex("4d3c2b1a 0100 0000 5000000000000000"));
const ByteVector interface = block(1, hex("0100 0000 00000000"));
const ByteVector names = block(4, hex("0000 0000"));
const ByteVector unknown = block(0x1234, hex("01020304"));

// A frame of four bytes with a comment.
ByteVector packet(const std::string& letters) {
  return block(6, hex("00000000 00000000 01000000 04000000 04000000") +
                      ByteVector(letters.begin(), letters.end()) +
                      hex("0100 0200 68690000 00000000"));
}

template <class Wanted>
ByteVector copied(const ByteVector& bytes, Wanted wanted) {
  ByteVector out;
  auto reader = Reader::open(std::make_unique<MemorySource>(bytes));
  REQUIRE(reader);
  RecordingCopy copy(*std::move(reader), into(out));
  for (Item item = copy.next(); !std::holds_alternative<End>(item); item = copy.next()) {
    if (wanted(item)) copy.keep(item);
  }
  REQUIRE(copy.flush());
  return out;
}

bool all(const Item&) { return true; }
bool not_the_second(const Item& item) {
  const auto* frame = std::get_if<Frame>(&item);
  return !frame || frame->number != 2;
}

}  // namespace

TEST_CASE("a copy of pcapng is the same, byte for byte") {
  const ByteVector bytes = section + interface + packet("aaaa") + names + unknown + packet("bbbb");
  CHECK(copied(bytes, all) == bytes);
}

TEST_CASE("what is left out leaves the rest as it was, and a section that nobody counted") {
  const ByteVector bytes =
      counted + interface + packet("aaaa") + unknown + packet("bbbb") + names + packet("cccc");
  CHECK(copied(bytes, not_the_second) ==
        section + interface + packet("aaaa") + unknown + names + packet("cccc"));
}

TEST_CASE("damage is not copied") {
  const ByteVector bytes = section + interface + packet("aaaa");
  CHECK(copied(bytes + block(6, hex("07000000")), all) == bytes);
  CHECK(copied(bytes + hex("06000000 ff000000 00"), all) == bytes);
}

TEST_CASE("pcap becomes pcapng") {
  const ByteVector pcap = hex("a1b23c4d 0002 0004 00000000 00000000 0000ffff 00000071") +
                          hex("00000001 00000002 00000003 00000009 616263");
  const Read read = read_all(copied(pcap, all));
  REQUIRE(read.order == "SIF");
  CHECK(read.interfaces[0].link_type == 113);
  CHECK(read.frames[0].frame.time == 1'000'000'002);
  CHECK(read.frames[0].frame.wire_length == 9);
  CHECK(read.frames[0].bytes == hex("616263"));
}

TEST_CASE("what cannot be written is said at the end") {
  auto reader = Reader::open(std::make_unique<MemorySource>(section));
  REQUIRE(reader);
  RecordingCopy copy(*std::move(reader), [](auto) -> Outcome {
    return Error{ErrorKind::machine, "full"};
  });
  copy.keep(copy.next());
  CHECK_FALSE(copy.flush());
  CHECK(copy.failed());
}
