#pragma once

#include "capture/decode/header_fields.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::decode {

// How a field's bits are written as text.
enum class FieldText : std::uint8_t { decimal, hexadecimal, mac, ipv4, ipv6, bytes };

// A row of a header's table: the next `bits` bits.
struct FieldRow {
  std::string_view id;
  std::uint32_t bits;
  FieldText text = FieldText::decimal;
};

// Lays fields side by side, from a header's first bit on, and takes their values out of the frame's
// bytes. From the first field on that lies beyond the captured bytes or the header's own length,
// all are left out.
class FieldList {
 public:
  FieldList(std::string_view name, Extent at, Bytes frame);

  FieldList& add(const FieldRow& row);
  template <class Rows>
  FieldList& add_all(const Rows& rows) {
    for (const FieldRow& row : rows) add(row);
    return *this;
  }
  // Bits of the header still without a field.
  std::uint32_t bits_left() const { return header_.at.length * 8 - bit_; }
  Header take() && { return std::move(header_); }

 private:
  Header header_;
  Bytes bytes_;  // of the header, as captured
  std::uint32_t bit_ = 0;
  bool full_ = false;
};

// The text of an unsigned number of up to 64 bits inside bytes, from a bit on.
std::uint64_t bits_at(Bytes bytes, std::uint32_t bit, std::uint32_t count);

// The options of a TCP header, one field for each kind, length and value.
void add_tcp_options(FieldList& list, Bytes options);

}  // namespace wirelab::decode
