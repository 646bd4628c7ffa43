#pragma once

#include "capture/bytes/result.hpp"

namespace wirelab::lessons {

// Switches off what would put frames on the wire that no cable carries: unfinished checksums
// (`checksum`), segments larger than the MTU. On lo the checksum cannot be switched. In the calling
// thread's network namespace.
Outcome switch_offloads_off(const char* interface, bool checksum);

}  // namespace wirelab::lessons
