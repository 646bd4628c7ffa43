#include "lessons/testbed/recording/recorder.hpp"

#include "lessons/testbed/recording/delivered_entry.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <cerrno>
#include <chrono>

namespace wirelab::lessons {
namespace {

// A note is stamped a moment before it is handed in, and a frame a moment
// before its port can see it.
constexpr Time grace = 2'000'000;
constexpr std::size_t most_bytes = 32 << 20;
constexpr Time worth_a_word = 100'000'000;
// A stream of items is written at this pace: each waking of the writer takes time from the wire.
constexpr Time writing_pace = 4'000'000;
constexpr std::size_t most_empty_batches = 64;

std::chrono::system_clock::time_point moment(Time time) {
  return std::chrono::system_clock::time_point(std::chrono::nanoseconds(time));
}

ByteSink to_all(std::vector<ByteSink> outputs) {
  return [outputs = std::move(outputs)](std::span<const std::uint8_t> bytes) -> Outcome {
    for (const ByteSink& output : outputs)
      if (Outcome written = output(bytes); !written) return written;
    return Done{};
  };
}

Section this_program() {
  utsname machine{};
  uname(&machine);
  return {.application = "wirelab-testbed " WIRELAB_VERSION,
          .system = std::string(machine.sysname) + " " + machine.release};
}

Note waited_note(Time waited) {
  Note note = wire_note(
      "waited",
      fmt::format("the wire waited {} ms: who reads this recording was behind", waited / 1'000'000),
      "recorder");
  note.time = now();
  return note;
}

}  // namespace

Recorder::Recorder(std::vector<ByteSink> outputs)
    : output_(to_all(std::move(outputs))),
      writer_([this](std::span<const std::uint8_t> bytes) { return output_.write(bytes); }),
      merge_(grace) {
  thread_ = std::thread([this] { run(); });
}

Recorder::~Recorder() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed();
  }
  thread_.join();
}

void Recorder::on_failure(Failed failed) {
  const std::lock_guard lock(telling_);
  failed_ = std::move(failed);
  if (failed_ && reason_) failed_(*reason_);
}

void Recorder::tell(const std::string& reason) {
  const std::lock_guard lock(telling_);
  reason_ = reason;
  if (failed_) failed_(reason);
}

// Called with the lock held: whatever the writer decided on may be different
// now.
void Recorder::changed() {
  changed_ = true;
  work_.notify_all();
}

std::size_t Recorder::open_lane(const std::string& interface, const std::string& segment,
                                std::function<void()> drain) {
  const std::lock_guard lock(mutex_);
  const auto [known, fresh] = interfaces_.try_emplace(
      interface + "\n" + segment, static_cast<std::uint32_t>(interfaces_.size()));
  if (fresh) announced_.push_back({.name = interface, .segment = segment, .snap_length = 262144});
  const std::size_t lane = merge_.open_lane();
  lanes_.resize(std::max(lanes_.size(), lane + 1));
  lanes_[lane] = {.interface = known->second, .drain = std::move(drain)};
  return lane;
}

void Recorder::close_lane(std::size_t lane) {
  const std::lock_guard lock(mutex_);
  merge_.close_lane(lane);
  lanes_[lane].drain = nullptr;
  changed();
}

void Recorder::drained(std::size_t lane, Time looked) {
  const std::lock_guard lock(mutex_);
  merge_.drained(lane, looked - grace);
  if (!merge_.empty() && !timed_) changed();
}

// A frame older than all that waits is what the others wait for: it must not
// wait itself.
bool Recorder::admits(Time time) const {
  return broken_ || merge_.bytes() + in_writing_ < most_bytes ||
         time < merge_.oldest().value_or(time + 1);
}

void Recorder::wait_for_room(std::unique_lock<std::mutex>& lock, std::size_t lane, Time oldest) {
  // Frames of a port come in order, so up to this one it is drained: else a
  // full queue would wait for this port.
  merge_.drained(lane, oldest - 1);
  if (admits(oldest)) return;
  changed();
  const Time since = now();
  room_.wait(lock, [&] { return admits(oldest); });
  Note waited = waited_note(now() - since);
  const Time time = waited.time;
  if (!broken_ && time - since > worth_a_word) add(std::move(waited), time);
}

void Recorder::frame(std::size_t lane, RecordedFrame frame) {
  std::unique_lock lock(mutex_);
  wait_for_room(lock, lane, frame.time);
  if (broken_) return;
  const Time time = frame.time;
  frame.interface = lanes_[lane].interface;
  add(std::move(frame), time);
}

