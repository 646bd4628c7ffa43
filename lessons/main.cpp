// wirelab-testbed LESSON: plays a lesson on real sockets and writes its recording. See
// ARCHITECTURE.md and lessons/README.md.
#include "capture/bytes/last_words.hpp"
#include "capture/bytes/write_text.hpp"
#include "lessons/lessons.hpp"
#include "lessons/machine/namespaces.hpp"
#include "lessons/options.hpp"
#include "lessons/script/stage.hpp"
#include "lessons/testbed/remote/remote.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

namespace wirelab::lessons {
namespace {

constexpr int exit_passed = 0, exit_failed = 1, exit_usage = 2, exit_input = 3, exit_machine = 4;

int complain(const Error& error) {
  write_text(STDERR_FILENO, fmt::format("wirelab-testbed: {}\n", error.message));
  switch (error.kind) {
    case ErrorKind::usage: return exit_usage;
    case ErrorKind::input: return exit_input;
    case ErrorKind::machine: break;
  }
  return exit_machine;
}

Result<std::vector<ByteSink>> open_outputs(const Options& options) {
  std::vector<ByteSink> outputs;
  for (const std::string& path : options.outputs) {
    if (path == "-" && isatty(STDOUT_FILENO))
      return Error{ErrorKind::usage,
                   "A recording is no text for a terminal: name a file with -w, or pipe it on."};
    auto output = file_sink(path);
    if (!output) return output.error();
    outputs.push_back(*std::move(output));
  }
  return outputs;
}

int serve(Stage& stage, const Options& options) {
  const bool at_once = options.named_step || options.free_play;
  const Outcome served = stage.serve(at_once ? options.steps.front() : nullptr);
  return served ? exit_passed : complain(served.error());
}

int play_all(Stage& stage, const Options& options) {
  const auto ending = stage.play(options.steps);
  if (!ending) return complain(ending.error());
  return *ending == Stage::Ending::failed ? exit_failed : exit_passed;
}

int play(const Options& options, std::vector<ByteSink> outputs, RemoteListener listener) {
  Recorder recorder(std::move(outputs));
  const bool plays_by_itself = options.automatic && !options.free_play;
  Stage stage(*options.lesson, recorder, !plays_by_itself, options.seed, options.patient);
  std::atomic<bool> lost = false;
  recorder.on_failure([&](const std::string& reason) {
    lost = !reason.empty();
    if (lost) write_text(STDERR_FILENO, fmt::format("wirelab-testbed: {}\n", reason));
    stage.quit();
  });
  int status = exit_passed;
  {
    const auto input_ended = [&] {
      if (!options.automatic) stage.quit();
    };
    const Remote remote(
        std::move(listener),
        [&](const std::string& line, Speaker& speaker) { return stage.perform(line, speaker); },
        plays_by_itself ? Remote::InputEnded() : Remote::InputEnded(input_ended), stage.changes(),
        recorder);
    status = plays_by_itself ? play_all(stage, options) : serve(stage, options);
  }
  recorder.on_failure({});
  return lost ? exit_machine : status;
}

int run(int count, char** words) {
  const auto options = read_options(count, words, lessons());
  if (!options) return complain(options.error());
  if (!options->say.empty()) {
    const Outcome said = write_to_standard_output(options->say);
    return said ? exit_passed : complain(said.error());
  }
  signal(SIGPIPE, SIG_IGN);
  auto outputs = open_outputs(*options);
  if (!outputs) return complain(outputs.error());
  auto listener = RemoteListener::bind();
  if (!listener) return complain(listener.error());
  if (listener->was_forestalled())
    write_text(STDERR_FILENO,
               fmt::format("wirelab-testbed: another program has taken the name of this run's "
                           "socket, so it is @{}; wirelab exec and remote find it all the same.\n",
                           listener->name()));
  if (const Outcome entered = enter_new_namespaces(); !entered) return complain(entered.error());
  signal(SIGCHLD, SIG_IGN);  // as pid 1 we inherit orphans: nobody else would reap them
  return play(*options, *std::move(outputs), *std::move(listener));
}

}  // namespace
}  // namespace wirelab::lessons

int main(int count, char** words) {
  wirelab::prepare_last_words("wirelab-testbed");
  return wirelab::lessons::run(count, words);
}
