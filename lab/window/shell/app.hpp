#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "capture/words/words.hpp"
#include "lab/model/playhead.hpp"
#include "lab/model/scene_events.hpp"
#include "lab/model/settings.hpp"
#include "lab/model/subnet.hpp"
#include "lab/model/view.hpp"
#include "lab/model/window_start.hpp"
#include "lab/window/shell/opened_capture.hpp"
#include "lab/window/showing/bench_rows.hpp"
#include "lab/window/showing/keys.hpp"
#include "lab/window/showing/producer.hpp"
#include "lessons/text/catalogue.hpp"

namespace wirelab::window {

class SubnetPing;

// What the window is about, without any toolkit: a Trace, a playhead, a session. perform() is the
// only place where anything changes; live and replay are one path.
class App {
 public:
  // `wake` is called from another thread when there is news.
  static Result<std::unique_ptr<App>> open(const lab::WindowStart& start,
                                           std::function<void()> wake);

  ~App();
  void perform(const lab::Request& request);
  // Takes in what has come and moves the playhead on by `seconds` of the person's time. `clock` is
  // the time of day. True: there is something new to draw.
  bool advance(double seconds, Time clock);
  // The next frame will differ from this one without any input.
  bool moving() const { return moving_ || ping_is_moving(); }
  // A capture is still coming in: there is always news.
  bool reading() const { return reading_; }
  bool done() const { return done_; }

  BenchRows rows();
  // What is open is no run of a lesson, and has frames.
  bool has_capture() const;
  // Waits until all that has come is read and found out: for a picture.
  void settle();
  const Words& words() const { return words_; }
  const lab::Preferences& preferences() const { return preferences_; }
  const lab::Session& session() const { return session_; }
  const lab::SubnetState& subnet() const { return subnet_; }
  const lab::Playhead& playhead() const { return playhead_; }
  const Producer& producer() const { return *producer_; }
  // Every character that may come up, for the fonts.
  std::string characters() const { return characters_of(words_, lesson_); }
  // Remembers look, text size and place.
  void remember() const;

 private:
  explicit App(Words words);
  Outcome start_lesson(const lab::WindowStart& start);
  Outcome start_play(const lab::WindowStart& start);
  // A bench without a lesson: there is nothing to wait for, so it is watched live.
  bool plays_freely() const { return session_.lesson.empty() && !start_.topology.empty(); }
  Outcome start_recording(const std::string& path);
  Outcome play_shipped(const std::string& reason);
  void choose_place(const lab::WindowStart& start);

  // app_capture.cpp: a capture that is no run of a lesson.
  bool is_foreign() const;
  bool advance_capture(double seconds, bool news);
  void choose_focus(const Trace& trace, const lab::Analysis::Findings& findings);
  void look_at_worst(const Trace& trace, const lab::ConnectionList& connections);
  void look_at(const Trace& trace, std::size_t frame);
  void step_in_focus(int frames);
  void seek_in_focus(Time time);
  BenchRows capture_rows();
  BenchRows lesson_rows();
  void add_subnet(BenchRows& rows) const;
  void follow_subnet(const Trace& trace);
  void find_grounds(const lab::CaptureView& view);
  template <class Build>
  auto with_view(Build&& build) const;

  void take_news(const Trace& trace);
  void follow_scene(const Trace& trace);
  void enter_scene(const Trace& trace, std::size_t scene, bool play);
  void adopt_lesson(const Trace& trace);
  void note_ending();
  void note_fault();
  void note_progress();
  lab::View view(const Trace& trace) const;
  lab::Stops stops(const Trace& trace) const;
  std::string step_in_view(const Trace& trace) const;
  const lessons::CatalogueEntry* entry(const std::string& name) const;

  // One overload a request: what happens.
  void on(const lab::Seek& request);
  void on(const lab::Play& request);
  void on(const lab::StepBy& request);
  void on(const lab::GoLive&);
  void on(const lab::SetSpeed& request);
  void on(const lab::SelectFrame& request);
  void on(const lab::FocusStream& request);
  void on(const lab::ChooseOption& request);
  void on(const lab::LockAnswer& request);
  void on(const lab::OpenHint&);
  void on(const lab::OpenStep& request);
  void on(const lab::RunStep& request);
  void on(const lab::RemoteLine& request);
  void on(const lab::SetLook& request);
  void on(const lab::SetText& request);
  void on(const lab::SetLayer& request);
  void on(const lab::ToggleAbsolute&);
  void on(const lab::RunAgain&);
  void on(const lab::OpenLesson& request);
  void on(const lab::Scrub& request);
  void on(const lab::SetFilter& request);
  void on(const lab::OpenFold& request);
  void on(const lab::CloseFolds&);
  void on(const lab::StopReading&);
  void on(const lab::Quit&);

  // app_subnet.cpp: the bits of addresses.
  void on(const lab::OpenSubnets& request);
  void on(const lab::TypeAddress& request);
  void on(const lab::SetPrefix& request);
  void on(const lab::SetPrefixLength& request);
  void on(const lab::CheckDrill& request);
  void on(const lab::NextDrill&);

  // app_ping.cpp: real hosts around the address of the bits.
  bool is_for_ping(const lab::Request& request) const;
  void perform_for_ping(const lab::Request& request);
  void advance_ping(double seconds, Time clock);
  bool ping_is_moving() const;
  BenchRows ping_rows();
  void add_ping(lab::SubnetHostRows& rows) const;
  void on(const lab::PingAddress&);
  void on(const lab::ShowPing& request);

  Words words_;
  std::vector<lessons::CatalogueEntry> catalogue_;
  std::function<void()> wake_;
  lab::WindowStart start_;
  const lessons::LessonText* lesson_ = nullptr;
  std::optional<Producer> producer_;
  std::string recording_;  // path of what is replayed
  std::string banner_;
  bool can_run_again_ = false, ending_noted_ = false, fault_noted_ = false;
  // Is a testbed telling? Asked for once a round: the answer takes the lock that views are built
  // under.
  bool running_ = false;

  lab::Preferences preferences_;
  lab::Session session_;
  lab::SubnetState subnet_;
  lab::Playhead playhead_;
  lab::SceneTime scene_time_;
  std::unique_ptr<OpenedCapture> capture_;  // after the producer: it reads from its source
  std::unique_ptr<SubnetPing> ping_;
  std::string ping_fault_;  // why there is none
  lab::Progress progress_;
  std::size_t scenes_seen_ = 0;
  // Of the scene in view: its bits were looked for, were found, and so opened the tab.
  std::optional<std::size_t> subnet_scene_;
  bool subnet_found_ = false, subnet_opened_ = false;
  bool entered_ = false, moving_ = false, changed_ = true, done_ = false;
  bool at_newest_ = false;    // of a run that goes on: what its kernels do now is in view
  bool counts_down_ = false;  // a kernel's timer goes on although nothing else happens
  bool reading_ = false;
  Time clock_ = 0;
};

}  // namespace wirelab::window
