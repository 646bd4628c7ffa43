// Pictures without a display.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "lab/model/window_start.hpp"
#include "lab/window/ground/png.hpp"
#include "lessons/text/catalogue.hpp"
#include "tests/window/driver.hpp"

using namespace wirelab;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("wirelab_shot_test_" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

lab::ShotRequest request(const fs::path& out) {
  lab::ShotRequest made;
  const char* data = std::getenv("WIRELAB_DATA");
  made.data_directory = data ? data : "";
  made.lesson = "handshake";
  made.recording = std::string(WIRELAB_SOURCE_DIR) + "/lessons/handshake/handshake.pcapng";
  made.out = out;
  return made;
}

}  // namespace

TEST_CASE("shot_of_each_step_differs_and_repeats_byte_for_byte") {
  const Folder folder;
  auto wanted = request(folder.path / "one.png");
  if (!fs::exists(wanted.recording)) return;
  std::set<std::string> pictures;
  const char* steps[] = {"three-messages", "syn-options", "lost-syn",        "last-ack",
                         "old-syn",        "both-open",   "nobody-listening"};
  for (const char* step : steps) {
    INFO(step);
    wanted.step = step;
    wanted.out = folder.path / "one.png";
    REQUIRE(lab::render_shot(wanted));
    const std::string first = read(wanted.out);
    CHECK(first.substr(1, 3) == "PNG");
    CHECK(pictures.insert(first).second);
    wanted.out = folder.path / "two.png";
    REQUIRE(lab::render_shot(wanted));
    CHECK(first == read(wanted.out));
  }
}

TEST_CASE("shot_marks_the_answer_that_the_recording_holds") {
  const Folder folder;
  auto wanted = request(folder.path / "true.png");
  if (!fs::exists(wanted.recording)) return;
  std::string changed = read(wanted.recording);
  const std::string answer = "WIRELAB_ANSWER=accepts", other = "WIRELAB_ANSWER=ignores";
  const std::size_t place = changed.find(answer);
  REQUIRE(place != changed.npos);
  changed.replace(place, answer.size(), other);
  wanted.step = "last-ack";
  REQUIRE(lab::render_shot(wanted));
  // The same file name, which the picture shows too.
  wanted.recording = folder.path / "handshake.pcapng";
  std::ofstream(wanted.recording, std::ios::binary) << changed;
  wanted.out = folder.path / "changed.png";
  REQUIRE(lab::render_shot(wanted));
  CHECK(read(folder.path / "true.png") != read(folder.path / "changed.png"));
  wanted.unanswered = true;
  wanted.out = folder.path / "open.png";
  REQUIRE(lab::render_shot(wanted));
  wanted.recording = request("").recording;
  wanted.out = folder.path / "open-true.png";
  REQUIRE(lab::render_shot(wanted));
  CHECK(read(folder.path / "open.png") == read(folder.path / "open-true.png"));
}

TEST_CASE("shot_says_what_it_cannot_show") {
  const Folder folder;
  auto wanted = request(folder.path / "none.png");
  if (!fs::exists(wanted.recording)) return;
  wanted.step = "no-such-step";
  const Outcome step = lab::render_shot(wanted);
  REQUIRE_FALSE(step);
  CHECK(step.error().message.find("no-such-step") != std::string::npos);
  wanted = request("/proc/nowhere/none.png");
  const Outcome place = lab::render_shot(wanted);
  REQUIRE_FALSE(place);
  CHECK(place.error().message.find("/proc/nowhere/none.png") != std::string::npos);
  CHECK(fs::is_empty(folder.path));
}

TEST_CASE("words_of_every_id_that_the_window_uses") {
  const std::regex id("\"((?:ui|window)\\.[a-z0-9_.]*[a-z0-9_])\"");
  std::size_t count = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(std::string(WIRELAB_SOURCE_DIR) + "/lab/window")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string source = read(entry.path());
    for (std::sregex_iterator i(source.begin(), source.end(), id), end; i != end; ++i) {
      INFO((*i)[1]);
      CHECK(wirelab::test::words().has((*i)[1].str()));
      ++count;
    }
  }
  CHECK(count > 30);
  for (const char* tab : {"lesson", "wire", "ladder", "states", "packets", "header"}) {
    CHECK(wirelab::test::words().has(std::string("window.tab.") + tab));
  }
  for (const char* part : {"hint", "because", "try", "believed", "seen", "truth"}) {
    CHECK(wirelab::test::words().has(std::string("window.lesson.") + part));
  }
}
