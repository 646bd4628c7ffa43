#include "lab/window/shell/shell.hpp"

#include <utility>

#include "lab/window/shell/places.hpp"

namespace wirelab::window {

using namespace lab;

namespace {

// Without lesson and file the place of last time, else the first lesson.
WindowStart with_place(WindowStart start, const Desk& desk, const Settings& settings) {
  if (!start.recording.empty() || !start.lesson.empty() || !start.topology.empty()) return start;
  if (desk.entry(settings.last_lesson)) {
    start.lesson = settings.last_lesson;
  } else if (!desk.catalogue.empty()) {
    start.lesson = desk.catalogue.front().name;
  }
  const auto* found = desk.entry(start.lesson);
  if (found && found->text.step(settings.last_step)) start.step = settings.last_step;
  return start;
}

}  // namespace

Result<std::unique_ptr<Shell>> Shell::open(const WindowStart& start, std::function<void()> wake) {
  auto words = Words::load(start.data_directory, start.language);
  if (!words) return words.error();
  std::unique_ptr<Shell> shell(
      new Shell({*std::move(words),
                 lessons::read_catalogue(start.data_directory, start.language),
                 {},
                 read_progress(),
                 std::move(wake)}));
  const Settings settings = read_settings();
  Preferences& preferences = shell->desk_.preferences;
  preferences.look = start.look.value_or(settings.look);
  if (!start.as_new) {
    preferences.text_percent = settings.text_percent;
    preferences.speed = settings.speed;
  }
  auto opened = open_place(shell->desk_, with_place(start, shell->desk_, settings));
  if (!opened) return opened.error();
  shell->showing_ = *std::move(opened);
  return shell;
}

void Shell::perform(const Request& request) {
  std::visit([this](const auto& one) { on(one); }, request);
  changed_ = true;
}

bool Shell::advance(double seconds, Time clock) {
  const bool news = showing_->advance(seconds, clock);
  return std::exchange(changed_, false) || news;
}

Requests Shell::draw(Paint& paint, Rect window, int text_shown) {
  return showing_->draw(paint, window, text_shown);
}

void Shell::on(const ToggleAbsolute&) {
  desk_.preferences.absolute_numbers = !desk_.preferences.absolute_numbers;
}

void Shell::on(const OpenLesson& request) {
  WindowStart start;
  start.lesson = request.name;
  reopen(start);
}

// Anew: nothing of the old showing is left in it.
void Shell::reopen(const WindowStart& start) {
  auto opened = open_place(desk_, start);
  if (opened) {
    showing_ = *std::move(opened);
  } else {
    showing_->complain(opened.error().message);
  }
}

void Shell::remember() const {
  Settings settings = read_settings();
  settings.look = desk_.preferences.look;
  settings.text_percent = desk_.preferences.text_percent;
  settings.speed = desk_.preferences.speed;
  showing_->remember(settings);
  // Nothing that a person could do about it now: the window closes.
  if (const Outcome written = write_settings(settings); !written) return;
}

}  // namespace wirelab::window
