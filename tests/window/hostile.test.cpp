// Pictures of recordings that nobody made in good faith: each is drawn, or refused with a sentence,
// and none takes longer the larger its numbers are.

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "lab/model/window_start.hpp"
#include "tests/lab/hostile.hpp"
#include "tests/window/driver.hpp"

using namespace wirelab;
namespace fs = std::filesystem;

TEST_CASE("any_recording_has_its_picture") {
  const fs::path folder =
      fs::temp_directory_path() / ("wirelab_hostile_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const char* data = std::getenv("WIRELAB_DATA");
  int drawn = 0;
  for (std::uint32_t seed = 1000; seed < 1040; ++seed) {
    INFO("seed " << seed);
    lab::ShotRequest wanted;
    wanted.data_directory = data ? data : "";
    wanted.recording = folder / "recording";
    wanted.out = folder / "out.png";
    wanted.width = 900, wanted.height = 600;
    const test::ByteVector bytes = test::HostileRecording(seed).bytes();
    std::ofstream(wanted.recording, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    fs::remove(wanted.out);
    const Outcome outcome = lab::render_shot(wanted);
    CHECK((outcome || !outcome.error().message.empty()));
    drawn += fs::exists(wanted.out) ? 1 : 0;
  }
  CHECK(drawn > 30);
  fs::remove_all(folder);
}
