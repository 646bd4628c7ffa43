#include "capture/trace/party.hpp"

#include <cstring>

namespace wirelab {

std::size_t AddressBook::Hash::operator()(const std::array<std::uint8_t, 16>& bytes) const {
  std::uint64_t halves[2];
  std::memcpy(halves, bytes.data(), sizeof halves);
  std::uint64_t hash = halves[0] * 0x9e3779b97f4a7c15u;
  hash = (hash ^ (hash >> 29) ^ halves[1]) * 0xbf58476d1ce4e5b9u;
  return hash ^ (hash >> 32);
}

std::uint32_t AddressBook::number_of(const decode::IpAddress& address) {
  if (address.version == 4) {
    const auto& b = address.bytes;
    return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
  }
  const auto next = static_cast<std::uint32_t>(all_.size());
  const auto [entry, is_new] = numbers_.try_emplace(address.bytes, next);
  if (is_new) all_.push_back(address.bytes);
  return entry->second;
}

decode::IpAddress AddressBook::address(std::uint32_t number, bool version6) const {
  if (version6) return {all_[number], 6};
  decode::IpAddress address;
  for (int i = 0; i < 4; ++i)
    address.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return address;
}

}  // namespace wirelab
