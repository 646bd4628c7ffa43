#include "capture/words/words.hpp"

#include "capture/decode/checksum.hpp"
#include "capture/findings/finding.hpp"
#include "capture/tcp/reason.hpp"
#include "capture/tcp/state.hpp"
#include "capture/trace/events.hpp"
#include "capture/trace/frame_row.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

using namespace wirelab;

namespace {

std::vector<std::string> languages() {
  std::vector<std::string> names;
  for (const auto& file :
       std::filesystem::directory_iterator(WIRELAB_SOURCE_DIR "/capture/words")) {
    if (file.path().extension() == ".toml") names.push_back(file.path().stem().string());
  }
  return names;
}

Words words_of(const std::string& language) {
  auto words = Words::load(WIRELAB_SOURCE_DIR "/capture", language);
  REQUIRE(words);
  return *std::move(words);
}

// Everything that the code can ask for.
std::set<std::string> wanted() {
  std::set<std::string> ids{"state.unknown"};
  for (int i = 0; i <= static_cast<int>(tcp::Reason::seen_midstream); ++i) {
    ids.insert("reason." + std::string(tcp::id(static_cast<tcp::Reason>(i))));
  }
  for (const tcp::State state : tcp::all_states) ids.insert("state." + std::string(name(state)));
  for (int i = 0; i <= static_cast<int>(FateKind::too_big); ++i) {
    for (const char* by : {".hand", ".script", ".rule", ".wire"}) {
      ids.insert("fate." + std::string(to_word(static_cast<FateKind>(i))) + by);
    }
  }
  for (int i = 0; i <= static_cast<int>(Verdict::reused_ports); ++i) {
    const auto verdict = "verdict." + std::string(name(static_cast<Verdict>(i)));
    ids.insert(verdict + ".label");
    ids.insert(verdict + ".sentence");
    ids.insert("evidence." + std::string(name(static_cast<Verdict>(i))));
  }
  for (int i = 0; i < findings::finding_kinds; ++i) {
    ids.insert("finding." + std::string(id(static_cast<findings::FindingKind>(i))));
  }
  for (int i = 0; i <= static_cast<int>(findings::Opening::midstream); ++i) {
    ids.insert("opening." + std::string(id(static_cast<findings::Opening>(i))));
  }
  for (int i = 0; i <= static_cast<int>(findings::Ending::lost_tail); ++i) {
    ids.insert("ending." + std::string(id(static_cast<findings::Ending>(i))));
  }
  for (int i = 0; i <= static_cast<int>(decode::ChecksumState::unverifiable); ++i) {
    ids.insert("checksum." + std::string(id(static_cast<decode::ChecksumState>(i))));
  }
  return ids;
}

}  // namespace

TEST_CASE("each language has words for every id") {
  REQUIRE_FALSE(languages().empty());
  for (const std::string& language : languages()) {
    const Words words = words_of(language);
    for (const std::string& id : wanted()) {
      CAPTURE(language, id);
      CHECK(words.has(id));
    }
    for (const auto id : words.ids()) {
      CAPTURE(language, id);
      CHECK_FALSE(words.text(id).empty());
    }
  }
}

TEST_CASE("languages have the same ids") {
  const Words english = words_of("en");
  for (const std::string& language : languages()) {
    CAPTURE(language);
    CHECK(words_of(language).ids() == english.ids());
  }
}

TEST_CASE("tables become dotted ids") {
  const auto words = Words::parse("[a]\nb = \"one\"\n[a.c]\nd-e = \"two\"\n", "test");
  REQUIRE(words);
  CHECK(words->ids() == std::vector<std::string_view>{"a.b", "a.c.d-e"});
  CHECK(words->text("a.b") == "one");
  CHECK(words->text("a.c.d-e") == "two");
  CHECK(words->text("a.missing") == "a.missing");
  CHECK_FALSE(words->has("a"));
}

TEST_CASE("bad words are named with their place") {
  const auto syntax = Words::parse("[a]\nb = one\n", "test.toml");
  REQUIRE_FALSE(syntax);
  CHECK(syntax.error().message.starts_with("test.toml: line 2: "));
  const auto kind = Words::parse("[a]\nb = 1\n", "test.toml");
  REQUIRE_FALSE(kind);
  CHECK(kind.error().message == "test.toml: a.b is not a text");
  CHECK_FALSE(Words::load("/nowhere", "en"));
}

TEST_CASE("placeholders are filled, others stay") {
  CHECK(fill("frame {n} of {total}", {{"n", "3"}, {"total", "9"}}) == "frame 3 of 9");
  CHECK(fill("{a}{a}", {{"a", "{b}"}, {"b", "x"}}) == "{b}{b}");
  CHECK(fill("{unknown} {a", {{"a", "1"}}) == "{unknown} {a");
  CHECK(fill("{{a}}", {{"a", "1"}}) == "{1}");
  CHECK(fill("", {}) == "");
}
