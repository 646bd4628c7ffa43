#include "lab/command/commands.hpp"

#include "capture/findings/finding.hpp"
#include "capture/findings/survey.hpp"
#include "capture/recording/reader.hpp"
#include "capture/trace/feed.hpp"
#include "lab/command/selection.hpp"
#include "lab/terminal/connection_lines.hpp"
#include "lab/terminal/finding_lines.hpp"
#include "lab/terminal/frame_bytes.hpp"
#include "lab/terminal/json_lines.hpp"
#include "lab/terminal/printer.hpp"
#include "lab/terminal/stream_text.hpp"
#include "lab/terminal/summary.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <utility>

namespace wirelab::lab {
namespace {

// Reads the recording, and knows of each frame whether it is selected.
class Show {
 public:
  Show(const Context& context, const ShowArguments& arguments, Selection selection, Reader reader)
      : context_(context),
        arguments_(arguments),
        selection_(std::move(selection)),
        reader_(std::move(reader)),
        bytes_(arguments.json || arguments.count || !selection_.takes_all()) {}

  int frames();
  int report();
  int summary();

 private:
  // False: the end. A BPF expression that libpcap refuses is `error_`.
  bool read();
  bool selects(const FrameRow& row);
  // Notes the connections of the frames that came since the last call.
  void choose();
  int finish() const {
    return trace_.fault().empty() ? exit_ok : fail({ErrorKind::input, trace_.fault()});
  }
  bool wants(std::uint32_t stream) const {
    return selection_.takes_all() || (stream < chosen_.size() && chosen_[stream]);
  }
  Totals totals_of_selected();
  void print_connections() const;
  void print_findings() const;
  int print_stream();
  bool enough(std::size_t printed) const {
    return arguments_.count && printed >= *arguments_.count;
  }

