#pragma once

#include "capture/bytes/byte_source.hpp"
#include "capture/bytes/unpack_limit.hpp"
#include "capture/recording/format_reader.hpp"
#include "capture/recording/item.hpp"

#include <memory>
#include <string>
#include <utility>

namespace wirelab {

// Reads a recording, pcapng or pcap by its first bytes, from anything that yields bytes:
//
//   auto reader = Reader::open(std::move(source));
//   for (Item item = reader->next(); !std::holds_alternative<End>(item); item = reader->next()) ...
//
// Each item is handed out as soon as its bytes are there, so a live pipe can be followed. Memory
// stays bounded whatever the file says: no block over 16 MiB, no packet over 256 KiB is read.
class Reader {
 public:
  // Waits for the first four bytes. An Error says why this is no recording that we read.
  static Result<Reader> open(std::unique_ptr<ByteSource> source);
  // The same for a file, read to its present end, or "-", followed while it grows; unpacked where
  // it is packed with gzip or zstd.
  static Result<Reader> open(const std::string& path, UnpackLimit limit = {});

  // The next item; its Frame::bytes are borrowed until the next call. From the end on: End.
  Item next() { return format_->next(); }
  // See FormatReader.
  std::size_t frames(std::span<Frame> room) { return format_->frames(room); }

  // For who copies the recording: see FormatReader.
  Bytes raw() const { return format_->raw(); }
  void pass_others_to(const FormatReader::Other& other) { format_->pass_others_to(other); }

 private:
  explicit Reader(std::unique_ptr<FormatReader> format) : format_(std::move(format)) {}

  std::unique_ptr<FormatReader> format_;
};

}  // namespace wirelab
