#include "capture/filter/slice.hpp"

#include <algorithm>
#include <charconv>

namespace wirelab::filter {

namespace {

constexpr std::size_t most_pieces = 64;
constexpr std::int32_t largest = 0xfffff;

std::optional<std::int32_t> number(std::string_view text) {
  std::int32_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  if (value > largest || value < -largest) return std::nullopt;
  return value;
}

Bytes octets(Type type, const Value& value) {
  constexpr std::size_t ipv4 = 4, ipv6 = 16, mac = 6;
  const Bytes address(value.address);
  switch (type) {
    case Type::ipv4: return address.first(ipv4);
    case Type::ipv6: return address.first(ipv6);
    case Type::mac: return address.first(mac);
    default:
      return value.header > 0
                 ? value.bytes.first(std::min<std::size_t>(value.header, value.bytes.size()))
                 : value.bytes;
  }
}

}  // namespace

bool is_sliceable(Type type) {
  switch (type) {
    case Type::protocol:
    case Type::bytes:
    case Type::ipv4:
    case Type::ipv6:
    case Type::mac:
    case Type::text: return true;
    default: return false;
  }
}

std::optional<Slice::Piece> Slice::read_piece(std::string_view text) {
  Piece piece;
  const std::size_t colon = text.find(':');
  const std::size_t dash = text.find('-', 1);
  const std::size_t end = std::min({colon, dash, text.size()});
  const auto offset = end == 0 ? std::optional<std::int32_t>(0) : number(text.substr(0, end));
  if (!offset || (end == 0 && colon != 0)) return std::nullopt;
  piece.offset = *offset;
  if (end == text.size()) {
    piece.length = 1;
    return piece;
  }
  const std::string_view rest = text.substr(end + 1);
  if (end == colon && rest.empty()) return piece;
  const auto bound = number(rest);
  if (!bound || (end == colon && *bound <= 0)) return std::nullopt;
  (end == colon ? piece.length : piece.last) = bound;
  return piece;
}

std::optional<Slice> Slice::read(std::string_view text) {
  Slice slice;
  while (slice.pieces_.size() < most_pieces) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const auto piece = read_piece(text.substr(0, comma));
    if (!piece) return std::nullopt;
    slice.pieces_.push_back(*piece);
    if (comma == text.size()) return slice;
    text.remove_prefix(comma + 1);
  }
  return std::nullopt;
}

std::optional<Value> Slice::of(Type type, const Value& value) const {
  const Bytes all = octets(type, value);
  const auto size = static_cast<std::int64_t>(all.size());
  Value joined;
  for (const Piece& piece : pieces_) {
    const auto from_end = [&](std::int64_t at) { return at < 0 ? size + at : at; };
    const std::int64_t begin = from_end(piece.offset);
    const std::int64_t end = piece.length ? begin + *piece.length
                             : piece.last ? from_end(*piece.last) + 1
                                          : size;
    if (begin < 0 || end <= begin || end > size) return std::nullopt;
    const Bytes bytes =
        all.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    joined.text.append(bytes.begin(), bytes.end());
  }
  return joined;
}

}  // namespace wirelab::filter
