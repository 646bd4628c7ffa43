#pragma once

#include "lessons/script/performance.hpp"
#include "lessons/testbed/remote/command.hpp"
#include "lessons/testbed/remote/remote.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace wirelab::lessons {

// Whether a step that failed by itself is to run again: the machine kept its programs waiting for
// so long (ns) that a timer of the kernel may have been quicker than they. Not for ever.
bool deserves_another_run(Time longest_wait, int runs);

// Plays the steps of a lesson, one after the other or as the remote asks.
class Stage {
 public:
  // `patient`: see Scene::patient().
  Stage(const Lesson& lesson, Recorder& recorder, bool interactive, std::uint64_t seed,
        bool patient = false);

  enum class Ending { passed, failed, quit };
  // These steps in order, each on a clean bench. An error: the machine cannot build one.
  Result<Ending> play(const std::vector<const LessonStep*>& steps);
  // Waits for `go` until quit(). Begins with this step, if there is one.
  Outcome serve(const LessonStep* first);

  // From any thread: a line of the remote; the end of all.
  Outcome perform(const std::string& line, Speaker& speaker);
  void quit();
  // For the remote: something that a line may wait for has changed.
  ChangeSignal& changes() { return changes_; }

 private:
  using Playing = std::shared_ptr<Performance>;
  Result<Performance::Ending> play_once(const LessonStep& step, Playing& playing);
  Result<Performance::Ending> play_step(const LessonStep& step);
  bool set_aside(const Performance& playing);
  Outcome obey(const Command& command, const std::string& line, Speaker& speaker);
  Outcome obey_about_programs(const std::string& line);
  void admit_to_gate(const std::string& line, Speaker& speaker);
  Outcome go(const std::string& step);
  Outcome next();
  Outcome add_rule(const std::string& text, Performance* playing);
  Outcome obey_rule(const Command& command, Performance* playing, Speaker& speaker);
  Outcome to_wire(const Command& command, Wire& wire);
  Outcome set(const Command& command, Performance& playing);
  void say_status(Performance* playing, Speaker& speaker);
  using Came = std::function<bool(const Playing& playing, Speaker& speaker)>;
  Outcome wait(const Command& command, const std::string& line, Speaker& speaker);
  void wait_until(Speaker& speaker, Time patience, std::string awaited, Came came);
  Playing at_work();  // none while another one is wanted
  Outcome answer_line_of_exec(const Command& command, Performance& playing, Speaker& speaker);
  void replace(Playing playing);

  const Lesson& lesson_;
  Recorder& recorder_;
  const std::uint64_t seed_;
  const bool patient_;
  std::atomic<std::uint64_t> frames_ = 0;
  std::atomic<std::int64_t> calls_ = 0;
  TurnMode turns_;
  ChangeSignal changes_;
  std::map<std::string, int> runs_;  // by step

  std::mutex mutex_;
  std::condition_variable requested_;
  Playing playing_;
  const LessonStep* wanted_ = nullptr;
  const LessonStep* last_ = nullptr;
  bool quitting_ = false;
  std::vector<Rule> for_next_;  // rules given while no script played
};

}  // namespace wirelab::lessons
