#include "lab/window/showing/play/play.hpp"

#include <utility>

namespace wirelab::window {

// Nothing of it is in the catalogue.
Result<std::unique_ptr<Play>> Play::open(Desk& desk, const lab::WindowStart& start) {
  auto producer =
      Producer::testbed({"", start.topology, start.ping, start.seed, start.save_to}, desk.wake);
  if (!producer) return producer.error();
  return std::make_unique<Play>(desk, Opening{*std::move(producer), start});
}

Play::Play(Desk& desk, Opening opening) : Run(desk, std::move(opening)) { free_hand_ = true; }

// The file of the run that ended holds it.
lab::WindowStart Play::again() const {
  lab::WindowStart start = start_;
  start.save_to.clear();
  return start;
}

}  // namespace wirelab::window
