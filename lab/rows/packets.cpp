#include "lab/rows/packets.hpp"

#include "lab/rows/flight.hpp"
#include "lab/rows/frame_label.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

using Mark = PacketRows::Mark;

// What is most worth saying of a frame, in this order.
Mark mark_of(const FrameRow& frame, const std::vector<Flight>& ways) {
  if (!ways.empty()) {
    const Flight& way = ways.front();
    if (way.end == Flight::End::lost) return Mark::lost;
    if (way.end == Flight::End::held) return Mark::held;
    if (way.changed) return Mark::changed;
  }
  if (frame.resends) return Mark::resent;
  if (ways.size() > 1) return Mark::copy;
  if (frame.is_tcp && frame.segment.has(tcp::rst)) return Mark::refused;
  return Mark::none;
}

std::string note_of(const View& view, const FrameRow& frame, Mark mark) {
  switch (mark) {
    case Mark::lost: return say(view.words, "rows.note_dropped");
    case Mark::held: return say(view.words, "rows.note_held");
    case Mark::changed: return say(view.words, "rows.note_changed");
    case Mark::resent: return say(view.words, "rows.note_resent");
    case Mark::copy: return say(view.words, "rows.note_copied");
    case Mark::refused: return say(view.words, "rows.note_reset");
    case Mark::none: break;
  }
  if (frame.analysis.empty()) return "";
  std::string verdict(name(frame.analysis.front()));
  std::replace(verdict.begin(), verdict.end(), '_', ' ');
  return verdict;
}

PacketRows::Row row_of(const View& view, const Moment& moment, const FrameRow& frame) {
  PacketRows::Row row{};
  const bool absolute = view.preferences.absolute_numbers;
  row.number = frame.number;
  row.time = seconds(between(moment.zero, frame.sent), 3);
  row.rightward = is_rightward(view, moment, frame);
  row.direction = end_hue(row.rightward);
  row.hue = frame_hue(frame, row.rightward);
  row.flags = flag_names(frame);
  if (frame.is_tcp) {
    row.sequence = std::to_string(sequence_number(frame, absolute));
    if (frame.segment.has(tcp::ack)) {
      row.acknowledgment = std::to_string(acknowledgment_number(frame, absolute));
    }
    row.length = std::to_string(frame.segment.length);
  } else {
    row.length = std::to_string(frame.wire_length);
  }
  row.mark = mark_of(frame, flights(view, moment, frame));
  row.note = note_of(view, frame, row.mark);
  return row;
}

}  // namespace

PacketRows packet_rows(const View& view, std::size_t first, std::size_t last) {
  PacketRows rows;
  const Moment moment = moment_of(view);
  rows.count = moment.seen.last - moment.seen.first;
  const auto selected = selected_frame(view, moment);
  for (std::size_t i = first; i < std::min(last, rows.count); ++i) {
    rows.rows.push_back(row_of(view, moment, view.trace.frame(moment.seen.first + i)));
    rows.rows.back().selected = selected && selected->number == rows.rows.back().number;
  }
  return rows;
}

PacketRows filtered_packet_rows(const CaptureView& view, std::size_t first, std::size_t last) {
  PacketRows rows;
  const Moment moment = moment_of(view);
  const FilteredFrames& frames = view.findings.frames;
  rows.whole = true;
  rows.tail = view.playhead.live;
  rows.count = frames.count(view.trace);
  const auto selected = selected_frame(view, moment);
  if (selected) rows.selected = frames.position(selected->index);
  for (std::size_t i = first; i < std::min(last, rows.count); ++i) {
    const FrameRow frame = view.trace.frame(frames.frame(i));
    PacketRows::Row row = row_of(view, moment, frame);
    row.time = seconds(between(moment.zero, frame.sent), 6);
    row.source = frame.source;
    row.destination = frame.destination;
    if (const std::string verdict = verdict_label(frame, view.words); !verdict.empty())
      row.note = verdict;
    row.selected = selected && selected->number == frame.number;
    rows.rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace wirelab::lab
