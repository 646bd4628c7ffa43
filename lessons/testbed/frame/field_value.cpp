#include "lessons/testbed/frame/field_value.hpp"

#include "lessons/testbed/base/line_words.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <optional>

namespace wirelab::lessons {
namespace {

constexpr std::array<std::string_view, 9> flag_names{"FIN", "SYN", "RST", "PSH", "ACK",
                                                     "URG", "ECE", "CWR", "AE"};

std::vector<std::uint8_t> bytes_of(std::uint64_t number, std::size_t bits) {
  std::vector<std::uint8_t> bytes((bits + 7) / 8);
  for (std::size_t i = bytes.size(); i-- > 0; number >>= 8)
    bytes[i] = static_cast<std::uint8_t>(number);
  return bytes;
}

std::optional<std::uint64_t> number_of(std::string_view word) {
  const bool hexadecimal = word.starts_with("0x") || word.starts_with("0X");
  if (hexadecimal) word.remove_prefix(2);
  std::uint64_t number = 0;
  const auto end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number, hexadecimal ? 16 : 10);
  if (word.empty() || error != std::errc() || stop != end) return std::nullopt;
  return number;
}

// "SYN,ACK"; "none".
std::optional<std::uint64_t> flags_of(std::string_view word) {
  if (word == "none") return 0;
  std::uint64_t flags = 0;
  while (true) {
    const std::size_t end = std::min(word.find(','), word.size());
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < flag_names.size(); ++i)
      if (word.substr(0, end) == flag_names[i]) found = i;
    if (!found) return std::nullopt;
    flags |= 1ULL << *found;
    if (end == word.size()) return flags;
    word.remove_prefix(end + 1);
  }
}

std::optional<std::vector<std::uint8_t>> mac_of(std::string_view word) {
  if (word.size() != 17) return std::nullopt;
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i < 6; ++i) {
    const auto digits = word.substr(i * 3, 2);
    std::uint8_t byte = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + 2, byte, 16);
    if (error != std::errc() || stop != digits.data() + 2) return std::nullopt;
    if (i < 5 && word[i * 3 + 2] != ':') return std::nullopt;
    bytes.push_back(byte);
  }
  return bytes;
}

std::optional<std::vector<std::uint8_t>> address_of(int family, const std::string& word) {
  std::vector<std::uint8_t> bytes(family == AF_INET ? 4 : 16);
  if (inet_pton(family, word.c_str(), bytes.data()) != 1) return std::nullopt;
  return bytes;
}

Error wrong_value(const HeaderField& field, const std::string& word, std::string_view takes) {
  return mistake(fmt::format("'{}' takes {}, not '{}'", field.name, takes, word));
}

Result<FieldValue> parse_number(const HeaderField& field, const std::string& word) {
  FieldValue value;
  std::string_view digits = word;
  if (digits.starts_with('+') || digits.starts_with('-')) {
    value.sign = digits[0] == '+' ? 1 : -1;
    digits.remove_prefix(1);
  }
  auto number = number_of(digits);
  if (!number && value.sign == 0 && field.form == FieldForm::flags) number = flags_of(word);
  const std::uint64_t most = ((1ULL << field.bits) - 1) * field.unit;
  if (!number || *number > most || *number % field.unit != 0)
    return wrong_value(
        field, word,
        fmt::format("{}a number up to {}{}",
                    field.form == FieldForm::flags ? "flags as SYN,ACK or " : "", most,
                    field.unit > 1 ? fmt::format(", a multiple of {}", field.unit) : ""));
  value.bits = bytes_of(*number / field.unit, field.bits);
  return value;
}

}  // namespace

Result<FieldValue> parse_value(const HeaderField& field, const std::string& word) {
  std::optional<std::vector<std::uint8_t>> bits;
  std::string_view takes;
  switch (field.form) {
    case FieldForm::number:
    case FieldForm::flags: return parse_number(field, word);
    case FieldForm::mac:
      bits = mac_of(word);
      takes = "an address like 02:00:00:00:00:01";
      break;
    case FieldForm::ipv4:
      bits = address_of(AF_INET, word);
      takes = "an address like 10.0.0.1";
      break;
    case FieldForm::ipv6: bits = address_of(AF_INET6, word); takes = "an address like fd00::1";
  }
  if (!bits) return wrong_value(field, word, takes);
  return FieldValue{*std::move(bits)};
}

std::vector<std::uint8_t> sum(const std::vector<std::uint8_t>& a,
                              const std::vector<std::uint8_t>& b, int sign) {
  std::vector<std::uint8_t> result(a.size());
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int total = a[i] + sign * b[i] + carry;
    result[i] = static_cast<std::uint8_t>(total);
    carry = total < 0 ? -1 : total >> 8;
  }
  return result;
}

}  // namespace wirelab::lessons
