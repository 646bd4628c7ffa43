#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/filter/lexer.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace wirelab::filter {

// What kind of value a field has, and so what it can be compared with.
enum class Type : std::uint8_t {
  mark,      // it is there or not: tcp.analysis.retransmission
  protocol,  // there or not, and `contains`: tcp
  number,
  boolean,  // 0 and 1
  seconds,  // kept in nanoseconds
  ipv4,
  ipv6,
  mac,
  text,
  bytes  // a slice
};

// One value of a field: a number, an address, or bytes (of text and protocols), by its Type.
struct Value {
  std::int64_t number = 0;
  std::array<std::uint8_t, 16> address{};
  std::uint8_t prefix = 0;   // bits of an address that count in == and !=
  std::string text;          // of constants
  Bytes bytes;               // of fields: borrowed
  std::uint32_t header = 0;  // of a protocol: how many of the bytes are its header; 0: all
};

// The value that a word or text of a filter stands for; nothing when it is none of this type.
std::optional<Value> constant(Type type, const std::string& text);
// What a value of this type looks like, for messages: "a number".
std::string example(Type type);

// `left` is a field's value, `right` a constant or another field's value.
bool holds(Type type, const Value& left, Relation relation, const Value& right);
bool contains(const Value& left, const Value& right);
// The bytes or the text of a value.
std::string_view view(const Value& value);

}  // namespace wirelab::filter
