#include "lab/command/commands.hpp"

#include "capture/recording/recording_copy.hpp"
#include "capture/trace/trace.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>
#include <unordered_set>

namespace wirelab::lab {
namespace {

// Decides what of a recording is kept. The Trace is there only when the choice needs it.
class Selection {
 public:
  explicit Selection(const ExportArguments& arguments) : arguments_(arguments) {}

  bool wants(const Item& item) {
    if (arguments_.stream) trace_.add(item);
    if (const auto* frame = std::get_if<Frame>(&item)) return wants_frame(*frame);
    // What is said of a frame goes with it.
    const auto* note = std::get_if<Note>(&item);
    const auto frame = note && arguments_.stream ? note->number("FRAME") : std::nullopt;
    return !frame || *frame == 0 || kept_.contains(static_cast<std::uint64_t>(*frame));
  }
  bool full() const { return arguments_.count && count_ >= *arguments_.count; }

 private:
  bool wants_frame(const Frame& frame) {
    if (frame.interface == no_interface) return true;  // a block of somebody else
    if (arguments_.stream) {
      const FrameRow row = trace_.frame(trace_.frame_count() - 1);
      if (!row.is_tcp || row.stream != *arguments_.stream) return false;
      kept_.insert(frame.number);
    }
    ++count_;
    return true;
  }

  const ExportArguments& arguments_;
  Trace trace_;
  std::size_t count_ = 0;
  std::unordered_set<std::uint64_t> kept_;
};

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

int run_export(const ExportArguments& arguments) {
  if (const auto error = unfit(arguments)) return fail(*error);
  auto reader = Reader::open(arguments.file);
  if (!reader) return fail(reader.error());
  auto sink = file_sink(arguments.pcapng);
  if (!sink) return fail(sink.error());
  RecordingCopy copy(*std::move(reader), *std::move(sink));
  Selection selection(arguments);
  const bool live = arguments.file == "-";
  std::string fault;
  while (!selection.full() && !copy.failed()) {
    const Item item = copy.next();
    if (const auto* end = std::get_if<End>(&item)) {
      fault = end->fault;
      break;
    }
    if (selection.wants(item)) copy.keep(item);
    // Whoever reads on at the other end of a pipe waits for no other frame.
    if (live && !copy.flush()) break;
  }
  if (const Outcome written = copy.flush(); !written) return fail(written.error());
  return fault.empty() ? exit_ok : fail({ErrorKind::input, fault});
}

}  // namespace wirelab::lab
