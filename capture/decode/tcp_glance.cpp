#include "capture/decode/tcp_glance.hpp"

#include "capture/decode/ethernet.hpp"
#include "capture/decode/ipv4.hpp"
#include "capture/decode/link.hpp"
#include "capture/decode/tcp.hpp"

#include <algorithm>
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

constexpr std::size_t ip_at = Ethernet::size;
constexpr std::size_t tcp_at = ip_at + Ipv4::least_size;

// EtherType, version and header length; fragment bits and protocol: each in one look.
bool is_plain_tcp(const std::uint8_t* frame) {
  constexpr std::uint32_t type_and_length = ethertype_ipv4 << 8 | 0x45;
  constexpr std::uint32_t fragment_and_protocol = 0x3fff00ff;
  return u32(frame + ip_at - 2) >> 8 == type_and_length &&
         (u32(frame + ip_at + 6) & fragment_and_protocol) == ip_tcp;
}

}  // namespace

bool glance_at_tcp(std::uint32_t link_type, Bytes frame, std::uint32_t wire_length,
                   TcpGlance& glance) {
  if (link_type != link_ethernet || frame.size() < tcp_at + Tcp::least_size ||
      wire_length < frame.size() || !is_plain_tcp(frame.data()))
    return false;
  const std::uint8_t* ip = frame.data() + ip_at;
  const std::uint8_t* tcp = frame.data() + tcp_at;
  const std::size_t end = ip_at + u16(ip + 2);
  const std::size_t header = (tcp[12] >> 4) * std::size_t{4};
  if (header < Tcp::least_size || tcp_at + header > std::min(end, frame.size()) ||
      end > wire_length)
    return false;
  glance.source = u32(ip + 12);
  glance.destination = u32(ip + 16);
  glance.source_port = u16(tcp);
  glance.destination_port = u16(tcp + 2);
  glance.sequence = u32(tcp + 4);
  glance.acknowledgment = u32(tcp + 8);
  glance.flags = tcp[13];
  glance.window = u16(tcp + 14);
  glance.length = static_cast<std::uint32_t>(end - tcp_at - header);
  glance.options = frame.subspan(tcp_at + Tcp::least_size, header - Tcp::least_size);
  return true;
}

}  // namespace wirelab::decode
