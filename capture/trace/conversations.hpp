#pragma once

#include "capture/trace/column.hpp"
#include "capture/trace/flow.hpp"
#include "capture/trace/flow_table.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace wirelab {

// All connections of a recording, by stream number.
class Conversations {
 public:
  // Where a segment belongs.
  struct Place {
    std::uint32_t stream = 0;
    Side sender = Side::opener;
    bool opened = false;      // the connection is new with this segment
    bool reopens = false;     // and takes the place of an older one of the same ports
    std::uint32_t older = 0;  // that one's stream, if `reopens`
  };
  // Finds the connection, or opens it. `hash`: FlowTable::hash(ends); `guess`: prefetch_flow(hash).
  Place place(const Ends& ends, std::uint32_t hash, std::uint32_t guess, const tcp::Segment& tcp);

  // Who has many segments asks for their memory before it is needed: first the one, then the other,
  // which gives the stream whose memory it is. begin_batch(): before the guesses.
  void begin_batch() { reopened_since_ = false; }
  void prefetch_slot(std::uint32_t hash) const { table_.prefetch(hash); }
  // Whether it is really this one is asked when its memory is there.
  std::uint32_t prefetch_flow(std::uint32_t hash) const {
    const std::uint32_t stream = table_.guess(hash, none);
    if (stream == none) return none;
    const auto* bytes = reinterpret_cast<const char*>(&flows_[stream]);
    for (std::size_t i = 0; i < sizeof(Flow); i += 64) __builtin_prefetch(bytes + i, 1);
    return stream;
  }

  // Who sends what goes between these ends, if the guess of this batch is their stream and none
  // took the place of another since; nothing: it may be another stream.
  std::optional<Side> sender(std::uint32_t guess, const Ends& ends) const {
    if (reopened_since_ || guess == none) return std::nullopt;
    return flows_[guess].sender(ends);
  }

  std::size_t size() const { return flows_.size(); }
  Flow& flow(std::uint32_t stream) { return flows_[stream]; }
  const Flow& flow(std::uint32_t stream) const { return flows_[stream]; }
  AddressBook& addresses() { return addresses_; }
  const AddressBook& addresses() const { return addresses_; }

  // A SYN opens another connection, but its receiver may not have given up the one before
  // (half-open connections, RFC 9293 section 3.5.1): its endpoint goes on as it is.
  void carry_over(const Place& place);
  // How such an endpoint stood when its connection began; nullptr: it did not stand anywhere.
  const tcp::Endpoint* carried_over(std::uint32_t stream) const;

  // A new scene: old connections stay as they are and are not continued.
  void separate() { table_.clear(); }

 private:
  std::optional<std::uint32_t> find(const Ends& ends, std::uint32_t hash) const;
  std::uint32_t open(const Ends& ends, Side sender);

  static constexpr std::uint32_t none = ~std::uint32_t{0};

  FlowTable table_;
  bool reopened_since_ = false;  // so a guess may be outdated
  Column<Flow> flows_;
  AddressBook addresses_;
  std::unordered_map<std::uint32_t, tcp::Endpoint> carried_;
};

}  // namespace wirelab
