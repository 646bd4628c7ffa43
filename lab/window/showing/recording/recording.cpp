#include "lab/window/showing/recording/recording.hpp"

#include <chrono>
#include <utility>

#include "lab/window/showing/capture/capture.hpp"
#include "lab/window/showing/lesson/lesson.hpp"

namespace wirelab::window {

Result<std::unique_ptr<Recording>> Recording::open(Desk& desk, const lab::WindowStart& start) {
  auto producer = Producer::recording(start.recording, start.unpack, desk.wake);
  if (!producer) return producer.error();
  return std::make_unique<Recording>(desk, Opening{*std::move(producer), start});
}

// No script of it has turns that end: what would be held is the hand's.
Recording::Recording(Desk& desk, Opening opening) : Run(desk, std::move(opening)) {
  free_hand_ = true;
}

std::unique_ptr<BenchShowing> Recording::next() {
  if (is_capture())
    return std::make_unique<Capture>(desk_, Opening{std::move(producer_), std::move(start_)});
  if (const auto* found = lesson()) {
    start_.lesson = found->name;
    return std::make_unique<Lesson>(desk_, Opening{std::move(producer_), std::move(start_)});
  }
  return nullptr;
}

// The news are left to what it turns out to be.
void Recording::settle() {
  producer_.source().wait(std::chrono::hours(1));
  if (!is_capture() && !lesson()) Run::settle();
}

// Known as soon as the first block is read.
bool Recording::is_capture() const {
  return producer_.source().look([](const Trace& trace) {
    const bool known = !trace.interfaces().empty() || trace.frame_count() > 0 || trace.ended();
    return known && !trace.is_run();
  });
}

const lessons::CatalogueEntry* Recording::lesson() const {
  const std::string name = producer_.source().look([](const Trace& trace) {
    return trace.scenes().empty() ? std::string() : trace.scenes().front().lesson;
  });
  const auto* found = desk_.entry(name);
  return found && found->fault.empty() ? found : nullptr;
}

}  // namespace wirelab::window
