#pragma once

#include "capture/decode/layers.hpp"

#include <string>

namespace wirelab::decode {

// One line on what a packet carries, for the eye: "GET / HTTP/1.1", "DNS query A example.org",
// "TFTP read request file.txt (octet)", for an ICMP error the packet that it is about. It is told
// by port and first bytes, so it is a guess; empty where there is none. Printable ASCII, at most
// 120 characters: what is not printable is written as \t or \x07.
std::string first_line(const Layers& layers, Bytes frame);

}  // namespace wirelab::decode
