#include "lab/command/context.hpp"

#include "capture/bytes/write_text.hpp"
#include "lab/model/data_directory.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

namespace wirelab::lab {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (!variable(name).empty()) return variable(name);
  }
  return "";
}

// "zh_CN.UTF-8" speaks "zh".
std::string language_of(const std::string& wanted) {
  const std::string from = wanted.empty() ? locale() : wanted;
  return from.substr(0, from.find_first_of("_.@"));
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// The word of this process that lets its own colours through (capture/bytes/readable.hpp). Empty
// where the kernel has no random bytes: then there are none.
const std::string& styling() {
  static const std::string word = [] {
    std::uint64_t number = 0;
    return ::getrandom(&number, sizeof number, 0) == sizeof number
               ? fmt::format("{:015x}", number >> 4)
               : std::string();
  }();
  return word;
}

}  // namespace

const std::vector<lessons::CatalogueEntry>& Context::catalogue() const {
  if (!catalogue_) catalogue_ = lessons::read_catalogue(data, language);
  return *catalogue_;
}

const lessons::CatalogueEntry* Context::lesson(std::string_view name) const {
  for (const auto& entry : catalogue()) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

const lessons::LessonText* Context::text(const std::string& name) const {
  const auto* entry = lesson(name);
  return entry && entry->fault.empty() ? &entry->text : nullptr;
}

Result<Context> load_context(const std::string& wanted_language, WindowDoors window) {
  Context context;
  context.window = std::move(window);
  context.data = data_directory();
  context.language = language_of(wanted_language);
  auto words = Words::load(context.data, context.language);
  if (!words) {
    context.language = "en";
    words = Words::load(context.data, context.language);
    if (!words) return words.error();
  }
  context.words = std::move(*words);
  return context;
}

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage: return exit_usage;
    case ErrorKind::input: return exit_input;
    case ErrorKind::machine: return exit_machine;
  }
  return exit_input;
}

int fail(const Error& error) {
  talk(fmt::format("wirelab: {}\n", error.message));
  return exit_code(error.kind);
}

void print(std::string_view text) {
  if (write_text(STDOUT_FILENO, text, styling())) return;
  const int cause = errno;
  if (cause == EPIPE) {
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
  }
  talk(fmt::format("wirelab: standard output: {}\n", std::strerror(cause)));
  std::_Exit(exit_machine);
}

void talk(std::string_view text) { write_text(STDERR_FILENO, text, styling()); }

Style output_style() {
  Style style;
  const std::string terminal = variable("TERM");
  if (::isatty(STDOUT_FILENO) == 0 || terminal.empty() || terminal == "dumb") return style;
  style.styling = styling();
  style.colour = variable("NO_COLOR").empty() && !style.styling.empty();
  style.unicode =
      locale().find("UTF-8") != std::string::npos || locale().find("utf8") != std::string::npos;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::min<int>(size.ws_col, 120);
  }
  return style;
}

bool has_display() { return !variable("DISPLAY").empty() || !variable("WAYLAND_DISPLAY").empty(); }

Error unknown(std::string_view what, const std::string& wrong,
              const std::vector<std::string>& known) {
  const std::string near = nearest(wrong, known);
  const std::string help = near.empty() ? fmt::format("There are: {}.", joined(known))
                                        : fmt::format("Did you mean {}?", near);
  return {ErrorKind::usage, fmt::format("There is no {} '{}'. {}", what, wrong, help)};
}

std::optional<Error> check_lesson(const Context& context, const std::string& name) {
  const auto* entry = context.lesson(name);
  if (entry && entry->fault.empty()) return std::nullopt;
  if (entry) return Error{ErrorKind::input, entry->fault};
  std::vector<std::string> names;
  for (const auto& known : context.catalogue()) names.push_back(known.name);
  if (names.empty()) {
    return Error{ErrorKind::input, fmt::format("No lesson was found in {}/lessons.", context.data)};
  }
  return unknown("lesson", name, names);
}

std::optional<Error> check_step(const lessons::CatalogueEntry& lesson, const std::string& step) {
  std::vector<std::string> names;
  for (const auto& known : lesson.text.steps) {
    if (known.id == step) return std::nullopt;
    names.push_back(known.id);
  }
  return unknown(fmt::format("step of {}", lesson.name), step, names);
}

}  // namespace wirelab::lab
