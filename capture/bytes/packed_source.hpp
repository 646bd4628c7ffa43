#pragma once

#include "capture/bytes/byte_source.hpp"
#include "capture/bytes/cursor.hpp"
#include "capture/bytes/unpack_limit.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace wirelab {

// What gzip and zstd have in common: packed bytes come in by chunks, as they are there, and
// unpacked ones go out as soon as there is one, so that a live pipe can be followed. Nothing is
// held but a chunk of packed bytes and the unpacker's window. Where the packed bytes are cut or
// damaged, or unpack to more than the limit, all that could be unpacked is handed out first, then
// comes the Error.
class PackedSource : public ByteSource {
 public:
  Result<std::size_t> read(std::span<std::uint8_t> room) final;
  const std::string& name() const final { return packed_->name(); }
  std::string_view offset_unit() const final { return "unpacked byte"; }

 protected:
  PackedSource(std::unique_ptr<ByteSource> packed, const char* format, UnpackLimit limit);

  // One turn of the unpacker over what is here.
  struct Turn {
    std::size_t taken = 0;  // packed bytes
    std::size_t made = 0;   // unpacked bytes
    bool at_end = false;    // nothing is begun that more packed bytes would have to finish
    std::string damage;     // what is wrong with the packed bytes; empty when nothing is
  };
  virtual Turn unpack(Bytes packed, std::span<std::uint8_t> room) = 0;

 private:
  bool fetch();
  Error broken(const std::string& how) const;
  Error too_much() const;

  std::unique_ptr<ByteSource> packed_;
  const char* format_;
  std::vector<std::uint8_t> chunk_;
  std::size_t begin_ = 0, end_ = 0;  // of what is left in the chunk
  std::uint64_t taken_ = 0;          // packed bytes so far
  std::uint64_t made_ = 0;           // unpacked ones
  UnpackLimit limit_;
  bool at_end_ = false;
  bool idle_ = false;  // the unpacker can do nothing without more packed bytes
  std::string failure_;
};

}  // namespace wirelab
