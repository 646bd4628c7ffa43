#include "lab/terminal/live_lines.hpp"

#include "capture/recording/time.hpp"
#include "lab/rows/counters.hpp"
#include "lab/rows/tables.hpp"
#include "lab/rows/wording.hpp"
#include "lab/terminal/frame_line.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace wirelab::lab {
namespace {

// The last thing that befell it and ends its journey, or holds it.
const Fate* telling(std::span<const Fate> fates) {
  const Fate* last = nullptr;
  for (const Fate& fate : fates) {
    const bool tells = fate.kind == FateKind::delivered || fate.kind == FateKind::dropped ||
                       fate.kind == FateKind::too_big || fate.kind == FateKind::held;
    if (tells && fate.copy == 1) last = &fate;
  }
  return last;
}

// "held by you"; nothing of what simply arrived
std::string fate_words(const Words& words, const Fate* fate) {
  if (!fate) return words.text("terminal.under_way");
  if (fate->kind == FateKind::delivered) return "";
  const std::string id = fmt::format("fate.{}.", to_word(fate->kind));
  return words.text(id + (words.has(id + fate->by) ? fate->by : "wire"));
}

std::string note_words(const Note& note) {
  if (note.get("ACTION") == "bench") return "";  // what stands there is the caller's to say
  std::string text(note.get("TEXT"));
  if (note.kind == NoteKind::counter)
    return fmt::format("{}, now {}", counter_text(note), note.get("VALUE"));
  if (note.kind == NoteKind::table) return table_line(note);
  if (note.kind != NoteKind::program) return text;
  const std::string_view event = note.get("EVENT");
  if (event == "output") return fmt::format("{}: {}", note.get("PROGRAM"), text);
  if (!note.get("STATUS").empty()) text = note.get("STATUS");
  return fmt::format("{}: {} {}", note.get("PROGRAM"), event, text);
}

}  // namespace

LiveLines::LiveLines(const Words& words, Style style, Out out)
    : words_(words), style_(style), out_(std::move(out)) {}

void LiveLines::see(const Trace& trace, const Item& item) {
  find_begin(trace);
  if (const auto* frame = std::get_if<Frame>(&item)) see_frame(trace, *frame);
  if (const auto* note = std::get_if<Note>(&item)) see_note(trace, *note);
}

void LiveLines::find_begin(const Trace& trace) {
  if (!has_begin_) begin_ = trace.begin();
  has_begin_ = has_begin_ || trace.frame_count() > 0;
}

void LiveLines::see_frame(const Trace& trace, const Frame& frame) {
  const std::size_t index = trace.frame_count() - 1;
  frames_[index].content = read_content(trace, trace.frame(index), frame.bytes, observer_);
}

void LiveLines::see_note(const Trace& trace, const Note& note) {
  switch (note.kind) {
    case NoteKind::fate: {
      const auto number = note.number("FRAME").value_or(0);
      if (const auto index = trace.frame_by_number(static_cast<std::uint64_t>(number)))
        changed_.insert(*index);
      return;
    }
    case NoteKind::wire:
    case NoteKind::program:
    case NoteKind::counter:
    case NoteKind::table:
    case NoteKind::error: break;
    default: return;
  }
  if (const std::string text = note_words(note); !text.empty())
    notes_.push_back(line(note.time, std::string(note.get("HOST")), text,
                          note.kind == NoteKind::error ? Hue::rst : Hue::muted));
}

void LiveLines::print(const Trace& trace, bool over) {
  find_begin(trace);
  add_frames(trace, over);
  add_calls(trace);
  std::move(notes_.begin(), notes_.end(), std::back_inserter(lines_));
  notes_.clear();
  std::stable_sort(lines_.begin(), lines_.end(),
                   [](const Line& a, const Line& b) { return a.time < b.time; });
  for (const Line& line : lines_) out_(line.text);
  lines_.clear();
}

void LiveLines::add_frames(const Trace& trace, bool over) {
  if (over)
    for (const auto& [index, pending] : frames_) changed_.insert(index);
  for (const std::size_t index : changed_) {
    const auto one = frames_.find(index);
    if (one != frames_.end() && add_frame(trace, index, one->second, over)) frames_.erase(one);
  }
  changed_.clear();
}

// True: there is nothing more to tell of it.
bool LiveLines::add_frame(const Trace& trace, std::size_t index, Pending& pending, bool over) {
  const auto fates = trace.fates(index);
  const Fate* fate = telling(fates);
  const bool stands = fate && fate->kind == FateKind::held;
  if (!over && (!fate || (stands && pending.held))) return false;
  if (over && stands && pending.held) return true;
  const FrameRow frame = trace.frame(index);
  std::string text = frame_line(trace, frame, pending.content, words_, style_);
  text.pop_back();
  const auto interfaces = trace.interfaces();
  if (frame.interface < interfaces.size() && trace.scenes()[0].hosts.size() > 2)
    text += style_.paint(fmt::format("  ({})", interfaces[frame.interface].segment), Hue::muted);
  const std::string befell = fate_words(words_, fate);
  if (!befell.empty()) text += style_.paint("  " + befell, Hue::now);
  lines_.push_back({fate && pending.held ? fate->time : frame.sent, text + "\n"});
  pending.held = stands;
  return !stands;
}

void LiveLines::add_calls(const Trace& trace) {
  const auto calls = trace.calls();
  for (; next_call_ < calls.size(); ++next_call_) calls_.insert(next_call_);
  std::erase_if(calls_, [&](std::size_t one) {
    const CallEvent& call = calls[one];
    if (!call.end) return false;
    const std::string result = call.error.empty() ? call.result : "-1 " + call.error;
    lines_.push_back(
        line(*call.end, call.host,
             fmt::format("{}: {}({}) = {}", call.program, call.call, call.arguments, result),
             Hue::text));
    return true;
  });
}

LiveLines::Line LiveLines::line(Time time, const std::string& host, const std::string& text,
                                Hue hue) const {
  const std::string at = has_begin_ ? seconds(between(begin_, time), 6) : "";
  const std::string who = host.empty() ? "" : host + "  ";
  return {time, fmt::format("{:>6}  {:>11}  {}\n", "", at, style_.paint(who + text, hue))};
}

}  // namespace wirelab::lab