SharedBatch Recorder::hand_in(std::size_t lane, SharedBatch batch) {
  if (batch->empty()) return batch;
  SharedBatch keep;
  if (batch->is_sparse()) keep = std::exchange(batch, std::make_shared<Batch>(*batch));
  {
    std::unique_lock lock(mutex_);
    const Time oldest = batch->frames.front().time;
    wait_for_room(lock, lane, oldest);
    if (!broken_) {
      for (Frame& frame : batch->frames) frame.interface = lanes_[lane].interface;
      const bool can_wait = timed_ && oldest >= merge_.oldest().value_or(oldest + 1);
      merge_.add(lane, std::move(batch));
      if (!can_wait) changed();
    }
    if (!keep && !empty_batches_.empty()) {
      keep = std::move(empty_batches_.back());
      empty_batches_.pop_back();
    }
  }
  if (!keep) return std::make_shared<Batch>();
  keep->clear();
  return keep;
}

std::uint32_t Recorder::interface_of(std::size_t lane) {
  const std::lock_guard lock(mutex_);
  return lanes_[lane].interface;
}

void Recorder::note(Note note) {
  const std::lock_guard lock(mutex_);
  if (broken_) return;
  if (note.time == 0) note.time = now();
  const Time time = note.time;
  add(std::move(note), time);
}

// A writer that sleeps until the oldest item is due is not woken for each
// younger one: so a flood is written in batches.
void Recorder::add(Recorded item, Time time) {
  const bool can_wait = timed_ && time >= merge_.oldest().value_or(time + 1);
  merge_.add(std::move(item));
  if (!can_wait) changed();
}

void Recorder::flush() {
  const Time upto = now();
  std::unique_lock lock(mutex_);
  changed();
  room_.wait(lock, [&] {
    const auto oldest = merge_.oldest();
    return broken_ || (!writing_ && (!oldest || *oldest > upto));
  });
}

void Recorder::ask(std::unique_lock<std::mutex>& lock, Time now) {
  const Time oldest = merge_.oldest().value_or(0);
  std::vector<std::function<void()>> drains;
  for (const std::size_t lane : merge_.laggards(now))
    if (lanes_[lane].asked_for != oldest && lanes_[lane].drain) {
      lanes_[lane].asked_for = oldest;
      drains.push_back(lanes_[lane].drain);
    }
  if (drains.empty()) return;
  lock.unlock();
  for (const auto& drain : drains) drain();
  lock.lock();
}

Outcome Recorder::write_item(const Recorded& item) {
  if (const auto* frame = std::get_if<Frame>(&item)) return writer_.write(*frame);
  if (const auto* note = std::get_if<Note>(&item)) return writer_.write(*note);
  if (const auto* delivered = std::get_if<Delivered>(&item)) {
    entry_.clear();
    append_delivered_entry(entry_, delivered->frame, delivered->time, names_[delivered->to]);
    return writer_.write_entry(entry_);
  }
  const auto& frame = std::get<RecordedFrame>(item);
  return writer_.write(Frame{.time = frame.time,
                             .interface = frame.interface,
                             .number = frame.number,
                             .wire_length = frame.wire_length,
                             .bytes = frame.bytes});
}

void Recorder::announce(const std::vector<Interface>& interfaces) {
  for (const Interface& interface : interfaces) {
    (void)writer_.write(interface);  // what fails now fails with the next item too
    names_.push_back(interface.name);
  }
}

void Recorder::write(const std::vector<Recorded>& items) {
  errno = 0;
  Outcome written = Done{};
  for (const Recorded& item : items)
    if (written = write_item(item); !written) break;
  if (written) written = output_.flush();
  if (written) return;
  const bool reader_left = errno == EPIPE;
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(broken_, true)) return;  // it was told
  }
  tell(reader_left ? "" : written.error().message);
}

void Recorder::run() {
  Outcome begun = writer_.write(this_program());
  if (begun) begun = output_.flush();
  std::unique_lock lock(mutex_);
  while (true) {
    changed_ = false;
    const Time present = now();
    const std::size_t queued = merge_.bytes();
    const auto due = stopping_ ? merge_.take_all() : merge_.take(present);
    const auto interfaces = std::exchange(announced_, {});
    if (!due.empty() || !interfaces.empty()) {
      writing_ = true;
      in_writing_ = queued - merge_.bytes();
      lock.unlock();
      announce(interfaces);
      write(due);
      lock.lock();
      written_ = present;
      for (SharedBatch& batch : merge_.spent())
        if (empty_batches_.size() < most_empty_batches && batch->can_be_used_again())
          empty_batches_.push_back(std::move(batch));
      writing_ = false;
      in_writing_ = 0;
      if (broken_) merge_.take_all(), merge_.spent();
      room_.notify_all();
      continue;
    }
    room_.notify_all();
    if (stopping_) return;
    ask(lock, present);
    auto when = merge_.next_look(present);
    if (when) when = std::max(*when, written_ + writing_pace);
    timed_ = when.has_value();
    if (when)
      work_.wait_until(lock, moment(*when), [this] { return changed_; });
    else
      work_.wait(lock, [this] { return changed_; });
    timed_ = false;
  }
}

}  // namespace wirelab::lessons
