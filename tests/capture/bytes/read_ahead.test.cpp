#include "capture/bytes/read_ahead.hpp"

#include "tests/capture/bytes/memory.hpp"

#include <catch2/catch.hpp>

#include <numeric>

using namespace wirelab;
using wirelab::test::ByteVector;
using wirelab::test::MemorySource;

namespace {

ByteVector counting(std::size_t size) {
  ByteVector bytes(size);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

}  // namespace

TEST_CASE("read ahead slides over a source in pieces and keeps the offset") {
  const std::size_t size = 2'000'003;
  ReadAhead ahead(std::make_unique<MemorySource>(counting(size), 70'001));
  std::size_t at = 0;
  for (std::size_t step = 1; at + step <= size; step = step * 3 % 5'003 + 1) {
    REQUIRE(ahead.demand(step));
    REQUIRE(ahead.offset() == at);
    REQUIRE(ahead.here()[0] == static_cast<std::uint8_t>(at));
    REQUIRE(ahead.here()[step - 1] == static_cast<std::uint8_t>(at + step - 1));
    ahead.consume(step);
    at += step;
  }
  CHECK_FALSE(ahead.demand(size));
  CHECK(ahead.end_offset() == size);
  CHECK(ahead.error().empty());
}

TEST_CASE("one demand may be larger than a chunk") {
  ReadAhead ahead(std::make_unique<MemorySource>(counting(3'000'000), 100'000));
  REQUIRE(ahead.demand(2'500'000));
  CHECK(ahead.here()[2'499'999] == static_cast<std::uint8_t>(2'499'999));
}

TEST_CASE("a source that fails keeps what came before and its own words") {
  ReadAhead ahead(std::make_unique<MemorySource>(counting(5), 2, "cannot read memory: broken"));
  CHECK(ahead.demand(4));
  CHECK_FALSE(ahead.demand(6));
  CHECK(ahead.here().size() == 5);
  CHECK(ahead.error() == "cannot read memory: broken");
}
