// One showing at a time: another one is made anew, and nothing of the old one is left in it. The
// testbed is played by a script, which tells a recording and ends when it is told to.

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <thread>

#include "tests/window/app.hpp"
#include "tests/window/driver.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;
namespace fs = std::filesystem;

namespace {

std::string shipped(const std::string& lesson) {
  return std::string(WIRELAB_SOURCE_DIR) + "/lessons/" + lesson + "/" + lesson + ".pcapng";
}

// A folder with a wirelab-testbed of our own, found before every other one.
class ScriptedTestbed {
 public:
  // Tells `recording`, waits for a line "end", ends with this exit code.
  ScriptedTestbed(const std::string& recording, int code) {
    fs::create_directories(folder_);
    const fs::path program = folder_ / "wirelab-testbed";
    std::ofstream(program) << "#!/bin/sh\ncat '" << recording
                           << "'\nwhile read -r line && [ \"$line\" != end ]; do :; done\n"
                           << "exit " << code << '\n';
    fs::permissions(program, fs::perms::owner_all);
    ::setenv("PATH", (folder_.string() + ":" + path_).c_str(), 1);
  }
  ~ScriptedTestbed() {
    ::setenv("PATH", path_.c_str(), 1);
    fs::remove_all(folder_);
  }

 private:
  const std::string path_ = std::getenv("PATH");
  const fs::path folder_ =
      fs::temp_directory_path() / ("wirelab_shell_test_" + std::to_string(::getpid()));
};

std::unique_ptr<App> open(lab::WindowStart start) {
  start.as_new = true;
  const char* data = std::getenv("WIRELAB_DATA");
  start.data_directory = data ? data : "";
  auto opened = App::open(start, [] {});
  if (!opened) FAIL(opened.error().message);
  return *std::move(opened);
}

std::unique_ptr<App> open_recording(const std::string& path) {
  lab::WindowStart start;
  start.recording = path;
  auto app = open(start);
  app->settle();
  app->advance(0, 0);
  return app;
}

template <class Done>
void advance_until(App& app, Done&& done) {
  for (int i = 0; i < 3000 && !done(); ++i) {
    app.advance(0.01, 0);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  REQUIRE(done());
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("shell_another_lesson_keeps_nothing_of_the_recording_before") {
  const auto app = open_recording(shipped("handshake"));
  CHECK(says(app->rows().bar.source, "handshake.pcapng"));
  app->perform(lab::ChooseOption{"any", "a"});
  app->perform(lab::OpenHint{});
  const ScriptedTestbed testbed(shipped("close"), 3);
  app->perform(lab::OpenLesson{"close"});
  advance_until(*app, [&] { return app->session().lesson == "close"; });
  CHECK(app->session().chosen.empty());
  CHECK(app->session().hints.empty());
  app->perform(lab::RemoteLine{"end"});
  advance_until(*app, [&] { return app->rows().bar.run_again; });
  const BenchRows rows = app->rows();
  CHECK(says(rows.bar.banner, "3"));
  CHECK(rows.bar.source.empty());
  CHECK(rows.lesson.visible);
}

TEST_CASE("shell_run_again_opens_the_step_in_view_anew") {
  const ScriptedTestbed testbed(shipped("close"), 3);
  lab::WindowStart start;
  start.lesson = "close";
  const auto app = open(start);
  advance_until(*app, [&] { return app->rows().packets(0, 1).count > 0; });
  const std::string last = app->rows().lesson.steps.back().id;
  app->perform(lab::OpenStep{last});
  app->perform(lab::OpenHint{});
  app->perform(lab::SetLook{lab::Look::light});
  app->perform(lab::RemoteLine{"end"});
  advance_until(*app, [&] { return app->rows().bar.run_again; });
  app->perform(lab::RunAgain{});
  CHECK_FALSE(app->rows().bar.run_again);
  CHECK(app->rows().bar.banner.empty());
  CHECK(app->session().step == last);
  CHECK(app->session().hints.empty());
  CHECK(app->rows().bar.look == lab::Look::light);
}

TEST_CASE("shell_lesson_that_does_not_open_says_so_above_what_is_open") {
  const auto app = open_recording(shipped("handshake"));
  app->perform(lab::OpenLesson{"nowhere"});
  CHECK(says(app->rows().bar.banner, "nowhere"));
  CHECK(app->session().lesson == "handshake");
  app->perform(lab::Seek{std::numeric_limits<Time>::max()});
  CHECK(app->rows().packets(0, 1).count > 0);
}

TEST_CASE("shell_forbidden_testbed_that_told_nothing_makes_way_for_the_shipped_recording") {
  const fs::path empty =
      fs::temp_directory_path() / ("wirelab_empty_" + std::to_string(::getpid()) + ".pcapng");
  std::ofstream out(empty, std::ios::binary);
  PcapngWriter writer([&](std::span<const std::uint8_t> bytes) -> Outcome {
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    return Done{};
  });
  REQUIRE(writer.write(Section{"wirelab-testbed", "Linux"}));
  out.close();
  const ScriptedTestbed testbed(empty, 4);
  lab::WindowStart start;
  start.lesson = "close";
  const auto app = open(start);
  app->perform(lab::RemoteLine{"end"});
  advance_until(*app, [&] { return app->rows().packets(0, 1).count > 0; });
  const BenchRows rows = app->rows();
  CHECK_FALSE(rows.bar.banner.empty());
  CHECK_FALSE(rows.bar.run_again);
  CHECK(app->session().lesson == "close");
  fs::remove(empty);
}

TEST_CASE("shell_run_of_an_unknown_lesson_is_shown_without_its_text") {
  lab::WindowStart start;
  start.recording = shipped("handshake");
  start.as_new = true;  // and no data: the catalogue is empty
  start.data_directory = std::string(WIRELAB_SOURCE_DIR) + "/capture";
  auto app = App::open(start, [] {});
  if (!app) FAIL(app.error().message);
  (*app)->settle();
  (*app)->advance(0, 0);
  (*app)->perform(lab::Seek{std::numeric_limits<Time>::max()});
  const BenchRows rows = (*app)->rows();
  CHECK_FALSE(rows.lesson.visible);
  CHECK(rows.packets(0, 1).count > 0);
}
