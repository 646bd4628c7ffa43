#pragma once

#include "capture/address/fault.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::address {

// An IPv4 address as a number: 10.0.0.1 is 0x0A000001.
using Ipv4 = std::uint32_t;

// An address and how many of its bits, from the left, name the network (RFC 4632). The bits of the
// host stay: 192.168.1.77/26 is a host in 192.168.1.64/26.
struct Ipv4Prefix {
  Ipv4 address = 0;
  int length = 0;  // 0 to 32

  bool operator==(const Ipv4Prefix&) const = default;
};

Read<Ipv4> parse_ipv4(std::string_view text);
// The length that a mask stands for: "255.255.255.192" is 26.
Read<int> parse_mask(std::string_view text);
// "192.168.1.77/26", or with a mask behind the stroke.
Read<Ipv4Prefix> parse_ipv4_prefix(std::string_view text);

std::string text(Ipv4 address);              // "192.168.1.77"
std::string text(const Ipv4Prefix& prefix);  // "192.168.1.77/26"

// How many leading ones `bits` has if zeros alone follow them, else -1.
int length_of_mask(Ipv4 bits);
Ipv4 mask(int length);
Ipv4 network(const Ipv4Prefix& prefix);
// The last address of the block. Of a /31 and a /32 it is a host and no broadcast (RFC 3021).
Ipv4 last(const Ipv4Prefix& prefix);
bool has_broadcast(const Ipv4Prefix& prefix);
// The first and last address that a host can have.
Ipv4 first_host(const Ipv4Prefix& prefix);
Ipv4 last_host(const Ipv4Prefix& prefix);
std::uint64_t address_count(const Ipv4Prefix& prefix);  // 2 to the power of the host bits
// The addresses that hosts can have: all but two; of a /31 both, of a /32 the one.
std::uint64_t host_count(const Ipv4Prefix& prefix);

bool contains(const Ipv4Prefix& prefix, Ipv4 address);
// The smallest block with both in it, as its first address.
Ipv4Prefix joining(Ipv4 one, Ipv4 other);
// The block that is `length` long around the address, as its first address.
Ipv4Prefix block_at(Ipv4 address, int length);

// A block cut into equal parts of `length`. `length` is at least the block's own.
std::uint64_t part_count(const Ipv4Prefix& block, int length);
Ipv4Prefix part(const Ipv4Prefix& block, int length, std::uint64_t index);
std::uint64_t part_index(const Ipv4Prefix& block, int length, Ipv4 address);

}  // namespace wirelab::address
