#pragma once

#include "capture/bytes/result.hpp"
#include "lab/model/preferences.hpp"

#include <map>
#include <set>
#include <string>

namespace wirelab::lab {

// What is remembered from one day to the next, and nothing else: the look in
// $XDG_CONFIG_HOME/wirelab/settings.toml, the progress in $XDG_DATA_HOME/wirelab/progress.toml.
struct Settings {
  Look look = Look::dark;
  int text_percent = 100;
  double speed = 0.2;
  std::string last_lesson, last_step;
};

struct Progress {
  std::map<std::string, std::set<std::string>> done;  // lesson -> steps
};

// Files that are missing, foreign or broken read as the defaults: they are no reason not to start.
Settings read_settings();
Progress read_progress();
// Whole or not at all: written beside and renamed.
Outcome write_settings(const Settings& settings);
Outcome write_progress(const Progress& progress);

// $XDG_CONFIG_HOME/wirelab or ~/.config/wirelab; $XDG_DATA_HOME/wirelab or ~/.local/share/wirelab.
std::string config_folder();
std::string progress_folder();

}  // namespace wirelab::lab
