// What is remembered from day to day.

#include "lab/model/settings.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace wirelab;
namespace fs = std::filesystem;

namespace {

// Its own folders for a test, so that no test reads another's.
struct Home {
  Home() {
    ::setenv("XDG_CONFIG_HOME", (path / "config").c_str(), 1);
    ::setenv("XDG_DATA_HOME", (path / "data").c_str(), 1);
  }
  ~Home() { fs::remove_all(path); }
  fs::path path = fs::temp_directory_path() / ("wirelab-home-" + std::to_string(::getpid()));
};

}  // namespace

TEST_CASE("settings_come_back_as_they_were_written") {
  const Home home;
  CHECK(lab::read_settings().look == lab::Look::dark);
  REQUIRE(lab::write_settings({lab::Look::light, 150, 0.05, "handshake", "last-ack"}));
  const lab::Settings read = lab::read_settings();
  CHECK(read.look == lab::Look::light);
  CHECK(read.text_percent == 150);
  CHECK(read.speed == 0.05);
  CHECK(read.last_step == "last-ack");
}

TEST_CASE("progress_comes_back_as_it_was_written") {
  const Home home;
  REQUIRE(lab::write_progress({{{"handshake", {"three-messages", "last-ack"}}}}));
  CHECK(lab::read_progress().done.at("handshake").count("last-ack") == 1);
  CHECK(fs::exists(home.path / "data" / "wirelab" / "progress.toml"));
}

TEST_CASE("settings_that_are_broken_read_as_the_defaults") {
  const Home home;
  fs::create_directories(home.path / "config" / "wirelab");
  fs::create_directories(home.path / "data" / "wirelab");
  std::ofstream(home.path / "config" / "wirelab" / "settings.toml") << "look = [[[";
  std::ofstream(home.path / "data" / "wirelab" / "progress.toml") << "done = 3\n";
  CHECK(lab::read_settings().text_percent == 100);
  CHECK(lab::read_progress().done.empty());
}
