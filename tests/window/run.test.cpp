// The shipped run of each step, at many moments: no text covers another, none leaves its panel.

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "tests/window/app.hpp"
#include "tests/window/driver.hpp"
#include "tests/window/room.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

std::unique_ptr<App> open_shipped(const std::string& lesson) {
  lab::WindowStart start;
  start.recording =
      std::string(WIRELAB_SOURCE_DIR) + "/lessons/" + lesson + "/" + lesson + ".pcapng";
  const char* data = std::getenv("WIRELAB_DATA");
  start.data_directory = data ? data : "";
  if (!std::filesystem::exists(start.recording)) return nullptr;
  auto app = App::open(start, [] {});
  if (!app) FAIL(app.error().message);
  REQUIRE((*app)->producer().source().wait(std::chrono::seconds(10)));
  (*app)->advance(0, 0);
  return *std::move(app);
}

}  // namespace

TEST_CASE("run_gives_the_texts_of_every_step_room") {
  const auto app = open_shipped("handshake");
  if (!app) return;
  for (const char* step : {"three-messages", "syn-options", "lost-syn", "last-ack", "old-syn",
                           "both-open", "nobody-listening"}) {
    app->perform(lab::OpenStep{step});
    const BenchRows opened = app->rows();
    if (!opened.lesson.choices.empty()) {
      app->perform(lab::ChooseOption{opened.lesson.ask, opened.lesson.choices.front().id});
      app->perform(lab::LockAnswer{opened.lesson.ask});
    }
    app->perform(lab::Seek{0});
    for (int moment = 0; moment < 40; ++moment) {
      const Time before = app->playhead().time;
      Driver driver(app->rows(), moment % 2 == 0 ? 1600 : 1280, moment % 2 == 0 ? 1000 : 800);
      INFO(step << ", moment " << moment);
      check_labels(driver);
      check_inside(driver);
      app->perform(lab::StepBy{1});
      if (app->playhead().time == before) break;
    }
  }
}

TEST_CASE("run_of_every_lesson_ends_with_room_for_its_texts") {
  for (const auto& entry : std::filesystem::directory_iterator(WIRELAB_SOURCE_DIR "/lessons")) {
    const std::string lesson = entry.path().filename();
    if (!std::filesystem::exists(entry.path() / (lesson + ".pcapng"))) continue;
    const auto app = open_shipped(lesson);
    REQUIRE(app);
    const auto steps = app->rows().lesson.steps;
    CHECK_FALSE(steps.empty());
    for (const auto& step : steps) {
      INFO(lesson << ", " << step.id);
      app->perform(lab::OpenStep{step.id});
      const BenchRows opened = app->rows();
      if (!opened.lesson.choices.empty()) {
        app->perform(lab::ChooseOption{opened.lesson.ask, opened.lesson.choices.front().id});
        app->perform(lab::LockAnswer{opened.lesson.ask});
      }
      app->perform(lab::Scrub{opened.transport.length});
      CHECK_FALSE(app->rows().lesson.because.empty());
      for (const auto& [width, height] : {std::pair{1600, 1000}, std::pair{1280, 800}}) {
        INFO(width);
        Driver driver(app->rows(), width, height);
        check_labels(driver);
        check_inside(driver);
      }
    }
  }
}
