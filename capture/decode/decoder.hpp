#pragma once

#include "capture/decode/layers.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirelab::decode {

// Walks inwards. `end_` is where the packet ends on the wire by the lengths read so far; the bytes
// may end before.
class Decoder {
 public:
  Decoder(Bytes bytes, std::uint32_t wire_length, Layers& layers)
      : bytes_(bytes),
        end_(std::max(wire_length, static_cast<std::uint32_t>(bytes.size()))),
        layers_(layers) {}

  void run(std::uint32_t link_type);

 private:
  // The captured bytes from here to the end of the packet.
  Bytes rest() const {
    if (at_ >= bytes_.size() || at_ >= end_) return {};
    return bytes_.subspan(at_, std::min<std::size_t>(bytes_.size(), end_) - at_);
  }
  void problem(std::string_view cut, std::string_view cause) {
    layers_.problem = bytes_.size() < end_ ? cut : cause;
  }
  template <class Header>
  Layer<Header> place(const Header& header, std::size_t size) {
    Layer<Header> layer;
    static_cast<Header&>(layer) = header;
    layer.at = {at_, static_cast<std::uint32_t>(size)};
    at_ += layer.at.length;
    return layer;
  }
  // A packet whose own length says that it ends here; never later than the frame.
  void end_at(std::uint64_t end) {
    end_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(end, end_));
  }

  void link(std::uint32_t link_type);
  void plain_link(std::uint32_t link_type);
  void ethernet();
  void cooked(std::uint32_t link_type);
  void network(std::uint16_t ether_type);
  void vlan();
  void pppoe();
  void arp();
  void ipv4();
  void ipv6();
  void transport(std::uint8_t protocol, bool version6);
  void icmp(bool version6);
  void udp();
  void tcp();

  Bytes bytes_;
  std::uint32_t end_;
  std::uint32_t at_ = 0;
  Layers& layers_;
};

}  // namespace wirelab::decode
