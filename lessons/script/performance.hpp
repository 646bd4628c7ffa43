#pragma once

#include "lessons/script/lesson.hpp"
#include "lessons/script/scene.hpp"
#include "lessons/testbed/program/programs.hpp"
#include "lessons/testbed/program/pulse.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace wirelab::lessons {

// One run of one step: its bench, its wire and its scene, from `step` begin to the end of all of
// them.
class Performance {
 public:
  struct Surroundings {
    Recorder& recorder;
    std::atomic<std::uint64_t>& frames;  // counted over the whole recording
    std::atomic<std::int64_t>& calls;
    std::string lesson;
    std::uint64_t seed = 1;
    int run = 1;
    TurnMode& turns;
    ChangeSignal* changes = nullptr;  // is told of whatever happens
    bool patient = false;
  };
  // Builds the bench and opens the step in the recording.
  static Result<std::unique_ptr<Performance>> begin(const LessonStep& step,
                                                    const Surroundings& around);
  ~Performance();

  enum class Ending { passed, failed, cancelled };
  // Plays the script. Once it is through the wire is cut, unless the learner goes on working with
  // this bench. Lets RunAgain pass.
  Ending play();
  // The script ends as soon as it waits for something. From any thread.
  void cancel() { happenings_.cancel(); }
  // Cuts the wire, frees the programs, closes the step.
  void end();

  // The script is through; the bench is the learner's.
  bool is_over() const { return script_over_; }
  // It was ended from outside, another one may follow.
  bool is_cancelled() const { return happenings_.is_cancelled(); }
  const Happenings& happenings() const { return happenings_; }
  const std::string& step() const { return step_.id; }
  Bench& bench() { return *bench_; }
  Wire& wire() { return *wire_; }
  Truth& truth() { return truth_; }
  Programs& programs() { return programs_; }
  void turn_said_next() { around_.turns.next = true, happenings_.changed(); }
  const std::vector<std::string>& failures() const { return failures_; }
  // How long, in ns, the machine kept somebody waiting while the script played by itself; 0 where
  // a learner plays, whose hand may be the cause of what failed.
  Time longest_wait() const { return longest_wait_; }

 private:
  Performance(const LessonStep& step, const Surroundings& around, std::unique_ptr<Bench> bench);
  void say_end();
  Ending play_script();
  void tick();

  const LessonStep& step_;
  Surroundings around_;
  std::unique_ptr<Bench> bench_;
  Truth truth_;
  Happenings happenings_;
  std::unique_ptr<Wire> wire_;
  std::unique_ptr<Scene> scene_;
  Programs programs_;
  std::vector<std::string> failures_;  // sentences
  Time longest_wait_ = 0;
  bool said_end_ = false, over_ = false;
  std::atomic<bool> script_over_ = false;
  std::mutex mutex_;
  std::condition_variable stop_ticking_;
  bool ticking_ = false;
  std::thread ticker_;
};

}  // namespace wirelab::lessons
