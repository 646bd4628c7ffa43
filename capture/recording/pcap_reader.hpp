#pragma once

#include "capture/bytes/read_ahead.hpp"
#include "capture/recording/format_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wirelab {

// Reads pcap: both byte orders, microseconds and nanoseconds, and the "modified" format with its
// longer record heads. One interface, no notes; frames are numbered from 1.
class PcapReader final : public FormatReader {
 public:
  // True for the first four bytes of a pcap file.
  static bool knows(Bytes magic);

  explicit PcapReader(ReadAhead bytes) : bytes_(std::move(bytes)) {}
  Item next() override;
  std::size_t frames(std::span<Frame> room) override;

 private:
  std::optional<Item> read_header();
  std::optional<Item> read_frame();
  struct Record;
  Record record(Bytes here) const;
  // The frame at `offset` in the file; its record and bytes are here.
  void fill(Frame& frame, const Record& record, Bytes here, std::uint64_t offset);

  ReadAhead bytes_;
  ByteOrder order_ = ByteOrder::little;
  std::int64_t unit_ = 1000;      // nanoseconds
  std::size_t record_head_ = 16;  // bytes
  std::uint16_t minor_version_ = 4;
  std::uint64_t frames_ = 0;
  bool header_read_ = false;
  bool ended_ = false;
  std::string fault_;
};

}  // namespace wirelab
