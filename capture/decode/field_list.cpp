#include "capture/decode/field_list.hpp"

#include "capture/decode/address.hpp"
#include "capture/decode/tcp_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace wirelab::decode {

namespace {

std::string mac_text(Bytes bytes) {
  MacAddress mac;
  std::copy_n(bytes.begin(), mac.bytes.size(), mac.bytes.begin());
  return mac.text();
}

std::string hex_text(Bytes bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

std::string value_text(const FieldRow& row, Bytes header, std::uint32_t bit) {
  const Bytes bytes = header.subspan(bit / 8);
  const int digits = static_cast<int>((row.bits + 3) / 4);
  switch (row.text) {
    case FieldText::mac: return mac_text(bytes);
    case FieldText::ipv4: return ipv4_address(bytes).text();
    case FieldText::ipv6: return ipv6_address(bytes).text();
    case FieldText::bytes: return hex_text(bytes.first(row.bits / 8));
    case FieldText::hexadecimal:
      return fmt::format("0x{:0{}x}", bits_at(header, bit, row.bits), digits);
    default: return fmt::format("{}", bits_at(header, bit, row.bits));
  }
}

void add_value(FieldList& list, const TcpOption& option) {
  constexpr std::array timestamps{FieldRow{"tcp.options.timestamp.tsval", 32},
                                  FieldRow{"tcp.options.timestamp.tsecr", 32}};
  constexpr std::array block{FieldRow{"tcp.options.sack_le", 32},
                             FieldRow{"tcp.options.sack_re", 32}};
  const auto bits = static_cast<std::uint32_t>(option.value.size() * 8);
  if (option.kind == tcp_maximum_segment && bits == 16) {
    list.add({"tcp.options.mss_val", 16});
  } else if (option.kind == tcp_window_scale && bits == 8) {
    list.add({"tcp.options.wscale.shift", 8});
  } else if (option.kind == tcp_timestamps && bits == 64) {
    list.add_all(timestamps);
  } else if (option.kind == tcp_sack && bits % 64 == 0) {
    for (std::uint32_t done = 0; done < bits; done += 64) list.add_all(block);
  } else if (option.kind == tcp_fast_open && bits > 0) {
    list.add({"tcp.options.tfo.cookie", bits, FieldText::bytes});
  } else if (bits > 0) {
    list.add({"tcp.options.unknown.payload", bits, FieldText::bytes});
  }
}

}  // namespace

std::uint64_t bits_at(Bytes bytes, std::uint32_t bit, std::uint32_t count) {
  std::uint64_t value = 0;
  for (std::uint32_t i = bit; i < bit + count; ++i) {
    value = value << 1 | ((bytes[i / 8] >> (7 - i % 8)) & 1u);
  }
  return value;
}

FieldList::FieldList(std::string_view name, Extent at, Bytes frame) : header_{name, at, {}} {
  if (at.offset >= frame.size()) return;
  bytes_ = frame.subspan(at.offset, std::min<std::size_t>(at.length, frame.size() - at.offset));
}

FieldList& FieldList::add(const FieldRow& row) {
  const std::uint32_t end = bit_ + row.bits;
  full_ = full_ || end > bytes_.size() * 8;
  if (full_ || row.bits == 0) return *this;
  const std::uint32_t first = bit_ / 8;
  header_.fields.push_back({std::string(row.id),
                            bit_,
                            row.bits,
                            value_text(row, bytes_, bit_),
                            {header_.at.offset + first, (end + 7) / 8 - first}});
  bit_ = end;
  return *this;
}

void add_tcp_options(FieldList& list, Bytes options) {
  TcpOptionReader reader(options);
  while (const auto option = reader.next()) {
    list.add({"tcp.option_kind", 8});
    if (option->length > 1) list.add({"tcp.option_len", 8});
    add_value(list, *option);
    if (option->kind == tcp_end_of_options) break;
  }
  // Padding after the end, or what no option fits to.
  const auto left = static_cast<std::uint32_t>(list.bits_left());
  if (left > 0) list.add({"tcp.options.padding", left, FieldText::bytes});
}

}  // namespace wirelab::decode
