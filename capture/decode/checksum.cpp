#include "capture/decode/checksum.hpp"

#include <array>

namespace wirelab::decode {

namespace {

std::uint16_t inverted(std::uint16_t sum) { return static_cast<std::uint16_t>(~sum); }

// Where a transport header with its payload stands, and how it is summed.
struct Summed {
  Bytes bytes;
  std::size_t field = 0;  // offset of the checksum in them
  bool pseudo_header = true;
  std::uint8_t protocol = 0;
};

std::optional<Summed> summed(const Layers& layers, Bytes frame) {
  Summed what;
  std::uint32_t start = 0;
  if (layers.tcp) {
    what = {{}, 16, true, ip_tcp};
    start = layers.tcp->at.offset;
  } else if (layers.udp) {
    what = {{}, 6, true, ip_udp};
    start = layers.udp->at.offset;
  } else if (layers.icmp) {
    const bool version6 = layers.icmp->version6;
    what = {{}, 2, version6, version6 ? ip_icmpv6 : ip_icmp};
    start = layers.icmp->at.offset;
  } else {
    return std::nullopt;
  }
  if (layers.payload.end() > frame.size() || layers.payload.end() < start) return std::nullopt;
  what.bytes = frame.subspan(start, layers.payload.end() - start);
  return what;
}

// RFC 9293 section 3.1, RFC 8200 section 8.1. The order of the numbers does not change the sum.
std::uint16_t pseudo_header_sum(const Layers& layers, std::uint8_t protocol, std::size_t length) {
  const auto source = *layers.source();
  const auto destination = *layers.destination();
  std::uint32_t sum = protocol;
  sum += static_cast<std::uint32_t>(length >> 16) + static_cast<std::uint32_t>(length & 0xffff);
  sum = ones_complement_sum(source.octets(), sum);
  return ones_complement_sum(destination.octets(), sum);
}

}  // namespace

std::string_view id(ChecksumState state) {
  constexpr std::array<std::string_view, 5> ids{"ok", "wrong", "not_computed", "absent",
                                                "unverifiable"};
  return ids[static_cast<std::size_t>(state)];
}

std::uint16_t ones_complement_sum(Bytes bytes, std::uint32_t start) {
  std::uint64_t sum = start;
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2)
    sum += static_cast<std::uint32_t>(bytes[i] << 8 | bytes[i + 1]);
  if (i < bytes.size()) sum += static_cast<std::uint32_t>(bytes[i] << 8);
  while ((sum >> 16) != 0) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(sum);
}

ChecksumCheck check_ipv4(const Layers& layers, Bytes frame) {
  if (!layers.ipv4 || layers.ipv4->at.end() > frame.size()) return {};
  const std::uint16_t written = layers.ipv4->checksum;
  const Bytes header = frame.subspan(layers.ipv4->at.offset, layers.ipv4->at.length);
  // In ones' complement, what is summed too much is taken off by adding its inverse.
  const std::uint16_t others =
      ones_complement_sum({}, 0u + ones_complement_sum(header) + inverted(written));
  const std::uint16_t right = inverted(others);
  if (ones_complement_sum(header) == 0xffff) return {ChecksumState::ok, written, written};
  return {written == 0 ? ChecksumState::not_computed : ChecksumState::wrong, written, right};
}

ChecksumCheck check_transport(const Layers& layers, Bytes frame) {
  const auto what = summed(layers, frame);
  const bool rerouted = layers.extensions && layers.extensions->rerouted;
  if (!what || layers.is_fragment() || (what->pseudo_header && rerouted)) return {};
  const std::uint16_t written = Cursor(what->bytes.subspan(what->field)).u16();
  if (written == 0 && what->protocol == ip_udp && layers.ipv4) {
    return {ChecksumState::absent, 0, 0};
  }
  const std::uint16_t pseudo =
      what->pseudo_header ? pseudo_header_sum(layers, what->protocol, what->bytes.size()) : 0;
  const std::uint16_t all = ones_complement_sum(what->bytes, pseudo);
  if (all == 0xffff) return {ChecksumState::ok, written, written};
  std::uint16_t right = inverted(ones_complement_sum({}, 0u + all + inverted(written)));
  // To UDP 0 means "none": a sum of 0 is written as its other form.
  if (right == 0 && what->protocol == ip_udp) right = 0xffff;
  // Some systems leave the length out of the sum, and some leave 0.
  const bool partial =
      what->pseudo_header &&
      (written == pseudo || written == pseudo_header_sum(layers, what->protocol, 0) ||
       (written == 0 && what->protocol != ip_icmpv6));
  return {partial ? ChecksumState::not_computed : ChecksumState::wrong, written, right};
}

}  // namespace wirelab::decode
