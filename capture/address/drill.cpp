#include "capture/address/drill.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace wirelab::address {
namespace {

constexpr int shortest = 9, longest = 30;  // of a question's prefix

// SplitMix64 (Steele, Lea, Flood 2014): the standard library's generators may differ between
// machines in how they spread numbers.
class Chance {
 public:
  Chance(std::uint64_t seed, std::uint32_t number)
      : state_(seed * 0x9E3779B97F4A7C15U + number * 0xD1B54A32D192ED03U) {}
  std::uint32_t below(std::uint32_t bound) {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return static_cast<std::uint32_t>((z ^ z >> 31) >> 32) % bound;
  }

 private:
  std::uint64_t state_;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Ipv4 asked_address(const Ipv4Prefix& question, DrillField field) {
  if (field == DrillField::first_host) return first_host(question);
  return field == DrillField::broadcast ? last(question) : network(question);
}

Verdict check_hosts(const Ipv4Prefix& question, std::string_view answer) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (error != std::errc() || end != answer.data() + answer.size()) return {Mistake::unreadable};
  const std::uint64_t all = address_count(question);
  if (number == host_count(question)) return {};
  if (number == all) return {Mistake::counted_all_patterns};
  if (number + 1 == all) return {Mistake::forgot_one};
  const std::uint64_t of_network = std::uint64_t{1} << question.length;
  if (number == of_network || number + 2 == of_network) return {Mistake::counted_network_bits};
  for (int length = 0; length <= 32; ++length) {
    if (number == host_count({0, length}) || number == address_count({0, length}))
      return {Mistake::wrong_mask, static_cast<std::uint64_t>(length)};
  }
  return {Mistake::other_number};
}

// Another prefix that the answer would be right for: one that ends with an octet, as people are
// used to, else the nearest.
std::optional<int> mask_that_fits(const Ipv4Prefix& question, DrillField field, Ipv4 answer) {
  const auto fits = [&](int length) {
    return length != question.length && asked_address({question.address, length}, field) == answer;
  };
  for (const int length : {8, 16, 24}) {
    if (fits(length)) return length;
  }
  for (int off = 1; off < longest; ++off) {
    for (const int length : {question.length - off, question.length + off}) {
      if (length >= 1 && length <= longest && fits(length)) return length;
    }
  }
  return std::nullopt;
}

// Another of the four, which was asked for elsewhere.
std::optional<Mistake> taken_for(const Ipv4Prefix& question, Ipv4 answer) {
  if (answer == network(question)) return Mistake::is_network;
  if (answer == last(question)) return Mistake::is_broadcast;
  if (answer == first_host(question)) return Mistake::is_first_host;
  if (answer == last_host(question)) return Mistake::is_last_host;
  return std::nullopt;
}

Verdict check_address(const Ipv4Prefix& question, DrillField field, Ipv4 answer) {
  const Ipv4 right = asked_address(question, field);
  if (answer == right) return {};
  if (const auto mistake = taken_for(question, answer)) return {*mistake};
  const std::uint64_t size = address_count(question);
  if (answer - right == size || right - answer == size) return {Mistake::off_by_one_block};
  // The address itself fits a mask as well, where its own host bits happen to be zeros.
  if (answer == question.address) return {Mistake::kept_host_bits};
  if (const auto length = mask_that_fits(question, field, answer))
    return {Mistake::wrong_mask, static_cast<std::uint64_t>(*length)};
  return {contains(question, answer) ? Mistake::inside : Mistake::outside};
}

}  // namespace

std::string_view id(DrillField field) {
  switch (field) {
    case DrillField::network: return "network";
    case DrillField::first_host: return "first_host";
    case DrillField::broadcast: return "broadcast";
    case DrillField::hosts: return "hosts";
  }
  return "";
}

Ipv4Prefix drill_question(std::uint64_t seed, std::uint32_t number) {
  constexpr std::array<Ipv4Prefix, 3> homes{{{10U << 24, 8}, {0xAC100000U, 12}, {0xC0A80000U, 16}}};
  Chance chance(seed, number);
  const Ipv4Prefix& home = homes[chance.below(homes.size())];
  const int least = std::max(shortest, home.length + 1);
  const auto room = static_cast<std::uint32_t>(longest - least + 1);
  int length = least + static_cast<int>(chance.below(room));
  if (length % 8 == 0) length = least + static_cast<int>(chance.below(room));
  const std::uint32_t low = chance.below(1U << 16), high = chance.below(1U << 16);
  Ipv4Prefix question{network(home) | ((high << 16 | low) & ~mask(home.length)), length};
  // The network's and the broadcast address would give an answer away.
  if (question.address == network(question)) question.address += 1;
  if (question.address == last(question)) question.address -= 1;
  return question;
}

std::string right_answer(const Ipv4Prefix& question, DrillField field) {
  if (field == DrillField::hosts) return std::to_string(host_count(question));
  return text(asked_address(question, field));
}

std::string_view id(Mistake mistake) {
  switch (mistake) {
    case Mistake::none: return "none";
    case Mistake::nothing_there: return "nothing_there";
    case Mistake::unreadable: return "unreadable";
    case Mistake::counted_all_patterns: return "counted_all_patterns";
    case Mistake::forgot_one: return "forgot_one";
    case Mistake::counted_network_bits: return "counted_network_bits";
    case Mistake::wrong_mask: return "wrong_mask";
    case Mistake::off_by_one_block: return "off_by_one_block";
    case Mistake::kept_host_bits: return "kept_host_bits";
    case Mistake::is_network: return "is_network";
    case Mistake::is_first_host: return "is_first_host";
    case Mistake::is_last_host: return "is_last_host";
    case Mistake::is_broadcast: return "is_broadcast";
    case Mistake::outside: return "outside";
    case Mistake::inside: return "inside";
    case Mistake::other_number: return "other_number";
  }
  return "";
}

Verdict check_answer(const Ipv4Prefix& question, DrillField field, std::string_view answer) {
  const std::string_view said = trimmed(answer);
  if (said.empty()) return {Mistake::nothing_there};
  if (field == DrillField::hosts) return check_hosts(question, said);
  const auto read = parse_ipv4(said);
  if (std::holds_alternative<Fault>(read)) return {Mistake::unreadable};
  return check_address(question, field, std::get<Ipv4>(read));
}

}  // namespace wirelab::address
