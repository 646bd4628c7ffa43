#pragma once

#include "capture/address/prefix.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::address {

// What is asked about an address and its prefix.
enum class DrillField { network, first_host, broadcast, hosts };
constexpr int drill_fields = 4;
inline constexpr std::array<DrillField, drill_fields> all_drill_fields{
    DrillField::network, DrillField::first_host, DrillField::broadcast, DrillField::hosts};
std::string_view id(DrillField field);

// The question of that number. The same seed asks the same questions on every machine. Only private
// addresses, and prefixes that end within an octet more often than between two.
Ipv4Prefix drill_question(std::uint64_t seed, std::uint32_t number);

// As it would be typed: "10.4.64.0", "4094".
std::string right_answer(const Ipv4Prefix& question, DrillField field);

// How an answer is wrong. The typical mistakes are known by what they come to.
enum class Mistake {
  none,
  nothing_there,
  unreadable,            // no address, no number
  counted_all_patterns,  // hosts: 2^n
  forgot_one,            // hosts: 2^n - 1
  counted_network_bits,  // of another part: the prefix's own bits taken for the host's
  wrong_mask,            // right for a prefix of `number`
  off_by_one_block,      // the same place in the block before or after
  kept_host_bits,        // the address itself
  is_network,            // the network's own address, where a host or the broadcast is asked for
  is_first_host,
  is_last_host,
  is_broadcast,
  outside,  // in another network altogether
  inside,   // in the right network, and still not this one
  other_number,
};
std::string_view id(Mistake mistake);

struct Verdict {
  Mistake mistake = Mistake::none;
  std::uint64_t number = 0;  // wrong_mask: the prefix that it fits

  bool right() const { return mistake == Mistake::none; }
  bool operator==(const Verdict&) const = default;
};
// Blanks around an answer do not count.
Verdict check_answer(const Ipv4Prefix& question, DrillField field, std::string_view answer);

}  // namespace wirelab::address
