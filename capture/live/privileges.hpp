#pragma once

#include "capture/bytes/result.hpp"

namespace wirelab {

// Keeps cap_net_raw (where the process has it) and gives up every other capability, for good.
Outcome keep_only_net_raw();
// Gives up cap_net_raw too: called once the device is open, so that nothing privileged handles
// packets.
Outcome drop_all_privileges();

}  // namespace wirelab
