#include "lessons/script/frame_wait.hpp"
#include "lessons/script/stage.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>

#include <thread>

// What a line of the remote may wait for, so that scripts need not guess times.
namespace wirelab::lessons {
namespace {

// Whether all is at rest is asked by a thread of its own: the wire lets it wait.
struct Settling {
  std::atomic<bool> settled = false;
  std::jthread thread;
};

}  // namespace

Stage::Playing Stage::at_work() {
  const std::lock_guard lock(mutex_);
  const bool fresh = playing_ && !wanted_ && !playing_->is_cancelled();
  return fresh ? playing_ : nullptr;
}

void Stage::wait_until(Speaker& speaker, Time patience, std::string awaited, Came came) {
  speaker.deadline = now() + patience;
  speaker.awaited = [this, patience, awaited = std::move(awaited),
                     came = std::move(came)](Speaker& waiting) -> std::optional<Outcome> {
    if (const Playing playing = at_work(); playing && came(playing, waiting)) return Done{};
    const bool over = [this] {
      const std::lock_guard lock(mutex_);
      return quitting_;
    }();
    if (!over && now() < waiting.deadline) return std::nullopt;
    const Error vain = mistake(
        over ? fmt::format("the run ended before this: {}", awaited)
             : fmt::format("waited {} s in vain for this: {}", patience / 1'000'000'000, awaited));
    recorder_.note(error_note(vain.message, awaited));
    return Outcome(vain);
  };
}

Outcome Stage::wait(const Command& command, const std::string& line, Speaker& speaker) {
  if (command.word == "end") {
    wait_until(speaker, command.delay, line,
               [](const Playing& playing, Speaker&) { return playing->is_over(); });
  } else if (command.word == "settled") {
    const auto settling = std::make_shared<Settling>();
    const Time deadline = now() + command.delay;
    wait_until(
        speaker, command.delay, line, [this, settling, deadline](const Playing& playing, Speaker&) {
          if (!settling->thread.joinable())
            settling->thread = std::jthread(
                [this, playing, deadline, state = settling.get()](const std::stop_token& stop) {
                  state->settled = playing->wire().settle(deadline, stop);
                  changes_.changed();
                });
          return settling->settled.load();
        });
  } else {
    const auto fresh = [command] { return FrameWait(command.match, command.number, command.fate); };
    const auto waiting = std::make_shared<std::pair<std::weak_ptr<Performance>, FrameWait>>(
        std::weak_ptr<Performance>(), fresh());
    wait_until(speaker, command.delay, line,
               [fresh, waiting](const Playing& playing, Speaker& asking) {
                 // Another step has frames of its own.
                 if (waiting->first.lock() != playing) *waiting = {playing, fresh()};
                 const auto frame = waiting->second.look(playing->happenings());
                 if (frame) asking.facts = {std::to_string(*frame)};
                 return frame.has_value();
               });
  }
  return Done{};
}

}  // namespace wirelab::lessons
