#pragma once

#include "capture/decode/layers.hpp"
#include "capture/recording/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

namespace wirelab::decode {

// A datagram put together: an IP packet without link header, fragment fields or extension headers,
// to be decoded as link_ipv4 or link_ipv6.
struct Datagram {
  std::uint32_t link_type = 0;
  std::vector<std::uint8_t> bytes;
};

// Puts IP fragments together (RFC 791, RFC 8200 section 4.5), in whatever order they come. Of
// overlapping ones the bytes of the lower offset count, of the same offset those that came first.
// What is not whole within a minute of packet time is forgotten, and the oldest before it when too
// many wait: lengths and numbers of a file do not decide how much is kept.
class Fragments {
 public:
  static constexpr Time patience = 60'000'000'000;
  static constexpr std::size_t most_datagrams = 4096;
  static constexpr std::size_t most_bytes = 16u << 20;  // of all that wait

  // Takes up a frame that is_fragment(). The whole datagram when this one completes it. `segment`
  // sets apart what must not be mixed: the segments of a bench.
  std::optional<Datagram> add(const Layers& layers, Bytes frame, std::uint32_t segment, Time time);
  void clear();

  std::size_t waiting() const { return order_.size(); }
  std::size_t bytes_held() const { return held_; }

 private:
  struct Key {
    IpAddress source, destination;
    std::uint32_t identification = 0;
    std::uint32_t segment = 0;
    std::uint8_t protocol = 0;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  struct Piece {
    std::uint32_t offset = 0;
    std::vector<std::uint8_t> bytes;
  };
  struct Pending {
    Key key;
    Time begun = 0;
    std::vector<Piece> pieces;           // by offset
    std::size_t bytes = 0;               // in the pieces
    std::optional<std::uint32_t> total;  // known from the last one
  };
  using Order = std::list<Pending>;  // oldest first

  // What a frame brings; its bytes are the frame's.
  struct Part {
    std::uint32_t offset = 0, identification = 0;
    std::uint8_t protocol = 0;
    bool more = false;
    Bytes bytes;
  };

  static std::optional<Part> part_of(const Layers& layers, Bytes frame);
  static void take(Pending& pending, const Part& part);
  static bool whole(const Pending& pending);
  static Datagram join(const Pending& pending);
  void make_room(Time now);
  void forget(Order::iterator pending);

  Order order_;
  std::unordered_map<Key, Order::iterator, Hash> pending_;
  std::size_t held_ = 0;
};

}  // namespace wirelab::decode
