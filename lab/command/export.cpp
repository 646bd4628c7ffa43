#include "lab/command/commands.hpp"

#include "capture/recording/recording_copy.hpp"
#include "lab/command/part.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

namespace wirelab::lab {
namespace {

std::optional<Error> unfit(const ExportArguments& arguments) {
  if (arguments.pcapng == "-" && ::isatty(STDOUT_FILENO) != 0) {
    return Error{ErrorKind::usage, "standard output is a terminal: pipe it, or name a file"};
  }
  std::error_code none;
  if (arguments.file != "-" &&
      std::filesystem::equivalent(arguments.file, arguments.pcapng, none)) {
    return Error{ErrorKind::usage,
                 fmt::format("{} cannot be written while it is read: name another "
                             "file",
                             arguments.pcapng)};
  }
  return std::nullopt;
}

}  // namespace

int run_export(const Context& context, const ExportArguments& arguments) {
  if (const auto error = unfit(arguments)) return fail(*error);
  auto selection = Selection::make(arguments.display_filter, arguments.bpf);
  if (!selection) return fail(selection.error());
  auto reader = Reader::open(arguments.file, context.unpack);
  if (!reader) return fail(reader.error());
  // What was in OUT stays until there is something to write: a wrong word of BPF shows only here.
  RecordingCopy copy(*std::move(reader), file_sink_on_demand(arguments.pcapng));
  Part part(arguments, *std::move(selection),
            [&](const Item& item, Bytes raw) { copy.keep(item, raw); });
  const bool live = arguments.file == "-";
  std::string fault;
  for (bool over = false; !over && !part.full() && !copy.failed();) {
    const Item item = copy.next();
    if (const Outcome added = part.add(item, copy.raw()); !added) return fail(added.error());
    if (const auto* end = std::get_if<End>(&item)) {
      fault = end->fault;
      over = true;
    }
    // Whoever reads on at the other end of a pipe waits for no other frame.
    if (live && !copy.flush()) break;
  }
  if (const Outcome written = copy.flush(); !written) return fail(written.error());
  return fault.empty() ? exit_ok : fail({ErrorKind::input, fault});
}

}  // namespace wirelab::lab
