#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace wirelab::tcp {

// Sequence numbers [begin, end).
struct Range {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const Range&) const = default;
};

// What has arrived beyond a gap, as ranges in no order. Most endpoints never have any, so it is one
// pointer; a value all the same.
class Gaps {
 public:
  Gaps() = default;
  ~Gaps() = default;
  Gaps(const Gaps& other);
  Gaps& operator=(const Gaps& other);
  Gaps(Gaps&&) noexcept = default;
  Gaps& operator=(Gaps&&) noexcept = default;

  // More ranges than are kept are forgotten: RCV.NXT then lags until an ACK of the endpoint's own
  // proves it.
  void add(Range range);
  // How far the stream reaches without a gap when it reaches `next`; what it swallows is forgotten.
  std::uint32_t reach_from(std::uint32_t next) { return ranges_ ? swallow(next) : next; }
  void clear() { ranges_.reset(); }
  // Also in the order of their ranges: they were made in the same way.
  bool operator==(const Gaps& other) const;

 private:
  struct Ranges {
    std::array<Range, 4> all{};
    std::uint8_t count = 0;
    std::span<const Range> known() const { return std::span(all).first(count); }
  };
  std::uint32_t swallow(std::uint32_t next);
  std::unique_ptr<Ranges> ranges_;
};

}  // namespace wirelab::tcp
