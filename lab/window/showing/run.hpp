#pragma once

#include <memory>

#include "lab/model/playhead.hpp"
#include "lab/model/scene_events.hpp"
#include "lab/model/view.hpp"
#include "lab/window/showing/traced.hpp"

namespace wirelab::window {

// A run, live or recorded: scenes, one of them in view up to the playhead. Live and replay are one
// path. A lesson and free play are runs of which more is known.
class Run : public Traced {
 public:
  bool advance(double seconds, Time clock) override;
  void perform(const lab::Request& request) override;
  BenchRows rows() override;
  Requests draw(Paint& paint, Rect window, int text_shown) override;
  Requests key(Key key) override;
  void settle() override;

 protected:
  Run(Desk& desk, Opening opening) : Traced(desk, std::move(opening)) {}

  // What a kind of run does its own way.
  virtual BenchRows rows_of(const lab::View& view) const;
  virtual void take_news(const Trace& trace);
  // Does this scene come into view when it appears? It is not set aside.
  virtual bool wanted(const Trace& trace, std::size_t scene) const;
  // Playing has come to a stop.
  virtual void stopped() {}
  // The testbed has ended, for this reason.
  virtual void ended(const Producer::Ending& ending, const std::string& reason);

  lab::View view(const Trace& trace) const;
  void enter_scene(const Trace& trace, std::size_t scene);
  bool running() const { return running_; }

  bool free_hand_ = false;  // no script has turns, and there is nothing to wait for
  bool can_run_again_ = false;

 private:
  lab::Stops stops(const Trace& trace) const;
  void follow_scene(const Trace& trace);
  void note_ending();

  void on(const lab::Seek& request);
  void on(const lab::Scrub& request);
  void on(const lab::Play& request);
  void on(const lab::StepBy& request);
  void on(const lab::GoLive&);
  void on(const lab::SelectFrame& request) { session_.selected = request.number; }
  void on(const lab::FocusStream& request) { session_.focus = request.stream; }
  // Nothing on the screen changes until the testbed's note of it comes back.
  void on(const lab::RemoteLine& request) { producer_.remote(request.line); }
  template <class Other>
  void on(const Other&) {}

  lab::SceneTime scene_time_;
  std::size_t scenes_seen_ = 0;
  bool entered_ = false, ending_noted_ = false;
  // Is a testbed telling? Asked for once a round: the answer takes the lock that views are built
  // under.
  bool running_ = false;
  bool at_newest_ = false;    // of a run that goes on: what its kernels do now is in view
  bool counts_down_ = false;  // a kernel's timer goes on although nothing else happens
  Time clock_ = 0;
};

}  // namespace wirelab::window
