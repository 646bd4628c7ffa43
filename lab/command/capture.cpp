#include "lab/command/commands.hpp"

#include "lab/model/data_directory.hpp"
#include "lab/model/spawn.hpp"

#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace wirelab::lab {
namespace {

std::vector<std::string> letters(const CaptureArguments& arguments) {
  std::vector<std::string> list;
  const auto add = [&](const char* letter, const auto& value) {
    list.emplace_back(letter);
    list.push_back(value);
  };
  add("-i", arguments.interface);
  if (arguments.snap_length) add("-s", std::to_string(*arguments.snap_length));
  if (arguments.buffer_kib) add("-B", std::to_string(*arguments.buffer_kib));
  if (arguments.show.count) add("-c", std::to_string(*arguments.show.count));
  if (!arguments.filter.empty()) {
    list.emplace_back("--");
    list.insert(list.end(), arguments.filter.begin(), arguments.filter.end());
  }
  return list;
}

// What wirelab-capture says is said as it comes, by whole lines.
void pass_on(FileDescriptor errors) {
  char room[4096];
  std::string said;
  for (ssize_t count = 0; (count = ::read(errors.get(), room, sizeof room)) > 0;) {
    said.append(room, static_cast<std::size_t>(count));
    const std::size_t end = said.rfind('\n') + 1;  // 0: there is no whole line yet
    talk(said.substr(0, end));
    said.erase(0, end);
  }
  talk(said);
}

// False: the capture ended before it began, and has said why.
bool begins(const FileDescriptor& output) {
  pollfd wait{output.get(), POLLIN, 0};
  while (::poll(&wait, 1, -1) < 0) {
  }
  return (wait.revents & POLLIN) != 0;
}

// Text was asked for, or there is nothing else to show it on.
bool in_terminal(const Context& context, const CaptureArguments& arguments) {
  return arguments.headless || arguments.show.json || !context.window.run || !has_display();
}

int show_in_terminal(const Context& context, const CaptureArguments& arguments) {
  ShowArguments show = arguments.show;
  show.file.assign(1, '-');  // not = "-": GCC 12 warns of an overlap that is none
  return run_show(context, show);
}

int show_in_window(const Context& context, const CaptureArguments& arguments, pid_t capturer) {
  WindowStart start;
  start.recording.assign(1, '-');
  start.live = arguments.interface;
  // It may have ended already: it is waited for only after the window has closed.
  start.stop_live = [capturer] { ::kill(capturer, SIGTERM); };
  const int code = enter_window(context, start, "wirelab capture --headless");
  start.stop_live();
  return code;
}

}  // namespace

int run_capture(const Context& context, const CaptureArguments& arguments) {
  auto spawned = spawn(program_path("wirelab-capture"), letters(arguments));
  if (!spawned) return fail(spawned.error());
  // Ctrl-C goes to both of us: the capture ends, and what it has caught is still shown.
  std::signal(SIGINT, SIG_IGN);
  spawned->input.reset();
  std::thread listener(pass_on, std::move(spawned->errors));
  int shown = exit_ok;
  if (begins(spawned->output)) {
    ::dup2(spawned->output.get(), STDIN_FILENO);
    spawned->output.reset();
    shown = in_terminal(context, arguments) ? show_in_terminal(context, arguments)
                                            : show_in_window(context, arguments, spawned->pid);
    ::close(STDIN_FILENO);  // whoever still captures learns that nobody reads
  }
  listener.join();
  int status = 0;
  ::waitpid(spawned->pid, &status, 0);
  const int captured = WIFEXITED(status) ? WEXITSTATUS(status) : exit_machine;
  return captured != exit_ok ? captured : shown;
}

}  // namespace wirelab::lab