  const Context& context_;
  const ShowArguments& arguments_;
  Selection selection_;
  Reader reader_;
  Trace trace_;
  std::optional<Error> error_;
  FrameBytes bytes_;
  std::size_t looked_at_ = 0;
  std::vector<bool> chosen_;  // streams with a selected frame
};

bool Show::read() {
  const Item item = reader_.next();
  if (const auto* interface = std::get_if<Interface>(&item)) {
    const Outcome met = selection_.meet(*interface);
    if (!met) error_ = met.error();
    if (error_) return false;
  }
  trace_.add(item);
  bytes_.add(trace_, item);
  return !std::holds_alternative<End>(item);
}

bool Show::selects(const FrameRow& row) {
  return selection_.takes_all() || selection_.takes(trace_, row, bytes_.of(row));
}

int Show::frames() {
  Printer::Options options;
  options.json = arguments_.json;
  options.file = arguments_.file;
  options.most_frames = arguments_.count;
  options.style = output_style();
  if (!selection_.takes_all()) options.shows = [this](const FrameRow& row) { return selects(row); };
  options.bytes = [this](const FrameRow& row) { return bytes_.of(row); };
  // Of what is still coming each frame is printed when it comes; a whole file by the page.
  const std::size_t page = std::filesystem::is_regular_file(arguments_.file) ? 64u << 10 : 0;
  std::string text;
  const auto print_page = [&] { print(std::exchange(text, {})); };
  Printer printer(
      options, context_.words, [this](const std::string& name) { return context_.text(name); },
      [&](std::string_view part) {
        text += part;
        if (text.size() >= page) print_page();
      });
  bool over = false;
  while (!over && !error_ && !printer.full()) {
    over = !read();
    if (!error_) printer.print(trace_, over);
  }
  print_page();
  return error_ ? fail(*error_) : finish();
}

void Show::choose() {
  if (selection_.takes_all()) return;
  for (; looked_at_ < trace_.frame_count(); ++looked_at_) {
    const FrameRow row = trace_.frame(looked_at_);
    if (!row.is_tcp || !selects(row)) continue;
    if (chosen_.size() <= row.stream) chosen_.resize(row.stream + 1);
    chosen_[row.stream] = true;
  }
}

// What is said of whole connections needs the whole recording.
int Show::report() {
  while (read())
    if (!trace_.is_run()) choose();
  choose();
  if (error_) return fail(*error_);
  if (arguments_.stream) {
    if (const int code = print_stream(); code != exit_ok) return code;
    return finish();
  }
  if (arguments_.json) print(json_head(arguments_.file));
  if (arguments_.connections) print_connections();
  if (arguments_.findings) print_findings();
  if (arguments_.json && !trace_.fault().empty()) print(json_fault(trace_.fault()));
  return finish();
}

// Reads all, and counts what is selected.
Totals Show::totals_of_selected() {
  if (selection_.takes_all()) {
    while (feed(trace_, reader_)) {
    }
    return trace_.totals();
  }
  TotalsOfFrames totals;
  const auto count = [&] {
    for (; looked_at_ < trace_.frame_count(); ++looked_at_)
      if (const FrameRow row = trace_.frame(looked_at_); selects(row)) totals.add(row);
  };
  // A run's frames wait for what befalls them.
  while (read())
    if (!trace_.is_run()) count();
  count();
  return totals.totals();
}

int Show::summary() {
  const Totals totals = totals_of_selected();
  if (error_) return fail(*error_);
  if (arguments_.json) {
    print(json_head(arguments_.file) + json_summary(trace_, totals));
    if (!trace_.fault().empty()) print(json_fault(trace_.fault()));
  } else {
    print(summary_text(trace_, totals, context_.words));
  }
  return finish();
}

void Show::print_connections() const {
  const Style style = output_style();
  std::size_t printed = 0;
  for (const auto& summary : findings::summarize(trace_)) {
    if (enough(printed)) return;
    if (!wants(summary.stream)) continue;
    print(arguments_.json ? json_connection(trace_, summary)
                          : connection_line(trace_, summary, context_.words, style));
    ++printed;
  }
}

void Show::print_findings() const {
  const Style style = output_style();
  std::size_t printed = 0;
  for (const auto& finding : findings::rank(findings::summarize(trace_))) {
    if (enough(printed)) return;
    if (!wants(finding.stream)) continue;
    print(arguments_.json ? json_finding(trace_, finding)
                          : finding_line(trace_, finding, context_.words, style));
    ++printed;
  }
  if (printed == 0 && !arguments_.json) print(context_.words.text("terminal.no_findings") + "\n");
}

int Show::print_stream() {
  const std::uint32_t stream = *arguments_.stream;
  const std::size_t count = trace_.connection_count();
  if (stream >= count)
    return fail(
        {ErrorKind::usage, fmt::format("There is no connection {} in {}: it has {} of them.",
                                       stream, arguments_.file, count)});
  const Style style = output_style();
  const StreamText ladder(trace_, stream, context_.words, style);
  print(arguments_.json ? json_head(arguments_.file) : ladder.head());
  const Connection& connection = trace_.connection(stream);
  std::size_t seen = 0, printed = 0;
  for (std::size_t i = connection.first_frame; seen < connection.frames && !enough(printed); ++i) {
    const auto found = trace_.tcp(i);
    if (!found || found->stream != stream) continue;
    const FrameRow row = trace_.frame(i);
    ++seen;
    ++printed;
    print(arguments_.json ? json_frame(trace_, row) : ladder.line(row));
  }
  return exit_ok;
}

}  // namespace

int run_show(const Context& context, const ShowArguments& arguments) {
  auto selection = Selection::make(arguments.display_filter, arguments.bpf);
  if (!selection) return fail(selection.error());
  auto reader = Reader::open(arguments.file, context.unpack);
  if (!reader) return fail(reader.error());
  Show show(context, arguments, *std::move(selection), *std::move(reader));
  const bool whole = arguments.connections || arguments.findings || arguments.stream;
  if (arguments.summary) return show.summary();
  return whole ? show.report() : show.frames();
}

}  // namespace wirelab::lab
