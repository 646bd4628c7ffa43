#include "lessons/testbed/wire/backlog.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <vector>

using namespace wirelab;
using lessons::Backlog;
using lessons::BacklogLimit;
using lessons::parse_backlog_limit;

namespace {

std::string limit_after(const std::string& text) {
  const auto read = parse_backlog_limit(text, {.frames = 7, .bytes = std::size_t{3} << 20});
  return read ? read->text() : read.error().message;
}

}  // namespace

TEST_CASE("a limit is read in frames, in MiB or in both") {
  CHECK(BacklogLimit{}.text() == "50000 frames 32 MiB");
  CHECK(limit_after("20000 frames") == "20000 frames 3 MiB");
  CHECK(limit_after("16 MiB") == "7 frames 16 MiB");
  CHECK(limit_after(" 16 MiB  1 frame ") == "1 frames 16 MiB");
  CHECK(limit_after("1000000 frames 1024 MiB") == "1000000 frames 1024 MiB");
}

TEST_CASE("a limit that is none is refused with a sentence") {
  const std::string form = "'set limit' takes frames, MiB or both, as 20000 frames 16 MiB";
  CHECK(limit_after("") == form);
  CHECK(limit_after("many frames") == form + "; not 'many'");
  CHECK(limit_after("-1 frames") == form + "; not '-1'");
  CHECK(limit_after("20000") == form + "; not '20000'");
  CHECK(limit_after("16 MB") == form + "; not '16 MB'");
  CHECK(limit_after("16 MiB and") == form + "; not 'and'");
  CHECK(limit_after("16 MiB 16 MiB") == form + "; not 'MiB twice'");
  CHECK(limit_after("0 frames") == "'set limit' takes 1 to 1000000 frames, not 0");
  CHECK(limit_after("1000001 frames") == "'set limit' takes 1 to 1000000 frames, not 1000001");
  CHECK(limit_after("2000 MiB") == "'set limit' takes 1 to 1024 MiB, not 2000");
  CHECK(limit_after("99999999999999999999 frames") == form + "; not '99999999999999999999'");
}

TEST_CASE("a backlog has room for as many frames and bytes as its limit says") {
  Backlog backlog;
  backlog.set_limit({.frames = 2, .bytes = 1000});
  CHECK(backlog.has_room(1, 1000));
  CHECK_FALSE(backlog.has_room(1, 1001));
  std::optional<Backlog::Share> one, two;
  one.emplace(backlog, 400);
  CHECK(backlog.has_room(1, 600));
  CHECK_FALSE(backlog.has_room(1, 601));
  CHECK_FALSE(backlog.has_room(2, 0));
  two.emplace(*one);  // a copy counts again
  CHECK(backlog.frames() == 2);
  CHECK(backlog.bytes() == 800);
  CHECK_FALSE(backlog.has_room(1, 0));
  CHECK(backlog.has_room(0, 200));
  one.reset();
  CHECK(backlog.has_room(1, 600));
  backlog.grow(500);
  CHECK_FALSE(backlog.has_room(1, 200));
  backlog.shrink(500);
  two.reset();
  CHECK(backlog.frames() == 0);
  CHECK(backlog.bytes() == 0);
}

TEST_CASE("that a limit is reached is said once, and again when half of it was free between") {
  Backlog backlog;
  backlog.set_limit({.frames = 4, .bytes = 1000});
  std::vector<Backlog::Share> shares;
  shares.reserve(4);
  for (int i = 0; i < 4; ++i) shares.emplace_back(backlog, 10);
  REQUIRE_FALSE(backlog.has_room(1, 10));
  CHECK(backlog.refuse());
  CHECK_FALSE(backlog.refuse());
  shares.pop_back();
  CHECK(backlog.has_room(1, 10));
  shares.emplace_back(backlog, 10);
  CHECK_FALSE(backlog.has_room(1, 10));
  CHECK_FALSE(backlog.refuse());  // as good as full all the time
  while (shares.size() > 1) shares.pop_back();
  CHECK(backlog.has_room(1, 10));
  CHECK(backlog.refuse());
}
