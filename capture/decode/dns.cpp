#include "capture/decode/dns.hpp"

#include "capture/decode/address.hpp"

#include <fmt/core.h>

#include <optional>

namespace wirelab::decode {

namespace {

constexpr std::uint16_t type_a = 1, type_aaaa = 28;
constexpr std::size_t longest_name = 80;  // as much as is shown

std::string type_name(std::uint16_t type) {
  switch (type) {
    case type_a: return "A";
    case 2: return "NS";
    case 5: return "CNAME";
    case 6: return "SOA";
    case 12: return "PTR";
    case 15: return "MX";
    case 16: return "TXT";
    case type_aaaa: return "AAAA";
    case 33: return "SRV";
    case 65: return "HTTPS";
    case 255: return "ANY";
    default: return fmt::format("TYPE{}", type);
  }
}

std::string code_name(unsigned code) {
  switch (code) {
    case 1: return "format error";
    case 2: return "server failure";
    case 3: return "no such name";
    case 5: return "refused";
    default: return fmt::format("error {}", code);
  }
}

// Steps over a name; appends its text. A pointer to an earlier place ends it and is not followed:
// in the question there is none, and of the answers only the data are shown.
bool take_name(Cursor& cursor, std::string& text) {
  for (;;) {
    const std::uint8_t length = cursor.u8();
    if (!cursor.ok()) return false;
    if (length == 0) return true;
    if (length >= 0xc0) {
      cursor.skip(1);
      return cursor.ok();
    }
    if (length > 63) return false;
    if (!text.empty()) text += '.';
    for (const std::uint8_t byte : cursor.take(length)) {
      if (text.size() > longest_name) break;
      text += byte > 0x20 && byte < 0x7f && byte != '\\' ? std::string(1, static_cast<char>(byte))
                                                         : fmt::format("\\x{:02x}", byte);
    }
  }
}

// The first address among the answers.
std::string address(Cursor& cursor, unsigned answers) {
  while (answers-- > 0) {
    std::string name;
    if (!take_name(cursor, name)) return {};
    const std::uint16_t type = cursor.u16();
    cursor.skip(6);  // class, time to live
    const Bytes data = cursor.take(cursor.u16());
    if (!cursor.ok()) return {};
    if (type == type_a && data.size() == 4) return ipv4_address(data).text();
    if (type == type_aaaa && data.size() == 16) return ipv6_address(data).text();
  }
  return {};
}

}  // namespace

std::string dns_line(Bytes message) {
  Cursor cursor(message);
  cursor.skip(2);
  const std::uint16_t flags = cursor.u16();
  const unsigned questions = cursor.u16(), answers = cursor.u16();
  cursor.skip(4);
  std::string name;
  if (!cursor.ok() || questions == 0 || !take_name(cursor, name)) return {};
  const std::uint16_t type = cursor.u16();
  cursor.skip(2);
  if (!cursor.ok()) return {};
  const bool answer = (flags & 0x8000) != 0;
  const unsigned code = flags & 0x0f;
  std::string line = fmt::format("DNS {} {} {}", answer ? "answer" : "query", type_name(type),
                                 name.empty() ? "." : name);
  if (!answer) return line;
  if (code != 0) return line + ": " + code_name(code);
  const std::string found = address(cursor, answers);
  if (found.empty()) return line + fmt::format(": {} records", answers);
  return line + ": " + found + (answers > 1 ? fmt::format(", {} records", answers) : "");
}

}  // namespace wirelab::decode
