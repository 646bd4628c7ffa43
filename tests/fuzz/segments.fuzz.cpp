// Any TCP between two ends: the bytes say what is sent, in numbers close to each other, so that
// every rule of the machine and of the verdicts is reached soon. Eight bytes make a segment.
#include "capture/trace/trace.hpp"
#include "tests/capture/packet_builder.hpp"
#include "tests/capture/trace/same.hpp"
#include "tests/fuzz/bytes.hpp"
#include "tests/fuzz/look.hpp"

#include <deque>
#include <vector>

using namespace wirelab;
using namespace wirelab::test;

namespace {

constexpr std::size_t record = 8;
constexpr std::array<Time, 4> waits{100'000, 5'000'000, 1'000'000'000, 70'000'000'000};
constexpr std::array<std::uint32_t, 4> starts{1000, 0xfffffff0, 0x7ffffff8, 0};

tcp::Segment segment_of(const std::uint8_t* bytes, std::uint32_t own, std::uint32_t peer) {
  tcp::Segment segment;
  segment.flags = bytes[1];
  segment.sequence = own + bytes[2] % 64 - 4;
  segment.acknowledgment = peer + bytes[3] % 64 - 4;
  segment.length = bytes[4] % 24;
  segment.window = static_cast<std::uint16_t>(bytes[5] % 5 * 16);
  segment.window_shift = bytes[6] % 4 == 0 ? bytes[6] / 4 % 15 : 255;
  return segment;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Trace trace, batched;
  trace.add(Item(Interface{}));
  batched.add(Item(Interface{}));
  std::deque<ByteVector> all;  // the bytes that the batch borrows
  std::vector<Frame> batch;
  Time time = 1'700'000'000'000'000'000;
  std::uint64_t number = 0;
  for (std::size_t at = 0; at + record <= size; at += record) {
    const std::uint8_t choice = data[at];
    const bool forth = (choice & 1) != 0;
    const std::uint32_t start = starts[choice >> 6];
    time += waits[choice >> 1 & 3] * ((data[at + 7] & 0x80) != 0 ? -1 : 1);
    const std::string one = (choice & 8) != 0 ? "10.0.0.1:1000" : "10.0.0.1:1001";
    const auto segment = segment_of(data + at, start + !forth, start + forth);
    all.push_back(forth ? tcp_frame(one, "10.0.0.2:80", segment)
                        : tcp_frame("10.0.0.2:80", one, segment));
    Frame frame;
    frame.time = time;
    frame.number = ++number;
    frame.wire_length = static_cast<std::uint32_t>(all.back().size());
    frame.bytes = all.back();
    trace.add(Item(frame));
    batch.push_back(frame);
  }
  batched.add(batch);
  for (Trace* one : {&trace, &batched}) one->add(Item(End{}));
  look_at(trace);
  demand(difference(trace, batched).empty());
  demand(trace.frame_count() == number);
  return 0;
}
