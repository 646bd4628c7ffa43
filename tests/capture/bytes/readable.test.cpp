#include "capture/bytes/readable.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace wirelab;

TEST_CASE("readable text stays as it is") {
  for (const std::string text :
       {"", "plain, with \\ and \"\n\tnext line", "é ü ß → ↑ 第三 👋", "\ufffd \u00a0"})
    CHECK(readable(text) == text);
}

TEST_CASE("what steers a terminal is written out") {
  CHECK(readable("\x1b]0;title\x07") == "\\u001b]0;title\\u0007");
  CHECK(readable("a\rb\bc\x7f") == "a\\rb\\u0008c\\u007f");
  CHECK(readable(std::string_view("\0\x0b\x0c\x1f", 4)) == "\\u0000\\u000b\\u000c\\u001f");
  CHECK(readable("\u0080 \u009b31m \u009f") == "\\u0080 \\u009b31m \\u009f");
  CHECK(readable("\x9b"
                 "31m \x90") == "\\x9b31m \\x90");
}

TEST_CASE("what misleads a reader is written out") {
  CHECK(readable("\u202ecod.exe\u2066\u200f") == "\\u202ecod.exe\\u2066\\u200f");
  CHECK(readable("a\u200bb\u2028c\u061c\ufeff\u00ad") == "a\\u200bb\\u2028c\\u061c\\ufeff\\u00ad");
  CHECK(readable("\U000e0041") == "\\udb40\\udc41");
}

TEST_CASE("bytes that are no UTF-8 are written out, each for itself") {
  CHECK(readable("\xc3(") == "\\xc3(");
  CHECK(readable("\xe2\x80") == "\\xe2\\x80");                               // cut
  CHECK(readable("\xc0\x9b \xe0\x82\x9b") == "\\xc0\\x9b \\xe0\\x82\\x9b");  // overlong CSI
  CHECK(readable("\xed\xa0\x80") == "\\xed\\xa0\\x80");                      // a surrogate
  CHECK(readable("\xf4\x90\x80\x80\xff") == "\\xf4\\x90\\x80\\x80\\xff");
}

TEST_CASE("what was made readable passes unchanged") {
  const std::string once = readable("\x1b[31m \xff \u202e \r \u009b");
  CHECK(readable(once) == once);
}

TEST_CASE("colour of our own passes, with the word that nobody else knows") {
  const std::string ours =
                        "\x1b"
                        "word[1;31m",
                    theirs = "\x1b[31m";
  CHECK(readable(ours + "x", "word") == "\x1b[1;31mx");
  CHECK(readable(ours) == "\\u001bword[1;31m");
  CHECK(readable(theirs, "word") == "\\u001b[31m");
  CHECK(readable("\x1b"
                 "word]0;x\x07",
                 "word") == "\\u001bword]0;x\\u0007");
  CHECK(readable("\x1b"
                 "word[2J",
                 "word") == "\\u001bword[2J");
  CHECK(readable("\x1b"
                 "word[",
                 "word") == "\\u001bword[");
}

TEST_CASE("bytes of a packet in printable ASCII") {
  CHECK(readable_bytes("GET /\x1b[31m\\\t\n\u00e9") == "GET /\\x1b[31m\\\\\\t\\x0a\\xc3\\xa9");
}
