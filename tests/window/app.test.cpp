// The window's state over a recorded run: questions stop the playhead, locked answers let it go,
// and nothing changes but through a request.

#include "tests/window/app.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/window/driver.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

// The run of tests/lab/run_builder.hpp as a file, and an App that has read it.
class Replay {
 public:
  explicit Replay(const std::string& answer = "accepts") {
    file_ = std::filesystem::temp_directory_path() /
            ("wirelab_app_test_" + std::to_string(::getpid()) + ".pcapng");
    std::ofstream out(file_, std::ios::binary);
    PcapngWriter writer([&](std::span<const std::uint8_t> bytes) -> Outcome {
      out.write(reinterpret_cast<const char*>(bytes.data()),
                static_cast<std::streamsize>(bytes.size()));
      return Done{};
    });
    const auto run = wirelab::test::last_ack(answer);
    for (const Item& item : run.items) REQUIRE(writer.write(item));
    out.close();
    lab::WindowStart start;
    start.recording = file_;
    const char* data = std::getenv("WIRELAB_DATA");
    start.data_directory = data ? data : "";
    auto opened = App::open(start, [] {});
    if (!opened) FAIL(opened.error().message);
    app = *std::move(opened);
    REQUIRE(app->producer().source().wait(std::chrono::seconds(10)));
    app->advance(0, 0);
  }
  ~Replay() {
    app.reset();
    std::filesystem::remove(file_);
  }

  // Plays until nothing moves any more.
  void play() {
    for (int i = 0; i < 10'000 && (app->advance(1.0 / 30, 0) || app->moving()); ++i) {
    }
    REQUIRE_FALSE(app->moving());
  }

  std::unique_ptr<App> app;

 private:
  std::filesystem::path file_;
};

}  // namespace

TEST_CASE("app_replay_plays_to_the_question_and_waits_there") {
  Replay replay;
  CHECK(replay.app->playhead().playing);
  replay.play();
  const BenchRows rows = replay.app->rows();
  CHECK(replay.app->playhead().time == wirelab::test::at(1065));
  CHECK(rows.lesson.stage == lab::LessonRows::Stage::choose);
  CHECK_FALSE(rows.lesson.button_enabled);
  CHECK_FALSE(replay.app->advance(1, 0));
}

TEST_CASE("app_locked_answer_lets_the_run_go_on_and_reveals") {
  Replay replay;
  replay.play();
  for (const auto& request : key_requests(replay.app->rows(), Key::b)) replay.app->perform(request);
  CHECK(replay.app->rows().lesson.button_enabled);
  CHECK(replay.app->playhead().time == wirelab::test::at(1065));
  for (const auto& request : key_requests(replay.app->rows(), Key::space))
    replay.app->perform(request);
  replay.play();
  const BenchRows rows = replay.app->rows();
  CHECK(rows.lesson.stage == lab::LessonRows::Stage::revealed);
  CHECK(replay.app->session().done.contains("last-ack"));
  // What is locked stays locked.
  replay.app->perform(lab::ChooseOption{"last-ack", "resets"});
  CHECK(replay.app->rows().lesson.stage == lab::LessonRows::Stage::revealed);
}

TEST_CASE("app_answer_comes_from_the_run") {
  Replay replay("ignores");
  replay.play();
  replay.app->perform(lab::ChooseOption{"last-ack", "accepts"});
  replay.app->perform(lab::LockAnswer{"last-ack"});
  replay.play();
  for (const auto& choice : replay.app->rows().lesson.choices) {
    CHECK(choice.right == (choice.id == "ignores"));
    CHECK(choice.wrong == (choice.id == "accepts"));
  }
}

TEST_CASE("app_seeks_inside_the_scene_and_not_past_the_question") {
  Replay replay;
  replay.app->perform(lab::Seek{0});
  const Time begin = replay.app->playhead().time;
  CHECK(begin == wirelab::test::at(-2));
  replay.app->perform(lab::Seek{wirelab::test::at(100'000)});
  CHECK(replay.app->playhead().time == wirelab::test::at(1065));
  replay.app->perform(lab::StepBy{-1});
  CHECK(replay.app->playhead().time < wirelab::test::at(1065));
  CHECK_FALSE(replay.app->playhead().playing);
  replay.app->perform(lab::StepBy{5});
  CHECK(replay.app->playhead().time == wirelab::test::at(1065));
}

TEST_CASE("app_without_a_testbed_has_no_hand_and_no_live") {
  Replay replay;
  replay.play();
  const BenchRows rows = replay.app->rows();
  CHECK(rows.topology.actions.empty());
  CHECK_FALSE(rows.transport.can_go_live);
  replay.app->perform(lab::RemoteLine{"drop 1"});  // goes nowhere, and harms nothing
  CHECK_FALSE(replay.app->moving());
}

TEST_CASE("app_shows_packets_only_up_to_the_playhead") {
  Replay replay;
  replay.app->perform(lab::Seek{wirelab::test::at(1005)});
  const BenchRows rows = replay.app->rows();
  CHECK(rows.packets(0, 100).rows.size() == 2);
  CHECK(rows.packets(1, 100).rows.size() == 1);
}
