#pragma once

#include <memory>

#include "lab/model/session.hpp"
#include "lab/model/source.hpp"
#include "lab/window/panel/panel_list.hpp"
#include "lab/window/showing/showing.hpp"

namespace wirelab::window {

// A showing made of the panels of the bench: a Trace, a playhead, a session.
class BenchShowing : public Showing {
 public:
  virtual BenchRows rows() = 0;
  virtual const lab::Session& session() const = 0;
  virtual const lab::Playhead& playhead() const = 0;
  virtual const lab::Source& source() const = 0;

  // What this has turned out to be: it takes the place of this one, which is left empty. Asked for
  // before every advance().
  virtual std::unique_ptr<BenchShowing> next() { return nullptr; }

  bool follows() const override { return playhead().live; }
};

}  // namespace wirelab::window
