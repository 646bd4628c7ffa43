// Any recording, and all that is known of it.
#include "capture/trace/trace.hpp"
#include "capture/bytes/unpack.hpp"
#include "capture/recording/reader.hpp"
#include "capture/trace/feed.hpp"
#include "tests/capture/trace/same.hpp"
#include "tests/fuzz/bytes.hpp"
#include "tests/fuzz/look.hpp"

#include <memory>

using namespace wirelab;
using namespace wirelab::test;

namespace {

Result<Reader> open(const std::uint8_t* data, std::size_t size) {
  return Reader::open(unpacking(std::make_unique<MemorySource>(fuzzed(data, size))));
}

}  // namespace

// Item by item, and as fast as it goes: the same must be known in the end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int most_items = 5000;
  auto reader = open(data, size);
  if (!reader) return 0;
  Trace trace;
  for (int i = 0; i < most_items && !trace.ended(); ++i) trace.add(reader->next());
  look_at(trace);
  if (!trace.ended()) return 0;
  auto again = open(data, size);
  Trace fed;
  while (feed(fed, *again)) {
  }
  demand(difference(trace, fed).empty());
  return 0;
}
