#include "lessons/testbed/gate/gate_parts.hpp"

#include <sys/syscall.h>

#include <algorithm>

namespace wirelab::lessons {
namespace {

// How soon a close() that was let pass is looked after; it is a matter of microseconds.
constexpr std::int64_t closing_pace_us = 50, slow_pace_us = 5'000;
constexpr int quick_looks = 100;
constexpr std::int64_t for_ever = -1;
constexpr int pause_ms = 5;
constexpr const char* no_descriptor =
    "the testbed has no descriptor left (ulimit -n); connect, accept and close fail there.";

std::int64_t microseconds_until(GatedCall::Clock::time_point moment) {
  using std::chrono::ceil, std::chrono::microseconds;
  return std::max<std::int64_t>(0, ceil<microseconds>(moment - GatedCall::Clock::now()).count());
}

}  // namespace

Gate::Gate(const Surroundings& around) : parts_(std::make_unique<Parts>(around)) {
  parts_->thread = std::thread([this] { parts_->run(); });
}

Gate::~Gate() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->stopping = true;
  }
  parts_->flag.raise();
  parts_->thread.join();
}

void Gate::watch(FileDescriptor listener, GatedProgram program) {
  auto heard = std::make_shared<GateListener>(std::move(listener));
  if (!heard->is_genuine()) {
    parts_->around.notes.note(
        unseen_note(program, "this program", "what it handed over is no listener of a gate."));
    return;
  }
  const std::lock_guard lock(parts_->mutex);
  parts_->admitted.push_back({.listener = std::move(heard), .program = std::move(program)});
  parts_->flag.raise();
}

void Gate::cannot_see(const GatedProgram& program, const std::string& reason) {
  {
    const std::lock_guard lock(parts_->mutex);
    if (std::exchange(parts_->said_unseen, true)) return;
  }
  parts_->around.notes.note(
      unseen_note(program, "programs", reason.empty() ? no_descriptor : reason));
}

void Gate::Parts::run() {
  while (wait()) {
    look_after_closing();
    look_after_waiting();
  }
}

// The flag, then the listeners, then for each call that waits its socket and its process.
std::vector<pollfd> Gate::Parts::awaited() const {
  std::vector<pollfd> all{{flag.descriptor(), POLLIN, 0}};
  for (const Watch& watch : watches) all.push_back({watch.listener->descriptor(), POLLIN, 0});
  for (const GatedCall& call : waiting) {
    const bool accepts = call.notified.call != SYS_connect;
    all.push_back({call.socket->descriptor(), static_cast<short>(accepts ? POLLIN : POLLOUT), 0});
    all.push_back({call.process.ending(), POLLIN, 0});
  }
  return all;
}

std::int64_t Gate::Parts::patience_us() const {
  std::int64_t soonest = closing.empty() ? for_ever : slow_pace_us;
  for (const Closing& made : closing)
    if (made.looks < quick_looks) soonest = closing_pace_us;
  for (const GatedCall& call : waiting) {
    if (!call.deadline) continue;
    const std::int64_t left = microseconds_until(*call.deadline);
    soonest = soonest == for_ever ? left : std::min(soonest, left);
  }
  return soonest;
}

// Waits until something happens and hears new calls. False: the gate is to end.
bool Gate::Parts::wait() {
  std::vector<pollfd> all = awaited();
  const std::int64_t patience = patience_us();
  const timespec limit{patience / 1'000'000, patience % 1'000'000 * 1000};
  // It fails where more are asked for than the limit of descriptors has become.
  if (ppoll(all.data(), all.size(), patience == for_ever ? nullptr : &limit, nullptr) < 0)
    poll(all.data(), 1, pause_ms);
  flag.lower();
  hear_all(all);
  const std::lock_guard lock(mutex);
  watches.splice(watches.end(), admitted);
  return !stopping;
}

void Gate::Parts::hear_all(const std::vector<pollfd>& found) {
  std::size_t index = 1;
  for (auto watch = watches.begin(); watch != watches.end(); ++index) {
    const short events = found[index].revents;
    if (events & POLLIN) hear(*watch);
    const bool nobody_left = (events & (POLLHUP | POLLERR)) && !(events & POLLIN);
    watch = nobody_left ? watches.erase(watch) : std::next(watch);
  }
}

void Gate::Parts::look_after_waiting() {
  drop_interrupted();
  for (auto call = waiting.begin(); call != waiting.end();) {
    call = finish_late(*call) ? waiting.erase(call) : std::next(call);
  }
}

void Gate::Parts::look_after_closing() {
  for (auto it = closing.begin(); it != closing.end();) {
    it = look_after(*it) ? closing.erase(it) : std::next(it);
  }
}

}  // namespace wirelab::lessons
