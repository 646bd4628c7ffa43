#include "lab/rows/frame_label.hpp"

#include "lab/rows/wording.hpp"

#include <fmt/format.h>

namespace wirelab::lab {

const std::vector<FlagName>& header_flags() {
  static const std::vector<FlagName> flags{{tcp::cwr, "CWR"}, {tcp::ece, "ECE"}, {tcp::urg, "URG"},
                                           {tcp::ack, "ACK"}, {tcp::psh, "PSH"}, {tcp::rst, "RST"},
                                           {tcp::syn, "SYN"}, {tcp::fin, "FIN"}};
  return flags;
}

std::string flag_names(const FrameRow& frame, const char* separator) {
  if (!frame.is_tcp) return frame.protocol;
  static const FlagName spoken[]{{tcp::syn, "SYN"}, {tcp::fin, "FIN"}, {tcp::rst, "RST"},
                                 {tcp::psh, "PSH"}, {tcp::ack, "ACK"}, {tcp::urg, "URG"},
                                 {tcp::ece, "ECE"}, {tcp::cwr, "CWR"}};
  std::string names;
  for (const FlagName& flag : spoken) {
    if (!frame.segment.has(flag.flag)) continue;
    if (!names.empty()) names += separator;
    names += flag.name;
  }
  return names;
}

std::uint32_t sequence_number(const FrameRow& frame, bool absolute) {
  return absolute ? frame.segment.sequence : frame.relative_sequence;
}

std::uint32_t acknowledgment_number(const FrameRow& frame, bool absolute) {
  if (!frame.segment.has(tcp::ack)) return 0;
  return absolute ? frame.segment.acknowledgment : frame.relative_acknowledgment;
}

std::string numbers(const FrameRow& frame, bool absolute) {
  if (!frame.is_tcp) return "";
  const tcp::Segment& segment = frame.segment;
  const bool data = segment.length > 0;
  const bool control = segment.has(tcp::syn) || segment.has(tcp::fin) || segment.has(tcp::rst);
  std::string text;
  if (data || control) text = fmt::format("Seq={}", sequence_number(frame, absolute));
  if (segment.has(tcp::ack) && (control || !data)) {
    text +=
        fmt::format("{}Ack={}", text.empty() ? "" : " ", acknowledgment_number(frame, absolute));
  }
  if (data) text += fmt::format(" {} B", segment.length);
  return text;
}

std::string verdict_label(const FrameRow& frame, Verdict verdict, const Words& words) {
  std::string label = say(words, fmt::format("verdict.{}.label", name(verdict)),
                          {{"frame", std::to_string(frame.duplicate_ack_frame)},
                           {"number", std::to_string(frame.duplicate_ack_number)}});
  return label.rfind("TCP ", 0) == 0 ? label.substr(4) : label;
}

std::string verdict_label(const FrameRow& frame, const Words& words) {
  return frame.analysis.empty() ? "" : verdict_label(frame, frame.analysis.front(), words);
}

Hue frame_hue(const FrameRow& frame, bool rightward) {
  if (!frame.is_tcp) return Hue::muted;
  if (frame.segment.has(tcp::rst)) return Hue::rst;
  if (frame.segment.has(tcp::syn)) return Hue::syn;
  if (frame.segment.has(tcp::fin)) return Hue::fin;
  if (frame.segment.length > 0) return rightward ? Hue::client : Hue::server;
  return Hue::ack;
}

}  // namespace wirelab::lab
