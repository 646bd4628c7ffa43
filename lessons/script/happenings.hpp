#pragma once

#include "lessons/script/recent.hpp"
#include "lessons/testbed/base/change_signal.hpp"
#include "lessons/testbed/hand/rule.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// Thrown through a script: its scene was ended from outside.
struct Cancelled {};

// Thrown through a script: what it waited for did not come. The sentence stands in the recording.
struct StepFailed {
  std::string sentence;
};

// What has happened in a scene so far; in free play that goes on for long, the last of it. A script
// waits on it, never on the clock.
class Happenings : public Watcher {
 public:
  void seen(const Sighting& frame) override;
  void befell(const Event& event) override;
  void passed(std::span<const Sighting> frames, std::span<const Event> events) override;
  void changed();  // something else: a call returned, the learner said next
  void cancel();   // every wait ends with Cancelled
  bool is_cancelled() const;
  // Is told of every change.
  void report_to(ChangeSignal* signal) { signal_ = signal; }

  // Waits until `holds`, which is asked after each event. Throws Cancelled, or StepFailed when
  // `patience` is over and no frame is in the hand: then the sentence says what was awaited. Zero
  // patience: for ever.
  static constexpr Time usual_patience = 20'000'000'000;
  void until(const std::function<bool()>& holds, const std::string& awaited,
             Time patience = usual_patience) {
    wait(holds, awaited, patience, patience);
  }
  // The same for what the kernel does by itself, and nobody is told of: it is asked every 10 ms
  // too.
  void until_kernel(const std::function<bool()>& holds, const std::string& awaited,
                    Time patience = usual_patience) {
    wait(holds, awaited, patience, kernel_pace);
  }

  // The nth (from 1) frame that matches, if it was seen.
  std::optional<Sighting> find(const Match& match) const;
  std::vector<Sighting> all(const Match& match) const;
  // The same in the order of their deliveries; a copy counts again.
  std::vector<Sighting> arrivals(const Match& match) const;
  // The last event of this frame (of this copy) with this fate.
  std::optional<Event> fate(std::uint64_t number, FateKind fate, int copy = 1) const;
  std::vector<Event> events(std::uint64_t number) const;
  // How many frames somebody has laid a hand on: held, dropped, delayed, duplicated, corrupted. Who
  // of that name did does not count; empty: all do.
  std::size_t touched(std::string_view but_by = "") const;
  // What came since these places; the places move on.
  void since(std::size_t& frame, std::size_t& event,
             const std::function<void(const Sighting&)>& seen,
             const std::function<void(const Event&)>& befell) const;
  // True when a frame after `number` repeats an earlier SYN, FIN or data segment: a kernel's timer
  // has fired.
  bool resent_after(std::uint64_t number) const;

 private:
  static constexpr std::size_t most_frames = 1 << 16, most_events = 1 << 17;
  void add(const Event& event);
  void tell();
  static constexpr Time kernel_pace = 10'000'000;
  void wait(const std::function<bool()>& holds, const std::string& awaited, Time patience,
            Time pace);

  mutable std::recursive_mutex mutex_;  // `holds` asks the questions above
  std::condition_variable_any changed_;
  bool cancelled_ = false;
  ChangeSignal* signal_ = nullptr;
  Recent<Sighting, most_frames> frames_;
  Recent<Event, most_events> events_;
  std::set<std::uint64_t> in_hand_;
};

}  // namespace wirelab::lessons
