#pragma once

#include "capture/recording/frame.hpp"

#include <string>
#include <string_view>

namespace wirelab::lessons {

// Text for who is at the other end of a socket, and may take it late or never: nobody waits for him
// here. Times in ns, as now() has them.
class Outbox {
 public:
  // Sends as much as the socket takes at once, and keeps the rest. Without a peer nothing is kept.
  void say(int socket, std::string_view text, Time now);
  // When the socket can be written again.
  void send_on(int socket, Time now);

  bool is_empty() const { return unsent_.empty(); }
  // When something was last taken, or began to wait. 0: nothing waits.
  Time waits_since() const { return unsent_.empty() ? 0 : since_; }

 private:
  std::string unsent_;
  Time since_ = 0;
};

}  // namespace wirelab::lessons
