#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// How a call is written in C: what notes show of it.

// "0", "MSG_DONTWAIT|MSG_PEEK"
std::string message_flags_in_c(int flags);
// "SHUT_WR"
std::string shutdown_in_c(int how);
// "\"AA\\n\"": quoted and escaped, a long one cut with three dots behind it.
std::string quoted_in_c(std::string_view text);

// An IPv4 address for bind() and its like. Dotted text that is none fails the step.
sockaddr_in socket_address(std::uint32_t address, std::uint16_t port);
sockaddr_in socket_address(std::string_view dotted, std::uint16_t port);
// The same as what it is to the calls.
const sockaddr* generic(const sockaddr_in& in);

}  // namespace wirelab::lessons
