#pragma once

#include "capture/recording/frame.hpp"

#include <cstddef>
#include <cstdint>

// The numbers of the pcapng format (draft-ietf-opsawg-pcapng) that reader and writer share.
namespace wirelab::pcapng {

enum Block : std::uint32_t {
  interface_description = 1,
  obsolete_packet = 2,
  simple_packet = 3,
  interface_statistics = 5,
  enhanced_packet = 6,
  journal_export = 9,
  sysdig_event = 0x204,
  custom = 0xbad,
  custom_not_to_copy = 0x40000bad,
  section_header = 0x0a0d0d0a  // reads the same in both byte orders
};

enum Option : std::uint16_t {
  end_of_options = 0,
  shb_os = 3,
  shb_userappl = 4,
  if_name = 2,
  if_description = 3,
  if_tsresol = 9,
  if_tsoffset = 14,
  epb_packetid = 5,
  isb_ifrecv = 4,
  isb_ifdrop = 5,
  isb_osdrop = 7
};

constexpr std::uint32_t byte_order_magic = 0x1a2b3c4d;
// Block type and total length before the body, the total length again after it.
constexpr std::size_t head_size = 8;
constexpr std::size_t frame_size = 12;

// What is not read, because only damage or malice writes it: libpcap draws the same line for
// blocks, Wireshark for packets. They bound the memory of a reader.
constexpr std::size_t largest_block = 16u << 20;
constexpr std::size_t largest_capture = 256u << 10;

constexpr std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

// How an interface counts time: units of 10^-n or 2^-n seconds, from an offset in seconds.
struct Clock {
  std::uint8_t resolution = 6;  // if_tsresol as written: the top bit set means 2^-n
  std::int64_t offset = 0;      // if_tsoffset

  // A time stamp as nanoseconds since 1970; beyond the years that those can hold, the nearest.
  Time time(std::uint64_t units) const;
};

}  // namespace wirelab::pcapng
