#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace wirelab {

// In which frames one direction of a connection sent each of its bytes. What lies further back than
// most_runs segments, in the order of the bytes, is forgotten: so a look back costs the same
// however long the connection is.
class SentBytes {
 public:
  static constexpr std::size_t most_runs = 8192;

  // Frame indexes: the first that carried a byte, and the last that carried it by now.
  struct Carriers {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool operator==(const Carriers&) const = default;
  };

  // A segment that takes the sequence numbers [begin, end).
  void add(std::uint32_t begin, std::uint32_t end, std::uint32_t frame);
  // Nothing: it was not sent, or that is forgotten.
  std::optional<Carriers> of(std::uint32_t sequence) const;

  // Segments that are remembered.
  std::size_t size() const { return runs_.size(); }

 private:
  struct Run {
    std::uint32_t begin = 0, end = 0;
    Carriers frames;
  };
  using Runs = std::vector<Run>;
  std::size_t first_ending_after(std::uint32_t sequence) const;
  bool is_elsewhere(std::uint32_t begin, std::uint32_t end) const;
  void forget_oldest();

  Runs runs_;  // in the order of their bytes, none overlapping another
};

}  // namespace wirelab
