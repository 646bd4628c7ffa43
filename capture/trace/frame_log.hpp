#pragma once

#include "capture/trace/block_memory.hpp"
#include "capture/trace/frame_record.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wirelab {

// All frames, by index. They are kept in chunks: within one, times and offsets are small
// differences, and frames that are cut are cut at the same length. The few that differ are `wide`
// and stand beside.
class FrameLog {
 public:
  std::size_t size() const { return size_; }
  FrameRecord& operator[](std::size_t index) {
    return chunks_[index / chunk_size]->records[index % chunk_size];
  }
  const FrameRecord& operator[](std::size_t index) const {
    ++looks_;
    return chunks_[index / chunk_size]->records[index % chunk_size];
  }

  void push_tcp(const FramePlace& place, const tcp::Segment& segment, const TcpColumns& columns);
  void push_other(const FramePlace& place, const OtherColumns& columns);

  Time time(std::size_t index) const;
  FramePlace place(std::size_t index) const;
  // Of a frame with TCP; sequence numbers as on the wire.
  tcp::Segment segment(std::size_t index) const;

  // Frames are numbered from 1 in their order, except where a run's packet ids say otherwise.
  void give_number(std::size_t index, std::uint64_t number);
  std::uint64_t number(std::size_t index) const;
  // The latest frame of this number.
  std::optional<std::size_t> by_number(std::uint64_t number) const;

  // How often a frame was looked at: see Trace::work().
  std::uint64_t looks() const { return looks_; }

  std::uint16_t protocol_index(std::string_view name);
  const std::string& protocol(std::uint16_t index) const { return protocols_[index]; }

 private:
  static constexpr std::size_t chunk_size = 256;
  static constexpr std::uint32_t none_cut = ~std::uint32_t{0};
  struct Chunk {
    std::uint64_t time = 0;  // as unsigned: differences may be anything
    std::uint64_t offset = 0;
    std::uint32_t cut = none_cut;  // captured length of its cut frames, which may be 0
    std::array<FrameRecord, chunk_size> records;
  };
  struct Wide {
    FramePlace place;
    std::uint32_t length = 0;
  };
  // The chunk with room for one more.
  Chunk& open_chunk(const FramePlace& place);
  static std::optional<FrameRecord::Fit> fit(Chunk& chunk, const FramePlace& place,
                                             std::uint32_t around, std::uint32_t length);
  FrameRecord::Fit put_beside(const FramePlace& place, std::uint32_t length);

  std::vector<Chunk*> chunks_;
  BlockMemory memory_;
  std::size_t size_ = 0;
  mutable std::uint64_t looks_ = 0;
  std::unordered_map<std::size_t, Wide> wide_;
  std::unordered_map<std::size_t, std::uint64_t> numbers_;  // by index, where it is not index + 1
  std::unordered_map<std::uint64_t, std::size_t> indexes_;  // and back
  std::vector<std::string> protocols_{""};
};

}  // namespace wirelab
