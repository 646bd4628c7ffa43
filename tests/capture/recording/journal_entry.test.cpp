#include "capture/recording/journal_entry.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace std::string_literals;

TEST_CASE("a note is written as lines") {
  Note note{1'700'000'000'123'456'789, NoteKind::fate, "frame 3 dropped", {}};
  note.set("FRAME", 3).set("FATE", "dropped").set("BY", "hand");
  CHECK(to_journal_entry(note) ==
        "__REALTIME_TIMESTAMP=1700000000123456\n"
        "MESSAGE=frame 3 dropped\n"
        "WIRELAB_KIND=fate\n"
        "WIRELAB_NS=789\n"
        "WIRELAB_FRAME=3\n"
        "WIRELAB_FATE=dropped\n"
        "WIRELAB_BY=hand\n");
}

TEST_CASE("a value of several lines takes the binary form") {
  Note note;
  note.kind = NoteKind::program;
  note.set("TEXT", "a\nb");
  const std::string text = to_journal_entry(note);
  CHECK(text.ends_with("WIRELAB_TEXT\n\x03\0\0\0\0\0\0\0a\nb\n"s));
}

TEST_CASE("what was written is read back") {
  Note note{-5, NoteKind::returned, "two\nlines", {}};
  note.set("EMPTY", "").set("EQUALS", "a=b=c").set("NUL", "a\0b"s).set("NEWLINES", "\n\n");
  note.set("UTF8", "三次握手").set("LONG", std::string(70'000, 'x') + "\n");
  const auto back = from_journal_entry(to_journal_entry(note) + "\0\0\0"s);
  REQUIRE(back);
  CHECK(back->time == note.time);
  CHECK(back->kind == note.kind);
  CHECK(back->message == note.message);
  CHECK(back->fields == note.fields);
}

TEST_CASE("a name that a journal cannot hold is left out") {
  Note note;
  note.set("lower", "x").set("A=B", "x").set("", "x").set("GOOD_1", "y");
  const auto back = from_journal_entry(to_journal_entry(note));
  REQUIRE(back);
  CHECK(back->fields == std::vector<Note::Field>{{"GOOD_1", "y"}});
}

TEST_CASE("someone else's entries and later kinds are no notes") {
  CHECK_FALSE(from_journal_entry("__REALTIME_TIMESTAMP=1\nMESSAGE=hello\n_PID=1\n"));
  CHECK_FALSE(from_journal_entry("WIRELAB_KIND=dance\nWIRELAB_TIME=1\n"));
  CHECK_FALSE(from_journal_entry(""));
}

TEST_CASE("an older recording has the whole time in nanoseconds") {
  const auto note = from_journal_entry(
      "__REALTIME_TIMESTAMP=1700000000123456\nWIRELAB_KIND=step\n"
      "WIRELAB_TIME=1700000000123456789\n");
  REQUIRE(note);
  CHECK(note->time == 1'700'000'000'123'456'789);
}

TEST_CASE("nanoseconds that are none are kept in their bounds") {
  const auto many =
      from_journal_entry("__REALTIME_TIMESTAMP=12\nWIRELAB_KIND=step\nWIRELAB_NS=99999");
  REQUIRE(many);
  CHECK(many->time == 12'999);
  const auto none = from_journal_entry("__REALTIME_TIMESTAMP=12\nWIRELAB_KIND=step\nWIRELAB_NS=-7");
  REQUIRE(none);
  CHECK(none->time == 12'000);
}

TEST_CASE("without a time in nanoseconds the journal's own counts") {
  const auto note = from_journal_entry("__REALTIME_TIMESTAMP=12\nWIRELAB_KIND=step");
  REQUIRE(note);
  CHECK(note->time == 12'000);
  const auto far =
      from_journal_entry("__REALTIME_TIMESTAMP=9223372036854775807\nWIRELAB_KIND=step");
  REQUIRE(far);
  CHECK(far->time > 0);
}

TEST_CASE("a broken entry is no note") {
  CHECK_FALSE(from_journal_entry("WIRELAB_KIND=step\nWIRELAB_TEXT\n\x05\0\0\0\0\0\0\0ab\n"s));
  CHECK_FALSE(
      from_journal_entry("WIRELAB_KIND=step\nWIRELAB_TEXT\n\xff\xff\xff\xff\xff\xff\xff\xff"
                         "ab\n"s));
  CHECK_FALSE(from_journal_entry("WIRELAB_KIND=step\nWIRELAB_TEXT\n\x02\0\0"s));
  CHECK_FALSE(from_journal_entry("WIRELAB_KIND=step\nWIRELAB_TEXT"));
}

TEST_CASE("any prefix of an entry is read without harm") {
  Note note{1, NoteKind::call, "m", {}};
  note.set("TEXT", "a\nb").set("HOST", "client");
  const std::string whole = to_journal_entry(note);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto read = from_journal_entry(whole.substr(0, size));
    if (read) CHECK(read->kind == NoteKind::call);
  }
}
