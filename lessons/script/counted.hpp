#pragma once

#include "lessons/script/scene.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// What the kernel of a host counts from here on: "TcpExt.TCPTimeouts". Only from here on: a
// handshake that was slow on a busy machine has counted timeouts too. A counter that this kernel
// does not have fails the step.
class CountedSince {
 public:
  CountedSince(Scene& scene, std::string_view host, std::string_view counter);
  std::size_t times() const;

 private:
  Scene& scene_;
  const std::string host_, counter_;
  const std::int64_t before_;
};

}  // namespace wirelab::lessons
