#pragma once

#include "lessons/script/socket.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// What came back to an Echo Request (RFC 792). `ttl`: of the packet with the answer, 0 if none
// came.
struct EchoAnswer {
  std::string from;  // "10.0.0.200"
  std::uint16_t sequence = 0;
  std::uint8_t ttl = 0;
  bool came() const { return ttl != 0; }
};

// The program ping: Echo Requests through a raw socket of the program, numbered from 1. Its
// identifier is its own, so several pings of a scene do not take each other's answers.
class Ping {
 public:
  Ping(Program& program, std::uint16_t identifier);

  // sendto(): ENETUNREACH where no route leads there.
  Returned send(std::string_view address);
  // Waits for the answer to the last request.
  EchoAnswer answer();
  // The same, if it has come already.
  EchoAnswer answer_so_far();

 private:
  EchoAnswer read(int flags);

  Socket socket_;
  const std::uint16_t identifier_;
  std::uint16_t sequence_ = 0;
};

}  // namespace wirelab::lessons
