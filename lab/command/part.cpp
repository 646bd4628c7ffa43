#include "lab/command/part.hpp"

#include <utility>

namespace wirelab::lab {
namespace {

bool begins_scene(const Item& item) {
  const auto* note = std::get_if<Note>(&item);
  return note && note->kind == NoteKind::step && note->get("PHASE") == "begin";
}

}  // namespace

Part::Part(const ExportArguments& arguments, Selection selection, Keep keep)
    : arguments_(arguments), selection_(std::move(selection)), keep_(std::move(keep)) {}

bool Part::needs_trace() const { return arguments_.stream || !selection_.takes_all(); }

Outcome Part::add(const Item& item, Bytes raw) {
  if (const auto* interface = std::get_if<Interface>(&item)) {
    if (Outcome met = selection_.meet(*interface); !met) return met;
  }
  const bool over = std::holds_alternative<End>(item);
  if (!needs_trace() && !arguments_.count) {
    if (!over) keep_(item, raw);
    return Done{};
  }
  if (over || std::holds_alternative<Section>(item) || begins_scene(item)) decide();
  if (const auto* section = std::get_if<Section>(&item)) run_ = section->is_run();
  if (needs_trace()) trace_.add(item);
  const auto* frame = std::get_if<Frame>(&item);
  const bool waits = run_ && (frame || std::holds_alternative<Note>(item));
  if (waits) {
    wait(item, raw);
  } else if (!over && (!frame || takes(*frame, trace_.frame_count()))) {
    keep_(item, raw);
  }
  return Done{};
}

void Part::wait(const Item& item, Bytes raw) {
  Waiting& waiting = scene_.emplace_back();
  waiting.item = item;
  waiting.raw.assign(raw.begin(), raw.end());
  if (auto* frame = std::get_if<Frame>(&waiting.item)) {
    waiting.bytes.assign(frame->bytes.begin(), frame->bytes.end());
    frame->bytes = waiting.bytes;
    waiting.frames = trace_.frame_count();
  }
}

// The frames first: what is said of a frame may stand before it.
void Part::decide() {
  const bool was_enough = enough();
  std::vector<bool> kept(scene_.size());
  std::size_t last = 0;  // frame that is kept
  for (std::size_t i = 0; i < scene_.size(); ++i) {
    const auto* frame = std::get_if<Frame>(&scene_[i].item);
    kept[i] = frame && takes(*frame, scene_[i].frames);
    if (kept[i]) last = i;
  }
  for (std::size_t i = 0; i < scene_.size(); ++i) {
    const bool behind = enough() && (was_enough || i > last);
    if (const auto* note = std::get_if<Note>(&scene_[i].item)) kept[i] = takes(*note, behind);
    if (kept[i]) keep_(scene_[i].item, scene_[i].raw);
  }
  scene_.clear();
  calls_.clear();  // their numbers begin anew with a scene
}

bool Part::takes(const Frame& frame, std::size_t frames) {
  if (frame.interface == no_interface) return true;  // a block of somebody else
  frames_.erase(frame.number);                       // numbers may begin anew
  if (enough()) return false;
  if (needs_trace()) {
    const FrameRow row = trace_.frame(frames - 1);
    if (arguments_.stream && (!row.is_tcp || row.stream != *arguments_.stream)) return false;
    if (!selection_.takes(trace_, row, frame.bytes)) return false;
  }
  if (run_) frames_.insert(frame.number);
  ++count_;
  return true;
}

bool Part::takes(const Note& note, bool behind) {
  if (const auto frame = note.number("FRAME"); frame && *frame != 0)
    return frames_.contains(static_cast<std::uint64_t>(*frame));
  const auto call = note.number("CALL_ID");
  if (behind) return call && calls_.contains(*call);
  if (call) calls_.insert(*call);
  return true;
}

}  // namespace wirelab::lab
