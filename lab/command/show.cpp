#include "lab/command/commands.hpp"

#include "capture/recording/reader.hpp"
#include "capture/trace/trace.hpp"
#include "lab/terminal/printer.hpp"

namespace wirelab::lab {

int run_show(const Context& context, const ShowArguments& arguments) {
  auto reader = Reader::open(arguments.file);
  if (!reader) return fail(reader.error());
  Printer::Options options;
  options.json = arguments.json;
  options.file = arguments.file;
  options.most_frames = arguments.count;
  options.style = output_style();
  Printer printer(
      options, context.words, [&](const std::string& name) { return context.text(name); }, print);
  Trace trace;
  bool over = false;
  while (!over && !printer.full()) {
    const Item item = reader->next();
    over = std::holds_alternative<End>(item);
    trace.add(item);
    printer.print(trace, over);
  }
  if (trace.fault().empty()) return exit_ok;
  return fail({ErrorKind::input, trace.fault()});
}

}  // namespace wirelab::lab
