#include "lab/terminal/stream_text.hpp"

#include "capture/words/words.hpp"
#include "lab/rows/frame_label.hpp"
#include "lab/rows/wording.hpp"
#include "lab/terminal/ladder_line.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

std::string with_name(const SideInfo& side) {
  return side.host.empty() ? side.endpoint : side.host + " " + side.endpoint;
}

// The last word on the frame itself, not on its copy.
LadderRows::End end_of(const Trace& trace, const FrameRow& frame) {
  auto end = LadderRows::End::arrow;
  for (const Fate& fate : trace.fates(frame.index)) {
    if (fate.copy != 1) continue;
    switch (fate.kind) {
      case FateKind::dropped:
      case FateKind::too_big: end = LadderRows::End::lost; break;
      case FateKind::held: end = LadderRows::End::held; break;
      default: end = LadderRows::End::arrow; break;
    }
  }
  return end;
}

std::string verdict_words(const FrameRow& frame) {
  std::string text;
  for (const Verdict verdict : frame.analysis) {
    std::string word(name(verdict));
    std::replace(word.begin(), word.end(), '_', ' ');
    text += fmt::format("{}{}", text.empty() ? "[" : ", ", word);
  }
  return text.empty() ? text : text + "]";
}

}  // namespace

StreamText::StreamText(const Trace& trace, std::uint32_t stream, const Words& words,
                       const Style& style)
    : trace_(trace),
      connection_(trace.connection(stream)),
      words_(words),
      style_(style),
      zero_(trace.frame(connection_.first_frame).sent) {}

std::string StreamText::head() const {
  return ladder_head(style_, with_name(connection_.side(Side::opener)),
                     with_name(connection_.side(Side::acceptor)));
}

std::string StreamText::line(const FrameRow& frame) const {
  LadderRows::Arrow arrow{};
  arrow.frame = frame.number;
  arrow.rightward = frame.sender == Side::opener;
  arrow.end = end_of(trace_, frame);
  arrow.hue = frame_hue(frame, arrow.rightward);
  arrow.strong = fmt::format("{}: {}", frame.number, flag_names(frame));
  arrow.label = numbers(frame, false);
  arrow.word = verdict_words(frame);
  if (arrow.end == LadderRows::End::lost) arrow.fate = say(words_, "rows.note_dropped");
  const LineStates states = arrow.rightward ? LineStates{frame.sender_state, frame.receiver_state}
                                            : LineStates{frame.receiver_state, frame.sender_state};
  return ladder_line(style_, time_cell(between(zero_, frame.sent)), states,
                     wire_cell(style_, arrow));
}

}  // namespace wirelab::lab
