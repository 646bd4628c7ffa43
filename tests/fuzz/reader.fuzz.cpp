// Any bytes as a recording: pcap, pcapng, packed or not.
#include "capture/recording/reader.hpp"
#include "capture/bytes/unpack.hpp"
#include "capture/recording/pcapng_blocks.hpp"
#include "tests/fuzz/bytes.hpp"

#include <algorithm>
#include <array>
#include <memory>

using namespace wirelab;
using namespace wirelab::test;

namespace {

// What packs to nothing may unpack to anything; a run of the fuzzer looks at the beginning.
constexpr int most_items = 20'000;

void check(const Frame& frame, std::uint64_t& last_end) {
  demand(frame.number > 0 || frame.interface != no_interface);
  demand(frame.wire_length >= frame.bytes.size());
  demand(frame.interface == no_interface || frame.bytes.size() <= pcapng::largest_capture);
  demand(frame.file_offset >= last_end);
  last_end = frame.file_offset + frame.bytes.size();
  std::uint8_t sum = 0;
  for (const std::uint8_t byte : frame.bytes) sum = static_cast<std::uint8_t>(sum + byte);
  [[maybe_unused]] volatile std::uint8_t read_all = sum;
}

Result<Reader> open(const std::uint8_t* data, std::size_t size, std::size_t piece) {
  return Reader::open(unpacking(std::make_unique<MemorySource>(fuzzed(data, size), piece)));
}

bool same(const Frame& one, const Frame& two) {
  return one.time == two.time && one.interface == two.interface && one.number == two.number &&
         one.wire_length == two.wire_length && one.file_offset == two.file_offset &&
         std::ranges::equal(one.bytes, two.bytes);
}

// Frames handed out many at once are those that come one by one, and none is missing.
void compare_batches(Reader& single, Reader& batched, std::size_t room) {
  std::array<Frame, 5> frames;
  for (int i = 0; i < most_items;) {
    const std::size_t count = batched.frames(std::span(frames).first(room));
    demand(count <= room);
    for (std::size_t at = 0; at < count; ++at, ++i) {
      const Item item = single.next();
      demand(std::holds_alternative<Frame>(item) && same(std::get<Frame>(item), frames[at]));
    }
    if (count > 0) continue;
    const Item expected = single.next(), item = batched.next();
    ++i;
    demand(expected.index() == item.index());
    if (const auto* frame = std::get_if<Frame>(&item))
      demand(same(std::get<Frame>(expected), *frame));
    if (const auto* end = std::get_if<End>(&item)) {
      demand(end->fault == std::get<End>(expected).fault);
      return;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The pieces that the bytes come in must change nothing; their size changes with the input.
  const std::size_t piece = size % 7 == 0 ? 1 + size % 5 : 1u << 20;
  auto reader = open(data, size, piece);
  if (!reader) {
    demand(!reader.error().message.empty());
    return 0;
  }
  std::uint64_t last_end = 0;
  for (int i = 0; i < most_items; ++i) {
    const Item item = reader->next();
    if (const auto* frame = std::get_if<Frame>(&item)) check(*frame, last_end);
    if (!std::holds_alternative<End>(item)) continue;
    demand(std::holds_alternative<End>(reader->next()));
    break;
  }
  auto single = open(data, size, piece), batched = open(data, size, piece);
  compare_batches(*single, *batched, 1 + size % 5);
  return 0;
}
