#include "lab/terminal/json_lines.hpp"

#include "capture/recording/time.hpp"
#include "lab/terminal/json_object.hpp"
#include "lab/terminal/kernel_of_frame.hpp"

#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// In header order as set: SYN ACK PSH FIN RST URG ECE CWR.
std::string flags_array(const tcp::Segment& segment) {
  static constexpr std::pair<tcp::Flag, std::string_view> order[]{
      {tcp::syn, "SYN"}, {tcp::ack, "ACK"}, {tcp::psh, "PSH"}, {tcp::fin, "FIN"},
      {tcp::rst, "RST"}, {tcp::urg, "URG"}, {tcp::ece, "ECE"}, {tcp::cwr, "CWR"}};
  std::string text;
  for (const auto& [flag, name] : order) {
    if (segment.has(flag)) text += fmt::format("{}\"{}\"", text.empty() ? "" : ",", name);
  }
  return "[" + text + "]";
}

std::string analysis_array(const FrameRow& frame) {
  std::string text;
  for (const Verdict verdict : frame.analysis) {
    text += fmt::format("{}\"{}\"", text.empty() ? "" : ",", name(verdict));
  }
  return "[" + text + "]";
}

// What became of the frame itself, not of its copy: the last word on it.
std::string_view last_fate(const Trace& trace, const FrameRow& frame) {
  std::string_view last;
  for (const Fate& fate : trace.fates(frame.index)) {
    if (fate.copy == 1) last = to_word(fate.kind);
  }
  return last;
}

void add_tcp(JsonObject& object, const FrameRow& frame) {
  const tcp::Segment& segment = frame.segment;
  object.raw("flags", flags_array(segment));
  object.number("seq", frame.relative_sequence);
  object.number("ack", segment.has(tcp::ack) ? frame.relative_acknowledgment : 0);
  object.number("win", frame.window);
  object.number("len", segment.length);
  JsonObject states;
  states.text("src", tcp::name(frame.sender_state)).text("dst", tcp::name(frame.receiver_state));
  object.raw("states", states.object());
  object.raw("analysis", analysis_array(frame));
}

void add_quoted(JsonObject& object, const FrameContent::Quoted& quoted) {
  JsonObject packet;
  packet.text("src", quoted.source).text("dst", quoted.destination);
  packet.text("protocol", quoted.protocol).number("hops", quoted.hops);
  if (quoted.sequence) packet.number("seq_raw", *quoted.sequence);
  object.raw("quoted", packet.object());
}

void add_content(JsonObject& object, const FrameContent& content) {
  if (content.quoted) {
    add_quoted(object, *content.quoted);
  } else if (!content.info.empty()) {
    object.text("info", content.info);
  }
  if (content.appearance.checksum_wrong) object.text("checksum", "bad");
  std::string names;
  for (const decode::Artefact artefact : content.appearance.artefacts)
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ",", decode::id(artefact));
  if (!names.empty()) object.raw("artefacts", "[" + names + "]");
}

void add_kernel(JsonObject& object, const Trace& trace, const FrameRow& frame) {
  const KernelOfFrame kernel = kernel_of_frame(trace, frame);
  if (!kernel.source && !kernel.destination) return;
  JsonObject states;
  if (kernel.source) states.text("src", tcp::name(kernel.source->state));
  if (kernel.destination) states.text("dst", tcp::name(kernel.destination->state));
  states.boolean("read", kernel.read());
  object.raw("kernel", states.object());
  object.text("agreement", kernel.agreement_word());
}

void add_run(JsonObject& object, const Scene& scene) {
  object.text("step", scene.step).number("run", static_cast<std::uint64_t>(scene.run));
}

}  // namespace

std::string json_head(std::string_view file) {
  return JsonObject().number("wirelab", 1).text("file", file).line();
}

std::string json_frame(const Trace& trace, const FrameRow& frame, const FrameContent& content) {
  JsonObject object;
  object.number("frame", frame.number)
      .raw("time", json_seconds(between(trace.begin(), frame.sent)));
  if (frame.is_tcp) {
    object.number("stream", frame.stream);
  } else if (!frame.protocol.empty()) {
    object.text("protocol", frame.protocol);
  }
  if (!frame.source.empty()) object.text("src", frame.source);
  if (!frame.destination.empty()) object.text("dst", frame.destination);
  if (frame.is_tcp) add_tcp(object, frame);
  add_content(object, content);
  if (trace.is_run()) {
    const std::string_view fate = last_fate(trace, frame);
    if (!fate.empty()) object.text("fate", fate);
    if (frame.is_tcp) add_kernel(object, trace, frame);
  }
  return object.line();
}

std::string json_result(const Trace& trace, const ResultEvent& result) {
  JsonObject object;
  if (result.scene < trace.scenes().size()) {
    add_run(object, trace.scenes()[result.scene]);
  }
  switch (result.kind) {
    case ResultEvent::Kind::answer:
      return object.text("ask", result.id).text("answer", result.value).line();
    case ResultEvent::Kind::fact:
      return object.text("fact", result.id).text("value", result.value).line();
    case ResultEvent::Kind::check: break;
  }
  object.text("check", result.id).boolean("passed", result.passed);
  return object.text("expected", result.expected).text("actual", result.value).line();
}

std::string json_set_aside(const Scene& scene) {
  JsonObject object;
  add_run(object, scene);
  return object.boolean("set_aside", true).line();
}

std::string json_fault(std::string_view fault) { return JsonObject().text("fault", fault).line(); }

}  // namespace wirelab::lab
