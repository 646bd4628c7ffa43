#include "lab/command/commands.hpp"

#include "capture/trace/trace.hpp"
#include "lab/command/interrupt_watch.hpp"
#include "lab/command/testbed_output.hpp"
#include "lab/model/data_directory.hpp"
#include "lab/terminal/frame_bytes.hpp"
#include "lab/terminal/outcome_text.hpp"
#include "lab/terminal/printer.hpp"

#include <csignal>

namespace wirelab::lab {
namespace {

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

int verdict_of_lesson(const Trace& trace, const TestbedProcess& process, const ProcessEnd& end) {
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
  if (InterruptWatch::interrupted())
    return 128 + SIGINT;  // for the record: the watch ends us as SIGINT does
  const bool whole = trace.ended() && (end.code == exit_ok || end.code == exit_check_failed);
  if (whole && !arguments.json && !trace.scenes().empty()) {
    out("\n" + closing_line(trace, context.text(arguments.lesson), context.words, options.style));
  }
  if (!saving.fault.empty()) return fail({ErrorKind::machine, saving.fault});
  if (!reader && end.code == exit_ok) return fail(reader.error());
  return verdict_of_lesson(trace, **process, end);
}

}  // namespace wirelab::lab
