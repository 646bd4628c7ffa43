#pragma once

#include "lessons/testbed/base/event_flag.hpp"
#include "lessons/testbed/host/host.hpp"
#include "lessons/testbed/host/port.hpp"
#include "lessons/testbed/recording/recorder.hpp"
#include "lessons/testbed/truth/truth.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

namespace wirelab::lessons {

// Records what a host says to itself, as interface "HOST.lo" on a segment of its own. Nobody holds
// these frames: they are delivered when they are sent, and the kernel is read only after them.
// Their checksums are not whole, for the kernel leaves that to hardware that is not there.
class Loopback {
 public:
  struct Surroundings {
    Recorder& recorder;
    Truth& truth;
    std::atomic<std::uint64_t>& frames;  // numbered over the whole recording
  };
  static Result<std::unique_ptr<Loopback>> open(Host& host, std::size_t number,
                                                const Surroundings& around);
  ~Loopback();

 private:
  Loopback(Host& host, Port port, const Surroundings& around);
  void run();
  void record(Time sent, std::span<const std::uint8_t> bytes, std::uint32_t length);

  Host& host_;
  Port port_;
  Surroundings around_;
  std::shared_ptr<EventFlag> flag_ = std::make_shared<EventFlag>();
  std::atomic<bool> stopping_ = false;
  std::size_t lane_ = 0;
  std::thread thread_;
};

}  // namespace wirelab::lessons
