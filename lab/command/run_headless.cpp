#include "lab/command/commands.hpp"

#include "capture/bytes/file_source.hpp"
#include "capture/recording/reader.hpp"
#include "capture/trace/trace.hpp"
#include "lab/model/data_directory.hpp"
#include "lab/model/source.hpp"
#include "lab/model/testbed_process.hpp"
#include "lab/terminal/frame_bytes.hpp"
#include "lab/terminal/outcome_text.hpp"
#include "lab/terminal/printer.hpp"

#include <atomic>
#include <csignal>
#include <fmt/format.h>
#include <unistd.h>

namespace wirelab::lab {
namespace {

// Ctrl-C ends the testbed; its recording then ends, is written whole, and we end as one who was
// interrupted.
std::atomic<pid_t> testbed{0};
std::atomic<bool> interrupted{false};

void on_interrupt(int) {
  interrupted = true;
  const pid_t pid = testbed;
  if (pid > 0) ::kill(pid, SIGTERM);
}

class InterruptWatch {
 public:
  explicit InterruptWatch(pid_t pid) {
    testbed = pid;
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, &before_);
  }
  ~InterruptWatch() {
    testbed = 0;
    ::sigaction(SIGINT, &before_, nullptr);
    if (interrupted) std::raise(SIGINT);
  }
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

 private:
  struct sigaction before_ {};
};

std::vector<std::string> testbed_arguments(const RunArguments& arguments) {
  std::vector<std::string> words{arguments.lesson, "--auto"};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) words.insert(words.end(), {name, value});
  };
  add("--step", arguments.step);
  add("--from", arguments.from);
  if (arguments.seed) add("--seed", std::to_string(*arguments.seed));
  return words;
}

struct Saving {
  ByteSink sink;
  std::string fault;
};

Outcome open_saving(const std::string& path, Saving& saving) {
  if (path.empty()) return Done{};
  if (path == "-" && ::isatty(STDOUT_FILENO) == 1) {
    return Error{ErrorKind::usage,
                 "A recording is not written to a terminal: give -w a file, or a pipe to -."};
  }
  auto sink = file_sink(path);
  if (!sink) return sink.error();
  saving.sink = std::move(*sink);
  return Done{};
}

Result<Reader> read_from(TestbedProcess& process, Saving& saving) {
  auto output = FileSource::from(process.take_output(), "wirelab-testbed");
  if (!output) return output.error();
  std::unique_ptr<ByteSource> source = std::make_unique<FileSource>(std::move(*output));
  if (saving.sink) {
    source = std::make_unique<TeeSource>(std::move(source), std::move(saving.sink),
                                         [&](const Error& error) { saving.fault = error.message; });
  }
  return Reader::open(std::move(source));
}

// Why the testbed ended early: its own words if it left any, which begin with its own name.
Error testbed_error(const TestbedProcess& process, const ProcessEnd& end) {
  std::string said = process.said();
  while (!said.empty() && said.back() == '\n') said.pop_back();
  if (said.rfind("wirelab-testbed: ", 0) == 0) said.erase(0, said.find(' ') + 1);
  if (said.empty() && end.signal)
    said = fmt::format("The testbed was ended by signal {}.", end.signal);
  if (said.empty())
    said = fmt::format("The testbed ended with code {} and gave no reason.", end.code);
  const bool usage = end.code == exit_usage;
  return {usage ? ErrorKind::usage : ErrorKind::machine, said};
}

int verdict(const Trace& trace, const TestbedProcess& process, const ProcessEnd& end) {
  const bool passed_on = end.code == exit_ok || end.code == exit_check_failed;
  if (end.signal || !passed_on) return fail(testbed_error(process, end));
  const std::string said = process.said();
  if (!said.empty()) talk(said);
  if (!trace.fault().empty()) return fail({ErrorKind::input, trace.fault()});
  return failed_checks(trace) > 0 ? exit_check_failed : end.code;
}

}  // namespace

int run_headless(const Context& context, const RunArguments& arguments) {
  Saving saving;
  if (const Outcome opened = open_saving(arguments.save_to, saving); !opened)
    return fail(opened.error());
  auto process =
      TestbedProcess::start(program_path("wirelab-testbed"), testbed_arguments(arguments));
  if (!process) return fail(process.error());
  const InterruptWatch watch((*process)->pid());
  // With the recording on standard output the ladder is talk.
  const auto out = arguments.save_to == "-" ? talk : print;
  Printer::Options options;
  options.json = arguments.json;
  options.file =
      arguments.save_to.empty() || arguments.save_to == "-" ? arguments.lesson : arguments.save_to;
  options.style = output_style();
  FrameBytes bytes(arguments.json);
  options.bytes = [&](const FrameRow& row) { return bytes.of(row); };
  Printer printer(
      options, context.words, [&](const std::string& name) { return context.text(name); }, out);
  Trace trace;
  auto reader = read_from(**process, saving);
  bool over = !reader;
  while (!over) {
    const Item item = reader->next();
    over = std::holds_alternative<End>(item);
    trace.add(item);
    bytes.add(trace, item);
    printer.print(trace, over);
  }
  const ProcessEnd end = (*process)->wait();
  if (interrupted) return 128 + SIGINT;  // for the record: the watch ends us as SIGINT does
  const bool whole = trace.ended() && (end.code == exit_ok || end.code == exit_check_failed);
  if (whole && !arguments.json && !trace.scenes().empty()) {
    out("\n" + closing_line(trace, context.text(arguments.lesson), context.words, options.style));
  }
  if (!saving.fault.empty()) return fail({ErrorKind::input, saving.fault});
  if (!reader && end.code == exit_ok) return fail(reader.error());
  return verdict(trace, **process, end);
}

}  // namespace wirelab::lab
