#include "capture/bytes/text_file.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;

TEST_CASE("a text is read whole") {
  const auto text = read_text(WIRELAB_SOURCE_DIR "/capture/words/en.toml");
  REQUIRE(text);
  CHECK(text->size() > 1000);
}

TEST_CASE("what is no text is refused with its name") {
  for (const std::string path : {"/nowhere", "/tmp", "/dev/zero"}) {
    const auto text = read_text(path);
    REQUIRE_FALSE(text);
    CHECK(text.error().kind == ErrorKind::input);
    CHECK(text.error().message.find(path) != std::string::npos);
  }
}
