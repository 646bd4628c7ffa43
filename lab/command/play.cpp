#include "lab/command/commands.hpp"
#include "lab/command/interrupt_watch.hpp"
#include "lab/command/remote_input.hpp"
#include "lab/command/testbed_output.hpp"
#include "lab/model/data_directory.hpp"
#include "lab/rows/wording.hpp"
#include "lab/terminal/live_lines.hpp"

#include <fmt/format.h>

#include <utility>

namespace wirelab::lab {
namespace {

std::vector<std::string> testbed_arguments(const PlayArguments& arguments) {
  std::vector<std::string> words{"--topology", arguments.topology};
  if (arguments.seed) words.insert(words.end(), {"--seed", std::to_string(*arguments.seed)});
  return words;
}

// "client 10.0.1.10, router 10.0.1.1 10.0.2.1": a host of several addresses stands there as often.
std::string hosts_of(const Scene& scene) {
  std::string text, last;
  for (const Host& host : scene.hosts) {
    if (host.name != last) text += (text.empty() ? "" : ", ") + host.name;
    text += " " + host.address;
    last = host.name;
  }
  return text;
}

std::string ready_line(const Context& context, const Scene& scene, pid_t run) {
  const char* end =
      RemoteInput::has_input() ? "terminal.play_end_input" : "terminal.play_end_signal";
  return say(context.words, "terminal.play_ready",
             {{"hosts", hosts_of(scene)},
              {"run", std::to_string(run)},
              {"end", context.words.text(end)}}) +
         "\n";
}

int verdict_of_play(const Trace& trace, const TestbedProcess& process, const ProcessEnd& end) {
  if (end.signal || end.code != exit_ok) return fail(testbed_error(process, end));
  if (!process.said().empty()) talk(process.said());
  return trace.fault().empty() ? exit_ok : fail({ErrorKind::input, trace.fault()});
}

int play_headless(const Context& context, const PlayArguments& arguments) {
  Saving saving;
  if (const Outcome opened = open_saving(arguments.save_to, saving); !opened)
    return fail(opened.error());
  auto process =
      TestbedProcess::start(program_path("wirelab-testbed"), testbed_arguments(arguments));
  if (!process) return fail(process.error());
  const InterruptWatch watch((*process)->pid(), true);
  LiveLines lines(context.words, output_style(), arguments.save_to == "-" ? talk : print);
  Trace trace(History::recent);
  {
    const RemoteInput input(**process);
    auto reader = read_from(**process, saving);
    bool over = !reader, greeted = false, told_to_end = false;
    while (!over) {
      const Item item = reader->next();
      over = std::holds_alternative<End>(item);
      trace.add(item);
      lines.see(trace, item);
      if (!greeted && !trace.scenes().empty() && !trace.scenes().front().hosts.empty()) {
        talk(ready_line(context, trace.scenes().front(), (*process)->pid()));
        greeted = true;
      }
      lines.print(trace, over);
      // Nobody wants to work on, for an hour, on what is not recorded.
      if (!saving.fault.empty() && !std::exchange(told_to_end, true)) (*process)->remote("quit");
    }
    if (!reader && !InterruptWatch::interrupted()) {
      const ProcessEnd end = (*process)->wait();
      return end.code == exit_ok && !end.signal ? fail(reader.error())
                                                : fail(testbed_error(**process, end));
    }
  }
  const ProcessEnd end = (*process)->wait();
  if (InterruptWatch::interrupted()) return 128 + SIGINT;  // the watch ends us as the signal does
  if (!saving.fault.empty()) return fail({ErrorKind::machine, saving.fault});
  return verdict_of_play(trace, **process, end);
}

}  // namespace

int run_play(const Context& context, const PlayArguments& arguments) {
  if (arguments.headless || !context.window.run || !has_display())
    return play_headless(context, arguments);
  WindowStart start;
  start.topology = arguments.topology;
  start.save_to = arguments.save_to;
  start.seed = arguments.seed;
  return enter_window(context, std::move(start),
                      fmt::format("wirelab play {} --headless", arguments.topology));
}

}  // namespace wirelab::lab
