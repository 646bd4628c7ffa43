#include "capture/trace/flow_table.hpp"

#include <cstring>
#include <tuple>

namespace wirelab {

namespace {

void mix(std::uint64_t& hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  hash ^= hash >> 29;
}

void mix(std::uint64_t& hash, const Party& party) {
  std::uint64_t halves[2];
  std::memcpy(halves, party.address.bytes.data(), sizeof halves);
  mix(hash, halves[0]);
  mix(hash, halves[1]);
  mix(hash, party.port * 8u + party.address.version);
}

}  // namespace

bool Party::operator<(const Party& other) const {
  return std::tie(address.version, address.bytes, port) <
         std::tie(other.address.version, other.address.bytes, other.port);
}

FlowTable::Key FlowTable::key(const Party& one, const Party& two, std::uint32_t segment) {
  return one < two ? Key{one, two, segment} : Key{two, one, segment};
}

std::size_t FlowTable::Hash::operator()(const Key& key) const {
  std::uint64_t hash = key.segment;
  mix(hash, key.low);
  mix(hash, key.high);
  return hash;
}

std::optional<std::uint32_t> FlowTable::find(const Party& one, const Party& two,
                                             std::uint32_t segment) const {
  const auto found = streams_.find(key(one, two, segment));
  if (found == streams_.end()) return std::nullopt;
  return found->second;
}

void FlowTable::put(const Party& one, const Party& two, std::uint32_t segment,
                    std::uint32_t stream) {
  streams_[key(one, two, segment)] = stream;
}

}  // namespace wirelab
