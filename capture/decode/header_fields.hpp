#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/extent.hpp"
#include "capture/decode/layers.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::decode {

// One field of a header, for the picture of rows of 32 bits.
struct HeaderField {
  std::string id;                // Wireshark's name: "tcp.srcport"; options repeat theirs
  std::uint32_t bit_offset = 0;  // from the header's first bit, most significant first
  std::uint32_t bit_length = 0;
  std::string value;  // of the bits as written: "43210", "0x9c1e", "1" for a flag, "5" words
  Extent bytes;       // every byte of the frame that has a bit of it

  // The id of its name in words: "field.tcp.srcport".
  std::string label() const { return "field." + id; }
};

// A header of the frame, its fields in order and without gaps as far as the capture holds them.
struct Header {
  std::string_view name;  // "Ethernet", "VLAN", "Linux cooked v2", "Fragment", "TCP", ...
  Extent at;
  std::vector<HeaderField> fields;
};

// The headers of a frame from the outside in: all bytes that are decoded, but for the payload.
std::vector<Header> headers(const Layers& layers, Bytes frame);

}  // namespace wirelab::decode
