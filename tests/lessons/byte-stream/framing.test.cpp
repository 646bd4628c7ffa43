#include "lessons/byte-stream/framing.hpp"

#include <catch2/catch.hpp>

using wirelab::lessons::framing::characters_in;
using wirelab::lessons::framing::Reader;
using wirelab::lessons::framing::with_length;
using wirelab::lessons::framing::with_newline;

namespace {

const std::vector<std::string> messages{"AA", "", std::string(300, 'x'), "C"};

std::string framed(std::string (*frame)(std::string_view)) {
  std::string bytes;
  for (const std::string& message : messages) bytes += frame(message);
  return bytes;
}

void expect_messages_in_any_pieces(Reader::Framing framing, const std::string& bytes) {
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    CAPTURE(piece);
    Reader reader(framing);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
      reader.take(std::string_view(bytes).substr(at, piece));
    CHECK(reader.messages() == messages);
  }
}

}  // namespace

TEST_CASE("messages come out as they went in, in pieces of any size") {
  SECTION("a length in front") {
    expect_messages_in_any_pieces(Reader::Framing::length, framed(with_length));
  }
  SECTION("a newline behind") {
    expect_messages_in_any_pieces(Reader::Framing::newline, framed(with_newline));
  }
}

TEST_CASE("a message that is not whole is kept") {
  Reader reader(Reader::Framing::length);
  reader.take(with_length("whole") + std::string("\0\3ab", 4));
  CHECK(reader.messages() == std::vector<std::string>{"whole"});
  reader.take("c");
  CHECK(reader.messages() == std::vector<std::string>{"whole", "abc"});
}

TEST_CASE("characters of UTF-8 are counted whole") {
  const auto counted = [](std::string_view bytes) {
    const auto found = characters_in(bytes);
    return std::pair(found.whole, found.left_over);
  };
  CHECK(counted("") == std::pair<std::size_t, std::size_t>(0, 0));
  CHECK(counted("abc") == std::pair<std::size_t, std::size_t>(3, 0));
  CHECK(counted("\xe4\xbd\xa0\xe5") == std::pair<std::size_t, std::size_t>(1, 1));
  CHECK(counted("\xe4\xbd\xa0\xe5\xa5\xbd") == std::pair<std::size_t, std::size_t>(2, 0));
  CHECK(counted("\xf0\x9f\x98\x80\xc3\xa9") == std::pair<std::size_t, std::size_t>(2, 0));
  CHECK(counted("\xc3") == std::pair<std::size_t, std::size_t>(0, 1));
}
