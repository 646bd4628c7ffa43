#include "lab/model/settings.hpp"

#include "capture/bytes/text_file.hpp"
#include "capture/bytes/whole_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <sstream>
#include <toml++/toml.h>

namespace wirelab::lab {
namespace {
namespace fs = std::filesystem;

std::string folder(const char* variable, const char* below_home) {
  const char* chosen = std::getenv(variable);
  if (chosen && *chosen == '/') return (fs::path(chosen) / "wirelab").string();
  const char* home = std::getenv("HOME");
  return (fs::path(home && *home ? home : "/") / below_home / "wirelab").string();
}

toml::table read_table(const std::string& path) {
  const auto text = read_text(path);
  if (!text) return {};
  try {
    return toml::parse(*text);
  } catch (const toml::parse_error&) {
    return {};
  }
}

Error cannot_write(const fs::path& path, const std::string& cause) {
  return {ErrorKind::machine, fmt::format("{} could not be written: {}.", path.string(), cause)};
}

Outcome write_whole(const fs::path& path, const toml::table& table) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return cannot_write(path, error.message());
  std::ostringstream text;
  text << table << "\n";
  return write_whole_file(path.string(), text.str());
}

fs::path settings_file() { return fs::path(config_folder()) / "settings.toml"; }
fs::path progress_file() { return fs::path(progress_folder()) / "progress.toml"; }

}  // namespace

std::string config_folder() { return folder("XDG_CONFIG_HOME", ".config"); }
std::string progress_folder() { return folder("XDG_DATA_HOME", ".local/share"); }

Settings read_settings() {
  const toml::table table = read_table(settings_file().string());
  Settings settings;
  settings.look = table["look"].value_or(std::string()) == "light" ? Look::light : Look::dark;
  const std::int64_t percent = table["text_percent"].value_or(std::int64_t{100});
  settings.text_percent = static_cast<int>(std::clamp<std::int64_t>(percent, 100, 200));
  settings.speed = std::clamp(table["speed"].value_or(settings.speed), 0.05, 1.0);
  settings.last_lesson = table["last_lesson"].value_or(std::string());
  settings.last_step = table["last_step"].value_or(std::string());
  return settings;
}

Progress read_progress() {
  Progress progress;
  const toml::table table = read_table(progress_file().string());
  const toml::table* done = table["done"].as_table();
  if (!done) return progress;
  for (const auto& [lesson, steps] : *done) {
    const toml::array* list = steps.as_array();
    if (!list) continue;
    for (const toml::node& step : *list) {
      if (const auto id = step.value<std::string>()) {
        progress.done[std::string(lesson.str())].insert(*id);
      }
    }
  }
  return progress;
}

Outcome write_settings(const Settings& settings) {
  toml::table table;
  table.insert("look", settings.look == Look::light ? "light" : "dark");
  table.insert("text_percent", settings.text_percent);
  table.insert("speed", settings.speed);
  table.insert("last_lesson", settings.last_lesson);
  table.insert("last_step", settings.last_step);
  return write_whole(settings_file(), table);
}

Outcome write_progress(const Progress& progress) {
  toml::table done;
  for (const auto& [lesson, steps] : progress.done) {
    toml::array list;
    for (const std::string& step : steps) list.push_back(step);
    done.insert(lesson, std::move(list));
  }
  return write_whole(progress_file(), toml::table{{"done", std::move(done)}});
}

}  // namespace wirelab::lab
