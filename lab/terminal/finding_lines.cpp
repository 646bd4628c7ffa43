#include "lab/terminal/finding_lines.hpp"

#include "capture/words/words.hpp"
#include "lab/rows/evidence.hpp"
#include "lab/rows/wording.hpp"
#include "lab/terminal/json_object.hpp"

#include <fmt/format.h>

namespace wirelab::lab {
namespace {

std::string frame_list(const findings::Finding& finding) {
  std::string text;
  for (const std::uint64_t frame : finding.frames)
    text += (text.empty() ? "" : ",") + std::to_string(frame);
  return text;
}

std::string endpoint(const Trace& trace, const findings::Finding& finding, Side side) {
  return trace.connection(finding.stream).side(side).endpoint;
}

}  // namespace

std::string finding_line(const Trace& trace, const findings::Finding& finding, const Words& words,
                         const Style& style) {
  const std::string sentence = finding_text(trace.connection(finding.stream), finding, words);
  std::string text =
      style.paint("!", Hue::rst) + " " + wrapped(sentence, style.width - 2, 2) + "\n";
  text += "  " + say(words, "terminal.stream", {{"stream", std::to_string(finding.stream)}});
  if (!finding.frames.empty())
    text += ", " + say(words, "terminal.frames", {{"frames", frame_list(finding)}});
  return text + "\n";
}

std::string json_finding(const Trace& trace, const findings::Finding& finding) {
  JsonObject object;
  object.text("finding", id(finding.kind)).number("stream", finding.stream);
  object.text("who", endpoint(trace, finding, finding.who));
  object.text("peer", endpoint(trace, finding, other(finding.who)));
  object.raw("frames", "[" + frame_list(finding) + "]");
  if (finding.time) object.raw("time", json_seconds(*finding.time));
  if (finding.count) object.number("count", *finding.count);
  if (finding.share) object.raw("share", fmt::format("{:.4f}", *finding.share));
  return object.line();
}

}  // namespace wirelab::lab
