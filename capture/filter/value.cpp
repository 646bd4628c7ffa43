#include "capture/filter/value.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <compare>
#include <cstring>

namespace wirelab::filter {

namespace {

template <class Number>
std::optional<Number> whole(std::string_view text, int base) {
  Number number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
    return std::nullopt;
  return number;
}

// As in C: 0x hexadecimal, a leading 0 octal.
std::optional<std::int64_t> integer(std::string_view text) {
  const bool hex = text.starts_with("0x") || text.starts_with("0X");
  const bool octal = !hex && text.size() > 1 && text.front() == '0';
  const auto number = whole<std::uint64_t>(text.substr(hex ? 2 : 0), hex ? 16 : octal ? 8 : 10);
  if (!number || *number > 0x7fffffffffffffffu) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

std::optional<std::int64_t> nanoseconds(std::string_view text) {
  constexpr int digits = 9;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto seconds = whole<std::uint32_t>(text.substr(0, point), 10);
  std::string fraction(text.substr(std::min(point + 1, text.size())));
  if (fraction.size() > digits) fraction.resize(digits);
  fraction.resize(digits, '0');
  const auto rest = whole<std::uint32_t>(fraction, 10);
  if (!seconds || !rest) return std::nullopt;
  const std::int64_t sum = std::int64_t{*seconds} * 1'000'000'000 + *rest;
  return negative ? -sum : sum;
}

std::optional<std::int64_t> truth(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (text == "true") return 1;
  if (text == "false") return 0;
  const auto number = integer(text);
  return number ? std::optional<std::int64_t>(*number != 0) : std::nullopt;
}

std::optional<Value> ip(const std::string& text, int family) {
  const int bits = family == AF_INET ? 32 : 128;
  const std::size_t slash = std::min(text.find('/'), text.size());
  Value value;
  if (::inet_pton(family, text.substr(0, slash).c_str(), value.address.data()) != 1)
    return std::nullopt;
  value.prefix = static_cast<std::uint8_t>(bits);
  if (slash == text.size()) return value;
  const auto prefix = whole<unsigned>(std::string_view(text).substr(slash + 1), 10);
  if (!prefix || *prefix > static_cast<unsigned>(bits)) return std::nullopt;
  value.prefix = static_cast<std::uint8_t>(*prefix);
  return value;
}

// Six pairs of digits, with : or - between them.
std::optional<Value> mac(std::string_view text) {
  constexpr std::size_t octets = 6;
  Value value;
  value.prefix = octets * 8;
  if (text.size() != octets * 3 - 1) return std::nullopt;
  for (std::size_t i = 0; i < octets; ++i) {
    const auto octet = whole<std::uint8_t>(text.substr(i * 3, 2), 16);
    const char separator = i + 1 < octets ? text[i * 3 + 2] : ':';
    if (!octet || (separator != ':' && separator != '-')) return std::nullopt;
    value.address[i] = *octet;
  }
  return value;
}

std::optional<Value> from(std::optional<std::int64_t> number) {
  if (!number) return std::nullopt;
  Value value;
  value.number = *number;
  return value;
}

bool same_network(const Value& left, const Value& right) {
  const std::size_t whole_bytes = right.prefix / 8, rest = right.prefix % 8;
  if (std::memcmp(left.address.data(), right.address.data(), whole_bytes) != 0) return false;
  if (rest == 0) return true;
  const auto difference = left.address[whole_bytes] ^ right.address[whole_bytes];
  return (difference >> (8 - rest)) == 0;
}

bool by_order(int order, Relation relation) {
  switch (relation) {
    case Relation::eq: return order == 0;
    case Relation::ne: return order != 0;
    case Relation::gt: return order > 0;
    case Relation::lt: return order < 0;
    case Relation::ge: return order >= 0;
    case Relation::le: return order <= 0;
  }
  return false;
}

// "02", "02:1f", "02-1f", "021f", "0x02": pairs of digits.
std::optional<Value> bytes(std::string_view text) {
  Value value;
  if (text.starts_with("0x")) text.remove_prefix(2);
  for (bool first = true; !text.empty(); first = false) {
    const bool separated = text.front() == ':' || text.front() == '-' || text.front() == '.';
    if (separated && !first) text.remove_prefix(1);
    const auto octet = whole<std::uint8_t>(text.substr(0, 2), 16);
    if (!octet || text.size() < 2) return std::nullopt;
    value.text += static_cast<char>(*octet);
    text.remove_prefix(2);
  }
  return value.text.empty() ? std::nullopt : std::optional(value);
}

}  // namespace

std::string_view view(const Value& value) {
  if (value.bytes.empty()) return value.text;
  return {reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()};
}

std::optional<Value> constant(Type type, const std::string& text) {
  switch (type) {
    case Type::number: return from(integer(text));
    case Type::boolean: return from(truth(text));
    case Type::seconds: return from(nanoseconds(text));
    case Type::ipv4: return ip(text, AF_INET);
    case Type::ipv6: return ip(text, AF_INET6);
    case Type::mac: return mac(text);
    case Type::bytes: return bytes(text);
    case Type::text:
    case Type::protocol: break;
    case Type::mark: return std::nullopt;
  }
  Value value;
  value.text = text;
  return value;
}

std::string example(Type type) {
  switch (type) {
    case Type::number: return "a number, as 80 or 0x50";
    case Type::boolean: return "0 or 1";
    case Type::seconds: return "a number of seconds, as 0.25";
    case Type::ipv4: return "an IPv4 address or network, as 10.0.0.1 or 10.0.0.0/24";
    case Type::ipv6: return "an IPv6 address or network, as fd00::1 or fd00::/64";
    case Type::mac: return "an Ethernet address, as 02:00:00:00:00:01";
    case Type::bytes: return "bytes, as 02 or 0a:1f, or a text, as \"GET\"";
    case Type::text:
    case Type::protocol: return "a text, as \"GET\"";
    case Type::mark: break;
  }
  return "nothing";
}

bool holds(Type type, const Value& left, Relation relation, const Value& right) {
  if (type == Type::ipv4 || type == Type::ipv6 || type == Type::mac) {
    if (relation == Relation::eq) return same_network(left, right);
    if (relation == Relation::ne) return !same_network(left, right);
    const int order = std::memcmp(left.address.data(), right.address.data(), left.address.size());
    return by_order(order, relation);
  }
  if (type == Type::text || type == Type::bytes)
    return by_order(view(left).compare(view(right)), relation);
  return by_order(left.number < right.number ? -1 : left.number > right.number, relation);
}

bool contains(const Value& left, const Value& right) {
  return view(left).find(view(right)) != std::string_view::npos;
}

}  // namespace wirelab::filter
