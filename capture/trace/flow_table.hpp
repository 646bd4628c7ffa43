#pragma once

#include "capture/decode/address.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace wirelab {

// An address and a port: one end of a connection.
struct Party {
  decode::IpAddress address;
  std::uint16_t port = 0;
  bool operator==(const Party&) const = default;
  bool operator<(const Party& other) const;
};

// Which stream a segment belongs to: by both parties in any order, and in a run by the segment of
// the bench too (a routed frame is recorded on each). A newer stream of the same key takes the
// place of the older one.
class FlowTable {
 public:
  std::optional<std::uint32_t> find(const Party& one, const Party& two,
                                    std::uint32_t segment) const;
  void put(const Party& one, const Party& two, std::uint32_t segment, std::uint32_t stream);
  // A new scene: nothing before it is connected with what follows.
  void clear() { streams_.clear(); }

 private:
  struct Key {
    Party low, high;
    std::uint32_t segment = 0;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  static Key key(const Party& one, const Party& two, std::uint32_t segment);
  std::unordered_map<Key, std::uint32_t, Hash> streams_;
};

}  // namespace wirelab
