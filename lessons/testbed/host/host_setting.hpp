#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/host/host.hpp"

#include <string>

namespace wirelab::lessons {

// Writes a setting of a running host ("net.ipv4.tcp_syncookies", "0") and reads it back. Only what
// stands below net is a host's own. An error says what the kernel made of it.
Outcome set_on_host(const Host& host, const std::string& name, const std::string& value);

}  // namespace wirelab::lessons
