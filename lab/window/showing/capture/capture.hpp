#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "lab/model/analysis.hpp"
#include "lab/model/capture_view.hpp"
#include "lab/rows/scope.hpp"
#include "lab/window/showing/traced.hpp"

namespace wirelab::window {

// A capture that is no run of a lesson, from a file, a pipe or an interface: what is found out
// about it as it grows, and one connection of it in focus.
class Capture final : public Traced {
 public:
  Capture(Desk& desk, Opening opening);

  bool advance(double seconds, Time clock) override;
  bool reading() const override { return reading_; }
  void perform(const lab::Request& request) override;
  BenchRows rows() override;
  Requests draw(Paint& paint, Rect window, int text_shown) override;
  Requests key(Key key) override;
  void settle() override;

 private:
  using Findings = lab::Analysis::Findings;

  // build(CaptureView) under the locks.
  template <class Build>
  auto with_view(Build&& build) const;
  std::string name() const;
  void find_grounds(const lab::CaptureView& view);
  void choose_focus(const Trace& trace, const Findings& findings);
  void look_at_worst(const Trace& trace, const lab::ConnectionList& connections);
  void look_at(const Trace& trace, std::size_t frame);

  void on(const lab::Seek& request);
  void on(const lab::Scrub& request);
  void on(const lab::Play& request);
  void on(const lab::StepBy& request);
  void on(const lab::GoLive&);
  void on(const lab::SelectFrame& request);
  void on(const lab::FocusStream& request);
  void on(const lab::SetFilter& request);
  void on(const lab::OpenFold& request) { session_.open_folds.insert(request.fold); }
  void on(const lab::CloseFolds&) { session_.open_folds.clear(); }
  void on(const lab::StopReading&);
  template <class Other>
  void on(const Other&) {}

  lab::Analysis analysis_;  // after the producer: it reads from its source
  lab::Focus focus_;
  lab::FocusScope scope_{focus_};
  std::vector<verdicts::Grounds> grounds_;  // of this frame
  std::optional<std::size_t> grounds_of_;
  const bool live_;       // an interface is listened to
  bool chosen_ = false;   // the person has said what to look at
  bool settled_ = false;  // all is read, and the worst of it in focus
  bool reading_ = false;
};

}  // namespace wirelab::window
