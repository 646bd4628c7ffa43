// Any recording, and all that the window and the terminal would show of it.
#include "capture/bytes/unpack.hpp"
#include "capture/recording/reader.hpp"
#include "tests/fuzz/bytes.hpp"
#include "tests/lab/all_rows.hpp"

#include <memory>

using namespace wirelab;
using namespace wirelab::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int most_items = 2000;
  static const auto words = Words::load(WIRELAB_SOURCE_DIR "/capture", "en");
  demand(static_cast<bool>(words));
  auto reader = Reader::open(unpacking(std::make_unique<MemorySource>(fuzzed(data, size))));
  if (!reader) return 0;
  Trace trace;
  for (int i = 0; i < most_items && !trace.ended(); ++i) trace.add(reader->next());
  demand(AllRows(trace, *words).most_ticks() <= 8);
  return 0;
}
