#include "lab/terminal/frame_line.hpp"

#include "capture/recording/time.hpp"
#include "capture/words/words.hpp"
#include "lab/rows/evidence.hpp"
#include "lab/rows/frame_label.hpp"
#include "lab/rows/wording.hpp"

#include <fmt/format.h>

namespace wirelab::lab {
namespace {

std::string tcp_text(const FrameRow& frame) {
  std::string text = fmt::format("[{}] Seq={}", flag_names(frame, ", "), frame.relative_sequence);
  if (frame.segment.has(tcp::ack)) text += fmt::format(" Ack={}", frame.relative_acknowledgment);
  return text + fmt::format(" Win={} Len={}", frame.window, frame.segment.length);
}

std::string verdicts(const FrameRow& frame, const Words& words) {
  std::string text;
  for (const Verdict verdict : frame.analysis) {
    std::string label = words.text(fmt::format("verdict.{}.label", name(verdict)));
    label =
        label.substr(0, label.find(" {"));  // "TCP Dup ACK {frame}#{number}": the row knows neither
    text += fmt::format("  [{}]", label);
  }
  return text;
}

// What it carries, and what the capture has made of it.
std::string content_text(const FrameContent& content, const Words& words, const Style& style) {
  std::string text = content.info.empty() ? "" : "  " + content.info;
  for (const decode::Artefact artefact : content.appearance.artefacts)
    text += style.paint(
        fmt::format("  ({})", words.text(fmt::format("artefact_label.{}", decode::id(artefact)))),
        Hue::muted);
  if (content.appearance.checksum_wrong)
    text += style.paint(fmt::format("  [{}]", words.text("terminal.checksum_wrong")), Hue::rst);
  return text;
}

std::string below(std::string_view text, const Style& style) {
  constexpr int indent = 8;
  return std::string(indent, ' ') + style.paint(text, Hue::muted) + "\n";
}

}  // namespace

std::string frame_line(const Trace& trace, const FrameRow& frame, const FrameContent& content,
                       const Words& words, const Style& style) {
  const std::string time = seconds(between(trace.begin(), frame.sent), 6);
  std::string text =
      fmt::format("{:>6}  {:>11}  {} > {}  ", frame.number, time, frame.source, frame.destination);
  const std::string carried = content_text(content, words, style);
  if (!frame.is_tcp)
    return text + fmt::format("{} {} B", frame.protocol, frame.wire_length) + carried + "\n";
  const bool opener = frame.sender == Side::opener;
  text += style.paint(tcp_text(frame), frame_hue(frame, opener));
  text += fmt::format("  {} > {}", tcp::name(frame.sender_state), tcp::name(frame.receiver_state));
  return text + carried + style.paint(verdicts(frame, words), Hue::rst) + "\n";
}

std::string artefact_line(decode::Artefact artefact, const Words& words, const Style& style) {
  return below(words.text(fmt::format("artefact.{}", decode::id(artefact))), style);
}

std::string evidence_line(const FrameRow& frame, const verdicts::Grounds& grounds,
                          const Words& words, const Style& style) {
  return below(evidence_text(frame, grounds, words), style);
}

}  // namespace wirelab::lab
