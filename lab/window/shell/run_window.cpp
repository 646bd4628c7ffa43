#include <fmt/format.h>

#include <unistd.h>

#include "capture/bytes/write_text.hpp"
#include "lab/model/window_start.hpp"
#include "lab/window/display/glfw_display.hpp"
#include "lab/window/shell/loop.hpp"

namespace wirelab::window {
namespace {

int complain(const Error& error) {
  write_text(STDERR_FILENO, fmt::format("wirelab: {}\n", error.message));
  return error.kind == ErrorKind::usage ? 2 : error.kind == ErrorKind::input ? 3 : 4;
}

}  // namespace
}  // namespace wirelab::window

namespace wirelab::lab {

int run_window(const WindowStart& start) {
  using namespace window;
  const Glfw library;
  if (!library) {
    return complain(
        {ErrorKind::machine,
         "The display cannot be opened; in the terminal: wirelab run handshake --headless"});
  }
  auto display = GlfwDisplay::open("wirelab");
  if (!display) return complain(display.error());
  auto shell = Shell::open(start, GlfwDisplay::wake);
  if (!shell) return complain(shell.error());
  Loop loop(**display, **shell);
  while (!loop.over()) {
    (*display)->wait(loop.pause());
    loop.turn();
  }
  (*shell)->remember();
  return 0;
}

}  // namespace wirelab::lab
