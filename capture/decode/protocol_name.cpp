#include "capture/decode/protocol_name.hpp"

namespace wirelab::decode {

std::string_view protocol_name(std::uint8_t ip_protocol) {
  switch (ip_protocol) {
    case 2: return "IGMP";
    case 4: return "IPv4 in IP";
    case 41: return "IPv6 in IP";
    case 46: return "RSVP";
    case 47: return "GRE";
    case 50: return "ESP";
    case 51: return "AH";
    case 88: return "EIGRP";
    case 89: return "OSPF";
    case 103: return "PIM";
    case 112: return "VRRP";
    case 115: return "L2TP";
    case 132: return "SCTP";
    case 136: return "UDP-Lite";
    default: return {};
  }
}

}  // namespace wirelab::decode
