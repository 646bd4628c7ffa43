#include "capture/recording/note.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;

TEST_CASE("each kind of note has a word, and the word leads back") {
  for (int i = 0; i <= static_cast<int>(NoteKind::error); ++i) {
    const auto kind = static_cast<NoteKind>(i);
    CHECK(note_kind(to_word(kind)) == kind);
  }
  CHECK(to_word(NoteKind::returned) == "return");
  CHECK_FALSE(note_kind("returned"));
  CHECK_FALSE(note_kind(""));
}

TEST_CASE("fields keep their order, the last word counts") {
  Note note;
  note.set("HOST", "client").set("FRAME", 7).set("HOST", "server");
  CHECK(note.fields == std::vector<Note::Field>{{"HOST", "server"}, {"FRAME", "7"}});
  CHECK(note.get("HOST") == "server");
  CHECK(note.get("ABSENT").empty());
}

TEST_CASE("a number is a whole decimal number or nothing") {
  Note note;
  note.set("A", "-12").set("B", "12 ms").set("C", "").set("D", "99999999999999999999");
  CHECK(note.number("A") == -12);
  CHECK_FALSE(note.number("B"));
  CHECK_FALSE(note.number("C"));
  CHECK_FALSE(note.number("D"));
  CHECK_FALSE(note.number("E"));
}
