// Any recording, and all that is known of it.
#include "capture/trace/trace.hpp"
#include "capture/bytes/unpack.hpp"
#include "capture/recording/reader.hpp"
#include "tests/fuzz/bytes.hpp"
#include "tests/fuzz/look.hpp"

#include <memory>

using namespace wirelab;
using namespace wirelab::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int most_items = 5000;
  auto reader = Reader::open(unpacking(std::make_unique<MemorySource>(fuzzed(data, size))));
  if (!reader) return 0;
  Trace trace;
  for (int i = 0; i < most_items && !trace.ended(); ++i) trace.add(reader->next());
  look_at(trace);
  return 0;
}
