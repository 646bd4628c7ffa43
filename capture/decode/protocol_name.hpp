#pragma once

#include <cstdint>
#include <string_view>

namespace wirelab::decode {

// Protocols over IP that are named and not decoded: "GRE", "ESP", "SCTP"; empty for others.
std::string_view protocol_name(std::uint8_t ip_protocol);

}  // namespace wirelab::decode
