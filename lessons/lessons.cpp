#include "lessons/lessons.hpp"

#include "lessons/backlog/backlog.hpp"
#include "lessons/broadcast/broadcast.hpp"
#include "lessons/byte-stream/byte-stream.hpp"
#include "lessons/close/close.hpp"
#include "lessons/eleven-states/eleven-states.hpp"
#include "lessons/flow-control/flow-control.hpp"
#include "lessons/handshake/handshake.hpp"
#include "lessons/reset/reset.hpp"
#include "lessons/retransmission/retransmission.hpp"
#include "lessons/subnet/subnet.hpp"
#include "lessons/time-wait/time-wait.hpp"
#include "lessons/udp/udp.hpp"

namespace wirelab::lessons {

const std::vector<Lesson>& lessons() {
  static const std::vector<Lesson> all{handshake(),     close(),   time_wait(),   reset(),
                                       eleven_states(), backlog(), byte_stream(), retransmission(),
                                       flow_control(),  udp(),     broadcast(),   subnet()};
  return all;
}

}  // namespace wirelab::lessons
