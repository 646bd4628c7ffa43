#include "lab/command/commands.hpp"

#include "capture/recording/reader.hpp"

#include <fmt/format.h>

namespace wirelab::lab {

int enter_window(const Context& context, WindowStart start, const std::string& instead) {
  if (!context.window.run) {
    return fail({ErrorKind::usage,
                 fmt::format("This build of wirelab has no window; in the terminal: {}", instead)});
  }
  if (!has_display()) {
    return fail(
        {ErrorKind::machine,
         fmt::format("There is no display for a window here; in the terminal: {}", instead)});
  }
  start.data_directory = context.data;
  start.unpack = context.unpack;
  start.language = context.language;
  return context.window.run(start);
}

int run_open(const Context& context, const std::string& file) {
  if (file.empty()) return enter_window(context, {}, "wirelab list");
  // What cannot be read is said here and not in a window. A pipe can be read only once, and by the
  // window.
  if (file != "-") {
    const auto reader = Reader::open(file, context.unpack);
    if (!reader) return fail(reader.error());
  }
  WindowStart start;
  start.recording = file;
  return enter_window(context, std::move(start), fmt::format("wirelab show {}", file));
}

}  // namespace wirelab::lab
