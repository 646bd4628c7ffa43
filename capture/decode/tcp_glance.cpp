#include "capture/decode/tcp_glance.hpp"

#include "capture/decode/ethernet.hpp"
#include "capture/decode/ipv4.hpp"
#include "capture/decode/link.hpp"
#include "capture/decode/tcp.hpp"

#include <cstring>

namespace wirelab::decode {

namespace {

std::uint16_t u16(const std::uint8_t* bytes) {
  std::uint16_t value;
  std::memcpy(&value, bytes, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap16(value) : value;
}

std::uint32_t u32(const std::uint8_t* bytes) {
  std::uint32_t value;
  std::memcpy(&value, bytes, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap32(value) : value;
}

// Where the TCP header of such a frame begins, and where the packet ends; 0 for any other frame.
struct Place {
  std::size_t tcp = 0;
  std::size_t end = 0;
};
Place find_tcp(Bytes frame, std::uint32_t wire_length) {
  constexpr std::size_t least = Ethernet::size + Ipv4::least_size + Tcp::least_size;
  constexpr unsigned fragment_bits = 0x3fff;  // more fragments, and the offset
  if (frame.size() < least || wire_length < frame.size()) return {};
  const std::uint8_t* ip = frame.data() + Ethernet::size;
  if (u16(ip - 2) != ethertype_ipv4 || (ip[0] >> 4) != 4 || ip[9] != ip_tcp ||
      (u16(ip + 6) & fragment_bits) != 0)
    return {};
  const std::size_t header = (ip[0] & 0x0fu) * 4;
  const std::size_t end = Ethernet::size + u16(ip + 2);
  const std::size_t tcp = Ethernet::size + header;
  if (header < Ipv4::least_size || end > wire_length || tcp + Tcp::least_size > end ||
      tcp + Tcp::least_size > frame.size())
    return {};
  return {tcp, end};
}

}  // namespace

bool glance_at_tcp(std::uint32_t link_type, Bytes frame, std::uint32_t wire_length,
                   TcpGlance& glance) {
  if (link_type != link_ethernet) return false;
  const auto [at, end] = find_tcp(frame, wire_length);
  if (at == 0) return false;
  const std::uint8_t* tcp = frame.data() + at;
  const std::size_t header = (tcp[12] >> 4) * std::size_t{4};
  if (header < Tcp::least_size || at + header > end || at + header > frame.size()) return false;
  const std::uint8_t* ip = frame.data() + Ethernet::size;
  glance.source = u32(ip + 12);
  glance.destination = u32(ip + 16);
  glance.source_port = u16(tcp);
  glance.destination_port = u16(tcp + 2);
  glance.sequence = u32(tcp + 4);
  glance.acknowledgment = u32(tcp + 8);
  glance.flags = tcp[13];
  glance.window = u16(tcp + 14);
  glance.length = static_cast<std::uint32_t>(end - at - header);
  glance.options = frame.subspan(at + Tcp::least_size, header - Tcp::least_size);
  return true;
}

}  // namespace wirelab::decode
