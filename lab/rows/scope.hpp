#pragma once

#include "lab/model/focus.hpp"
#include "lab/rows/moment.hpp"

namespace wirelab::lab {

// What of a trace is looked at, and where the states of its ends are known from. Builders of rows
// ask a View's scope, and never which one it is.
class Scope {
 public:
  virtual ~Scope() = default;
  virtual Moment moment(const View& view) const = 0;
  // The last frame sent by the moment's now.
  virtual std::optional<FrameRow> last_frame(const View& view, const Moment& moment) const = 0;
  // Of an end of the connection in focus: where it stood, its last change by a time, all its
  // changes. The moment has a focus.
  virtual tcp::State state_at(const View& view, const Moment& moment, Side side,
                              Time time) const = 0;
  virtual std::optional<Transition> last_transition(const View& view, const Moment& moment,
                                                    Side side, Time time) const = 0;
  virtual std::vector<Transition> transitions(const View& view, const Moment& moment,
                                              Side side) const = 0;
};

// The scene in view up to the playhead.
const Scope& scene_scope();

// A whole capture, before and after the playhead, and one connection of it.
class FocusScope final : public Scope {
 public:
  explicit FocusScope(const Focus& focus) : focus_(focus) {}
  Moment moment(const View& view) const override;
  std::optional<FrameRow> last_frame(const View& view, const Moment& moment) const override;
  tcp::State state_at(const View& view, const Moment& moment, Side side, Time time) const override;
  std::optional<Transition> last_transition(const View& view, const Moment& moment, Side side,
                                            Time time) const override;
  std::vector<Transition> transitions(const View& view, const Moment& moment,
                                      Side side) const override;

 private:
  const Focus& focus_;
};

}  // namespace wirelab::lab
