#pragma once

#include "capture/bytes/cursor.hpp"

#include <string>

namespace wirelab::decode {

// A DNS message (RFC 1035) as one line: "DNS query A example.org", "DNS answer A example.org:
// 192.0.2.1, 2 records", "DNS answer A nowhere.example: no such name". Empty when it is none.
std::string dns_line(Bytes message);

}  // namespace wirelab::decode
