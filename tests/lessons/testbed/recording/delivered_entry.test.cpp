#include "lessons/testbed/recording/delivered_entry.hpp"

#include "capture/recording/journal_entry.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

TEST_CASE("the short way to a delivered note writes what the long way does") {
  for (const std::uint64_t frame : {std::uint64_t{1}, ~std::uint64_t{0} / 2})
    for (const Time time : {Time{1}, Time{1'700'000'000'123'456'789}}) {
      std::string entry;
      append_delivered_entry(entry, frame, time, "router.eth1");
      CHECK(entry == to_journal_entry(fate_note({.time = time,
                                                 .frame = frame,
                                                 .fate = FateKind::delivered,
                                                 .to = "router.eth1",
                                                 .by = "wire"})));
    }
}
