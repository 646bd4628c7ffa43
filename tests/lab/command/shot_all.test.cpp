// The built program's `shot --all`: a picture of every step, dark and light, and a page with them
// all.

#include "lab/command/shot_index.hpp"
#include "tests/lab/command/ran.hpp"
#include "tests/skip.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <unistd.h>

namespace fs = std::filesystem;
using wirelab::lab::PicturedStep;
using wirelab::test::command;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The data of the program under test, with these lessons alone. It takes the place of the real data
// while this lives.
class Data {
 public:
  explicit Data(const std::set<std::string>& lessons) {
    const fs::path real = before();
    fs::create_directories(folder / "data/lessons");
    for (const auto& entry : fs::directory_iterator(real))
      if (entry.path().filename() != "lessons")
        fs::create_symlink(entry.path(), folder / "data" / entry.path().filename());
    for (const std::string& lesson : lessons)
      fs::create_symlink(real / "lessons" / lesson, folder / "data/lessons" / lesson);
    ::setenv("WIRELAB_DATA", (folder / "data").c_str(), 1);
  }
  ~Data() {
    ::setenv("WIRELAB_DATA", kept.c_str(), 1);
    fs::remove_all(folder);
  }

  const fs::path folder =
      fs::temp_directory_path() / ("wirelab_shot_all_test_" + std::to_string(::getpid()));

 private:
  fs::path before() {
    const char* data = std::getenv("WIRELAB_DATA");
    kept = data ? data : "";
    return kept;
  }
  std::string kept;
};

}  // namespace

TEST_CASE("shot_all_draws_every_step_twice_and_a_page_of_them") {
  const Data data({"reset"});
  const fs::path out = data.folder / "deep/pictures";
  const auto ran = command("shot --size 1000x700 --all " + out.string());
  INFO(ran.text);
  if (ran.says("has no window")) WIRELAB_SKIP("this build has no window");
  CHECK(ran.code == 0);
  const std::string page = read(out / "index.html");
  std::set<std::string> wanted{"index.html"};
  std::set<std::string> pictures;
  for (const char* step :
       {"nobody", "send-after-close", "linger0", "half-open", "vanished", "listener-closed"}) {
    std::size_t place = 0;
    for (const char* look : {"dark", "light"}) {
      const std::string name = std::string("reset-") + step + "-" + look + ".png";
      INFO(name);
      wanted.insert(name);
      CHECK(read(out / name).substr(1, 3) == "PNG");
      pictures.insert(read(out / name));
      const std::size_t found = page.find("src=\"" + name);
      REQUIRE(found != page.npos);
      CHECK(found > place);
      place = found;
    }
  }
  CHECK(pictures.size() == 12);
  std::set<std::string> made;
  for (const auto& entry : fs::directory_iterator(out)) made.insert(entry.path().filename());
  CHECK(made == wanted);
  const auto rows = [&] {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = page.find("<tr><td>reset<td>", at)) != page.npos; ++at) ++count;
    return count;
  };
  CHECK(rows() == 6);
  CHECK(page.find("<code>half-open</code>") != page.npos);
}

TEST_CASE("shot_all_says_what_it_cannot_draw_and_draws_the_rest") {
  const Data data({"reset"});
  fs::create_directories(data.folder / "data/lessons/broken");
  std::ofstream(data.folder / "data/lessons/broken/broken.en.md") << "no lesson\n";
  const fs::path out = data.folder / "pictures";
  const auto ran = command("shot --size 1000x700 --all " + out.string());
  INFO(ran.text);
  if (ran.says("has no window")) WIRELAB_SKIP("this build has no window");
  CHECK(ran.code == 3);
  CHECK(ran.says("broken.en.md:1:"));
  CHECK(fs::exists(out / "reset-nobody-light.png"));
  CHECK(read(out / "index.html").find("broken.en.md:1:") != std::string::npos);
}

TEST_CASE("shot_all_stands_alone_and_needs_a_folder") {
  CHECK(command("shot --all /tmp/none handshake none.png").code == 2);
  CHECK(command("shot --all /tmp/none --look dark").code == 2);
  CHECK(command("shot handshake").code == 2);
  const auto ran = command("shot --all /proc/nowhere/pictures");
  if (ran.says("has no window")) return;
  CHECK(ran.code == 3);
  CHECK(ran.says("/proc/nowhere/pictures"));
}

TEST_CASE("shot_index_escapes_what_a_lesson_says") {
  const std::string page = wirelab::lab::shot_index(
      {{"close", "three", "SYN < FIN & \"bye\"", ""}, {"odd", "", "Odd", "odd.en.md:3: <none>"}});
  CHECK(page.find("SYN &lt; FIN &amp; &quot;bye&quot;") != page.npos);
  CHECK(page.find("close-three-dark.png") < page.find("close-three-light.png"));
  CHECK(page.find("odd.en.md:3: &lt;none&gt;") != page.npos);
  CHECK(page.find("odd--dark.png") == page.npos);
}
