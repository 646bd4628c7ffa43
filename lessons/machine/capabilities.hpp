#pragma once

#include "capture/bytes/result.hpp"

namespace wirelab::lessons {

// Lets the programs that the calling thread executes keep NET_RAW, NET_ADMIN and NET_BIND_SERVICE
// over their host although they run as the learner's own uid: ping, tcpdump and ports below 1024
// work.
Outcome keep_network_capabilities();

}  // namespace wirelab::lessons
