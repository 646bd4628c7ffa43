#pragma once

#include "lab/window/showing/run.hpp"

namespace wirelab::window {

// Free play: hosts and wires without a lesson. There is nothing to wait for, so it is watched live,
// and what is held is always the hand's.
class Play final : public Run {
 public:
  static Result<std::unique_ptr<Play>> open(Desk& desk, const lab::WindowStart& start);
  Play(Desk& desk, Opening opening);

  lab::WindowStart again() const override;

 private:
  bool wanted(const Trace&, std::size_t) const override { return true; }
};

}  // namespace wirelab::window
