#include "lessons/script/happenings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace wirelab::lessons {

using Lock = std::unique_lock<std::recursive_mutex>;

void Happenings::seen(const Sighting& frame) {
  const Lock lock(mutex_);
  frames_.push(frame);
  tell();
}

void Happenings::befell(const Event& event) {
  const Lock lock(mutex_);
  add(event);
  tell();
}

void Happenings::passed(std::span<const Sighting> frames, std::span<const Event> events) {
  const Lock lock(mutex_);
  for (const Sighting& frame : frames) frames_.push(frame);
  for (const Event& event : events) add(event);
  tell();
}

void Happenings::add(const Event& event) {
  events_.push(event);
  if (event.fate == FateKind::held)
    in_hand_.insert(event.number);
  else if (!in_hand_.empty())
    in_hand_.erase(event.number);
}

void Happenings::tell() {
  changed_.notify_all();
  if (signal_) signal_->changed();
}

bool Happenings::is_cancelled() const {
  const Lock lock(mutex_);
  return cancelled_;
}

void Happenings::since(std::size_t& frame, std::size_t& event,
                       const std::function<void(const Sighting&)>& seen,
                       const std::function<void(const Event&)>& befell) const {
  const Lock lock(mutex_);
  for (frame = std::max(frame, frames_.first()); frame < frames_.end(); ++frame)
    seen(frames_[frame]);
  for (event = std::max(event, events_.first()); event < events_.end(); ++event)
    befell(events_[event]);
}

void Happenings::changed() {
  const Lock lock(mutex_);
  tell();
}

void Happenings::cancel() {
  const Lock lock(mutex_);
  cancelled_ = true;
  tell();
}

void Happenings::wait(const std::function<bool()>& holds, const std::string& awaited, Time patience,
                      Time pace) {
  Lock lock(mutex_);
  const auto over = [&] { return cancelled_ || holds(); };
  bool came = false;
  for (Time waited = 0; !came;) {
    if (patience > 0)
      came = changed_.wait_for(lock, std::chrono::nanoseconds(pace), over);
    else
      changed_.wait(lock, over), came = true;
    // As long as somebody holds a frame it is no wonder that nothing comes.
    waited = in_hand_.empty() ? waited + pace : 0;
    if (waited >= patience) break;
  }
  if (cancelled_) throw Cancelled{};
  if (!came)
    throw StepFailed{
        fmt::format("Waited {} s in vain for this: {}.", patience / 1'000'000'000, awaited)};
}

std::vector<Sighting> Happenings::all(const Match& match) const {
  const Lock lock(mutex_);
  std::vector<Sighting> found;
  frames_.each([&](const Sighting& frame) {
    if (match.fits(frame.from, frame.to, frame.glimpse, frame.segment)) found.push_back(frame);
  });
  return found;
}

std::vector<Sighting> Happenings::arrivals(const Match& match) const {
  const Lock lock(mutex_);
  const auto sent = all(match);
  std::vector<Sighting> found;
  events_.each([&](const Event& event) {
    if (event.fate != FateKind::delivered) return;
    for (const Sighting& frame : sent)
      if (frame.number == event.number) found.push_back(frame);
  });
  return found;
}

std::optional<Sighting> Happenings::find(const Match& match) const {
  const auto found = all(match);
  const std::size_t wanted = std::max(match.nth, 1U);
  if (found.size() < wanted) return std::nullopt;
  return found[wanted - 1];
}

std::optional<Event> Happenings::fate(std::uint64_t number, FateKind fate, int copy) const {
  for (const Event& event : events(number))
    if (event.fate == fate && event.copy == copy) return event;
  return std::nullopt;
}

std::vector<Event> Happenings::events(std::uint64_t number) const {
  const Lock lock(mutex_);
  std::vector<Event> found;
  events_.each([&](const Event& event) {
    if (event.number == number) found.push_back(event);
  });
  return found;
}

std::size_t Happenings::touched(std::string_view but_by) const {
  const auto of_a_hand = [](FateKind fate) {
    return fate == FateKind::held || fate == FateKind::dropped || fate == FateKind::delayed ||
           fate == FateKind::duplicated || fate == FateKind::corrupted;
  };
  const Lock lock(mutex_);
  std::set<std::uint64_t> frames;
  events_.each([&](const Event& event) {
    if (of_a_hand(event.fate) && (but_by.empty() || event.by != but_by))
      frames.insert(event.number);
  });
  return frames.size();
}

bool Happenings::resent_after(std::uint64_t number) const {
  const Lock lock(mutex_);
  const auto repeats = [](const Sighting& late, const Sighting& early) {
    const tcp::Segment& a = late.glimpse.segment;
    const tcp::Segment& b = early.glimpse.segment;
    return late.glimpse.tcp() && early.number < late.number && a.span() > 0 &&
           late.glimpse.tuple == early.glimpse.tuple && a.sequence == b.sequence &&
           a.span() == b.span() && a.flags == b.flags;
  };
  bool repeated = false;
  frames_.each([&](const Sighting& late) {
    if (late.number <= number || repeated) return;
    frames_.each([&](const Sighting& early) { repeated = repeated || repeats(late, early); });
  });
  return repeated;
}

}  // namespace wirelab::lessons
