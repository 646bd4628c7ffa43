#pragma once

#include "capture/address/prefix.hpp"
#include "capture/bytes/result.hpp"
#include "capture/bytes/unpack_limit.hpp"
#include "lab/model/preferences.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace wirelab::lab {

// What the window opens with. At most one of lesson, topology and recording is set; none: the list
// of lessons, or the last place.
struct WindowStart {
  std::string lesson;               // "handshake"
  std::string step;                 // the step to stand at; empty: the first (or the last place)
  std::string topology;             // free play: a built-in one's name or a TOML file
  std::string ping;                 // there: HOST:ADDRESS, pinged once
  std::string recording;            // a file to replay, "-": standard input
  UnpackLimit unpack;               // of it
  std::string live;                 // the interface that standard input is captured from
  std::function<void()> stop_live;  // ends that capture
  std::string save_to;              // -w: every byte of the run also goes there; empty: nowhere
  std::optional<std::uint64_t> seed;
  std::string data_directory;  // words and lessons, see data_directory.hpp
  std::string language = "en";
  std::optional<Look> look;  // absent: as last time
  bool as_new = false;       // nothing is as last time: a picture
};

// One picture without a display. The moment: of `step` the ask, if a frame is in the hand then or
// the question stays open, else its end; or `at`; or the end of the first scene.
struct ShotRequest {
  std::string recording;  // path; for a lesson its shipped recording
  UnpackLimit unpack;     // of it
  std::string lesson;  // the lesson's name when known, for its text; empty: as the recording says
  std::string step;
  std::optional<address::Ipv4Prefix> subnet;  // the bits of this address, and no recording
  std::optional<std::uint64_t> seed;          // of the drill beside them
  std::optional<double> at;                   // seconds since the first frame of the recording
  Look look = Look::dark;
  int width = 1600, height = 1000;
  int scale = 1;
  std::string out;          // PNG
  bool unanswered = false;  // leave the question open: a picture to vote on
  std::string data_directory;
  std::string language = "en";
};

// Implemented by lab/window; main.cpp hands them to the commands where the build has a window.
int run_window(const WindowStart& start);
Outcome render_shot(const ShotRequest& request);

}  // namespace wirelab::lab
