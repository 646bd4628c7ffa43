#pragma once

#include "lessons/script/happenings.hpp"
#include "lessons/testbed/host/bench.hpp"
#include "lessons/testbed/recording/recorder.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <atomic>
#include <map>
#include <optional>
#include <string>

namespace wirelab::lessons {

// What was chosen for the frame of a turn.
struct Choice {
  Verb verb = Verb::pass;  // pass: released
  Time delay = 0;
  Sighting frame;
  // The receiver never had it whole.
  bool lost() const { return verb == Verb::drop || verb == Verb::corrupt; }
};

// Thrown through a script: a kernel's timer fired while the learner thought. The step is to run
// again from a clean bench, with this choice for this turn.
struct RunAgain {
  std::string turn;
  Choice choice;
};

// Who plays the turns of a run: the script itself; or the learner, whose choice may be known from
// the run before.
struct TurnMode {
  bool interactive = false;
  std::map<std::string, std::size_t>
      touched;  // by step: the fewest frames, of a lesson that counts
  std::map<std::string, Choice> chosen;
  std::atomic<bool> next = false;  // the learner said `next` to the open turn
  std::atomic<bool> open = false;
};

// The wire waits for the hand. Made before its frame is sent, so that the frame cannot slip
// through.
class Turn {
 public:
  struct Surroundings {
    Bench& bench;
    Recorder& recorder;
    Truth& truth;
    Happenings& happenings;
    Wire& wire;
    TurnMode& mode;
  };
  Turn(const Surroundings& around, std::string id, std::string match, Verb usual);

  // Waits until the frame is in the hand, so that a script can look at what both ends say. With a
  // usual choice of pass it is held there in every run, else only while the learner decides.
  Sighting in_hand();
  // Waits until the frame has been decided about. Throws RunAgain.
  Choice taken();

 private:
  std::string by() const;
  Match parsed() const;
  void install(const Choice& choice, const std::string& by);
  Choice wait_for_rule();
  Choice wait_for_learner();
  void show_deadline(const Sighting& frame);
  Sighting wait_for(FateKind fate);
  std::optional<Choice> decided(const Sighting& frame);

  Surroundings around_;
  std::string id_, match_;
  Choice plan_;  // what happens without the learner
  bool by_rule_ = false;
  unsigned earlier_ = 0;  // such frames before the turn was made
};

}  // namespace wirelab::lessons
