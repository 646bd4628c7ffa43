#include "capture/address/classes.hpp"

#include <array>

namespace wirelab::address {
namespace {

constexpr Ipv4Prefix block(Ipv4 a, Ipv4 b, Ipv4 c, Ipv4 d, int length) {
  return {a << 24 | b << 16 | c << 8 | d, length};
}

// The narrower before the wider.
constexpr std::array ranges{
    Ipv4Range{block(255, 255, 255, 255, 32), Purpose::limited_broadcast, 919},
    Ipv4Range{block(192, 0, 0, 0, 24), Purpose::protocol, 6890},
    Ipv4Range{block(192, 0, 2, 0, 24), Purpose::documentation, 5737},
    Ipv4Range{block(198, 51, 100, 0, 24), Purpose::documentation, 5737},
    Ipv4Range{block(203, 0, 113, 0, 24), Purpose::documentation, 5737},
    Ipv4Range{block(169, 254, 0, 0, 16), Purpose::link_local, 3927},
    Ipv4Range{block(192, 168, 0, 0, 16), Purpose::private_use, 1918},
    Ipv4Range{block(198, 18, 0, 0, 15), Purpose::benchmarking, 2544},
    Ipv4Range{block(172, 16, 0, 0, 12), Purpose::private_use, 1918},
    Ipv4Range{block(100, 64, 0, 0, 10), Purpose::shared, 6598},
    Ipv4Range{block(0, 0, 0, 0, 8), Purpose::this_network, 791},
    Ipv4Range{block(10, 0, 0, 0, 8), Purpose::private_use, 1918},
    Ipv4Range{block(127, 0, 0, 0, 8), Purpose::loopback, 1122},
    Ipv4Range{block(224, 0, 0, 0, 4), Purpose::multicast, 1112},
    Ipv4Range{block(240, 0, 0, 0, 4), Purpose::reserved, 1112},
    Ipv4Range{block(0, 0, 0, 0, 0), Purpose::global, 0},
};

constexpr Ipv6Prefix wide(std::initializer_list<std::uint8_t> bytes, int length) {
  Ipv6Prefix prefix{{}, length};
  std::size_t i = 0;
  for (const auto byte : bytes) prefix.address[i++] = byte;
  return prefix;
}

constexpr std::array wide_ranges{
    Ipv6Range{wide({}, 128), Purpose::unspecified, 4291},
    Ipv6Range{wide({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128), Purpose::loopback, 4291},
    Ipv6Range{wide({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96), Purpose::mapped, 4291},
    Ipv6Range{wide({0, 0x64, 0xFF, 0x9B}, 96), Purpose::translated, 6052},
    Ipv6Range{wide({0x20, 0x01, 0x0D, 0xB8}, 32), Purpose::documentation, 3849},
    Ipv6Range{wide({0x3F, 0xFF}, 20), Purpose::documentation, 9637},
    Ipv6Range{wide({0xFE, 0x80}, 10), Purpose::link_local, 4291},
    Ipv6Range{wide({0xFC}, 7), Purpose::unique_local, 4193},
    Ipv6Range{wide({0xFF}, 8), Purpose::multicast, 4291},
    Ipv6Range{wide({0x20}, 3), Purpose::global, 4291},
    Ipv6Range{wide({}, 0), Purpose::unassigned, 4291},
};

}  // namespace

AddressClass class_of(Ipv4 address) {
  for (const auto one : {AddressClass::A, AddressClass::B, AddressClass::C, AddressClass::D}) {
    if (contains(class_block(one), address)) return one;
  }
  return AddressClass::E;
}

char letter(AddressClass of) { return static_cast<char>('A' + static_cast<int>(of)); }

Ipv4Prefix class_block(AddressClass of) {
  switch (of) {
    case AddressClass::A: return block(0, 0, 0, 0, 1);
    case AddressClass::B: return block(128, 0, 0, 0, 2);
    case AddressClass::C: return block(192, 0, 0, 0, 3);
    case AddressClass::D: return block(224, 0, 0, 0, 4);
    case AddressClass::E: break;
  }
  return block(240, 0, 0, 0, 4);
}

std::optional<int> classful_length(AddressClass of) {
  switch (of) {
    case AddressClass::A: return 8;
    case AddressClass::B: return 16;
    case AddressClass::C: return 24;
    case AddressClass::D:
    case AddressClass::E: break;
  }
  return std::nullopt;
}

std::string_view id(Purpose purpose) {
  switch (purpose) {
    case Purpose::global: return "global";
    case Purpose::this_network: return "this_network";
    case Purpose::private_use: return "private_use";
    case Purpose::shared: return "shared";
    case Purpose::loopback: return "loopback";
    case Purpose::link_local: return "link_local";
    case Purpose::protocol: return "protocol";
    case Purpose::documentation: return "documentation";
    case Purpose::benchmarking: return "benchmarking";
    case Purpose::multicast: return "multicast";
    case Purpose::reserved: return "reserved";
    case Purpose::limited_broadcast: return "limited_broadcast";
    case Purpose::unspecified: return "unspecified";
    case Purpose::mapped: return "mapped";
    case Purpose::translated: return "translated";
    case Purpose::unique_local: return "unique_local";
    case Purpose::unassigned: return "unassigned";
  }
  return "";
}

Ipv4Range range_of(Ipv4 address) {
  for (const auto& range : ranges) {
    if (contains(range.prefix, address)) return range;
  }
  return ranges.back();
}

Ipv6Range range_of(const Ipv6& address) {
  for (const auto& range : wide_ranges) {
    if (contains(range.prefix, address)) return range;
  }
  return wide_ranges.back();
}

std::span<const Ipv4Range> ipv4_ranges() { return ranges; }

}  // namespace wirelab::address
