#pragma once

#include <string>

#include "lab/window/showing/bench_showing.hpp"
#include "lab/window/showing/producer.hpp"

namespace wirelab::window {

// Where a bench has its Trace from.
struct Opening {
  Producer producer;
  lab::WindowStart start;  // how it was opened
};

// A bench that owns what it shows: what a run and a capture have in common.
class Traced : public BenchShowing {
 public:
  const lab::Session& session() const override { return session_; }
  const lab::Playhead& playhead() const override { return playhead_; }
  const lab::Source& source() const override { return producer_.source(); }
  bool moving() const override { return moving_; }
  lab::WindowStart again() const override { return start_; }
  void complain(const std::string& reason) override;
  std::string characters() const override;

 protected:
  Traced(Desk& desk, Opening opening);
  // A recording that breaks off, or cannot be written on, says so above all that came before.
  void note_fault();
  // Says it in the bar, and to who started the window from a terminal.
  void announce(const std::string& banner);
  // Of the file that is shown, without its folders.
  std::string file_name() const;
  // The parts of the bar that depend on no more than the desk.
  void dress(TopBar& bar) const;

  Desk& desk_;
  Producer producer_;
  lab::WindowStart start_;
  lab::Session session_;
  lab::Playhead playhead_;
  BenchState state_;
  std::string banner_;
  bool changed_ = true, moving_ = false;

 private:
  bool fault_noted_ = false;
};

}  // namespace wirelab::window
