#pragma once

#include <memory>
#include <string>

#include "lab/model/subnet_ping.hpp"
#include "lab/window/showing/play/play.hpp"

namespace wirelab::window {

// A ping around the bits of an address: a bench of free play that runs while this lives.
class Ping {
 public:
  static Result<std::unique_ptr<Ping>> start(Desk& desk, lab::PingBench bench);
  ~Ping();
  Ping(const Ping&) = delete;
  Ping& operator=(const Ping&) = delete;

  const lab::PingBench& bench() const { return bench_; }
  Play& play() const { return *play_; }
  lab::PingSeen seen() const;

 private:
  Ping(lab::PingBench bench, std::string file);

  const lab::PingBench bench_;
  const std::string file_;  // the topology, as the testbed reads it
  std::unique_ptr<Play> play_;
};

}  // namespace wirelab::window
