#pragma once

#include "capture/decode/address.hpp"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace wirelab {

// An address and a port, small: one end of a connection. Whether the address is one of IPv4, in
// host order, or the number that AddressBook gave one of IPv6, the connection knows.
class Party {
 public:
  Party() = default;
  Party(std::uint32_t address, std::uint16_t port) : number_(std::uint64_t{address} << 16 | port) {}
  bool operator==(const Party&) const = default;

  std::uint32_t address() const { return static_cast<std::uint32_t>(number_ >> 16); }
  std::uint16_t port() const { return static_cast<std::uint16_t>(number_); }
  std::uint64_t number() const { return number_; }

 private:
  std::uint64_t number_ = 0;
};

// Where a segment goes from and to.
struct Ends {
  Party source, destination;
  bool version6 = false;
  std::uint32_t segment = 0;  // of the bench, interned; 0 in foreign captures

  std::uint32_t ground() const { return segment << 1 | (version6 ? 1u : 0u); }
};

// Gives every address of IPv6 a number.
class AddressBook {
 public:
  std::uint32_t number_of(const decode::IpAddress& address);
  decode::IpAddress address(std::uint32_t number, bool version6) const;

 private:
  struct Hash {
    std::size_t operator()(const std::array<std::uint8_t, 16>& bytes) const;
  };
  std::vector<std::array<std::uint8_t, 16>> all_;
  std::unordered_map<std::array<std::uint8_t, 16>, std::uint32_t, Hash> numbers_;
};

}  // namespace wirelab
