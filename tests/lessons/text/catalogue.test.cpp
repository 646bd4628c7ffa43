#include "lessons/text/catalogue.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace wirelab::lessons;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("wirelab-catalogue-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  std::string name() const { return path_.string(); }

 private:
  fs::path path_;
};

std::string lesson(const std::string& unit, const std::string& title) {
  return "# " + title + "\nunit: " + unit + "\nminutes: 5\nquestion: Q?\n\n## s: Step\n\nText.\n";
}

}  // namespace

TEST_CASE("lessons are found, in the language asked for, in teaching order") {
  const Folder data;
  data.write("lessons/beta/beta.en.md", lesson("Unit 10", "Beta"));
  data.write("lessons/beta/beta.pcapng", "x");
  data.write("lessons/alpha/alpha.en.md", lesson("Unit 2", "Alpha"));
  data.write("lessons/alpha/alpha.zh.md", lesson("Unit 2", "甲"));
  data.write("lessons/notes/readme.md", "no lesson");
  const auto zh = read_catalogue(data.name(), "zh");
  REQUIRE(zh.size() == 2);
  CHECK(zh[0].text.title == "甲");
  CHECK(zh[0].recording.empty());
  CHECK(zh[1].text.title == "Beta");  // not translated yet: the English one
  CHECK(fs::path(zh[1].recording).filename() == "beta.pcapng");
  CHECK(read_catalogue(data.name(), "en")[0].text.title == "Alpha");
}

TEST_CASE("a lesson whose text is broken stays in the list, with its fault") {
  const Folder data;
  data.write("lessons/odd/odd.en.md", "no title\n");
  const auto found = read_catalogue(data.name(), "en");
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "odd");
  CHECK(found[0].fault.find("odd.en.md:1: a lesson begins with") != std::string::npos);
}

TEST_CASE("a lesson without the text of a step that it plays is broken") {
  const Folder data;
  std::ifstream whole(WIRELAB_SOURCE_DIR "/lessons/subnet/subnet.en.md");
  std::string text{std::istreambuf_iterator<char>(whole), {}};
  const std::size_t cut = text.find("\n## ", text.find("\n## ") + 1) + 1;
  const auto line = std::count(text.begin(), text.begin() + static_cast<long>(cut), '\n') + 1;
  text.erase(cut, text.find("\n## ", cut) + 1 - cut);
  data.write("lessons/subnet/subnet.en.md", text);
  CHECK(read_catalogue(data.name(), "en").at(0).fault.empty());  // nobody knows what it plays
  fs::copy_file(WIRELAB_SOURCE_DIR "/lessons/subnet/subnet.pcapng",
                data.name() + "/lessons/subnet/subnet.pcapng");
  const std::string fault = read_catalogue(data.name(), "en").at(0).fault;
  CHECK(fault.find("subnet.en.md:" + std::to_string(line) + ": the step '") != std::string::npos);
}

TEST_CASE("a lesson's programs stand beside its text") {
  const Folder data;
  data.write("lessons/beta/beta.en.md", lesson("Unit 1", "Beta"));
  data.write("lessons/beta/server.c", "int main() {\n}\n");
  data.write("lessons/beta/server.py", "s.recv(1)\n");
  data.write("lessons/beta/client.py", "s.send(1)\n");
  data.write("lessons/beta/huge.py", std::string(100'000, '#'));
  data.write("lessons/beta/beta.cpp", "not for learners\n");
  const auto programs = read_catalogue(data.name(), "en").at(0).text.programs;
  REQUIRE(programs.size() == 3);
  CHECK(programs[0].name == "client.py");
  CHECK(programs[1].name == "server.py");
  CHECK(programs[2].name == "server.c");
  CHECK(programs[2].lines == std::vector<std::string>{"int main() {", "}"});
}

TEST_CASE("no folder, no lessons") { CHECK(read_catalogue("/does/not/exist", "en").empty()); }

TEST_CASE("the texts of this tree can be read") {
  for (const CatalogueEntry& entry : read_catalogue(WIRELAB_SOURCE_DIR, "en")) {
    CAPTURE(entry.name);
    CHECK(entry.fault.empty());
    CHECK(entry.text.programs.size() >= 2);
    for (const StepText& step : entry.text.steps) {
      CAPTURE(step.id);
      CHECK(step.title.size() <= 28);
      CHECK(step.body.size() <= 5);
      CHECK(step.hints.size() == 3);
      CHECK(step.tries.size() >= 3);
      CHECK_FALSE(step.because.empty());
      CHECK_FALSE(step.presenter.empty());
      for (const Option& option : step.prediction.options) CHECK(option.text.size() <= 55);
    }
  }
}
