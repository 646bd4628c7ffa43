#pragma once

#include "capture/bytes/result.hpp"
#include "capture/bytes/unpack_limit.hpp"
#include "capture/words/words.hpp"
#include "lab/command/window.hpp"
#include "lab/terminal/style.hpp"
#include "lessons/text/catalogue.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lab {

// How a command ends: part of its interface, listed in man/wirelab.1.
enum ExitCode {
  exit_ok = 0,
  exit_check_failed = 1,
  exit_usage = 2,
  exit_input = 3,
  exit_machine = 4
};

// What every command works with.
struct Context {
  std::string data;  // words and lessons
  std::string language = "en";
  Words words;
  WindowDoors window;
  UnpackLimit unpack;  // of every recording that is opened

  // Read when first asked for: captures are shown without them.
  const std::vector<lessons::CatalogueEntry>& catalogue() const;
  const lessons::CatalogueEntry* lesson(std::string_view name) const;
  const lessons::LessonText* text(const std::string& name) const;

 private:
  mutable std::optional<std::vector<lessons::CatalogueEntry>> catalogue_;
};

// Loads words and lessons. --lang, else LC_ALL, LC_MESSAGES, LANG choose the language; one that is
// not whole falls back to English.
Result<Context> load_context(const std::string& wanted_language, WindowDoors window);

int exit_code(ErrorKind kind);
// "wirelab: sentence" on standard error; returns the exit code of the error.
int fail(const Error& error);

// Writes all of it to standard output, readable: nothing but our own colours steers the terminal
// (capture/bytes/write_text.hpp). A reader that went away (| head) ends the program as SIGPIPE
// does.
void print(std::string_view text);
void talk(std::string_view text);  // to standard error

// How standard output can be written on.
Style output_style();
bool has_display();

// An error that names the nearest of the known names.
Error unknown(std::string_view what, const std::string& wrong,
              const std::vector<std::string>& known);
std::optional<Error> check_lesson(const Context& context, const std::string& name);
std::optional<Error> check_step(const lessons::CatalogueEntry& lesson, const std::string& step);

}  // namespace wirelab::lab
