#pragma once

#include "lessons/testbed/host/bench.hpp"

#include <atomic>
#include <functional>
#include <thread>

namespace wirelab::test {

// The shortest wire there is: carries every frame of a two-host bench across at once, until it is
// destroyed.
class Crossing {
 public:
  using Look = std::function<void(std::size_t from, std::span<const std::uint8_t> bytes)>;
  // `look` sees each frame before it is carried.
  explicit Crossing(lessons::Bench& bench, Look look = {});
  std::size_t frames() const { return frames_; }

 private:
  std::atomic<std::size_t> frames_ = 0;
  std::jthread thread_;
};

}  // namespace wirelab::test
