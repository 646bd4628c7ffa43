#pragma once

#include "capture/bytes/byte_source.hpp"
#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/file_source.hpp"
#include "capture/bytes/unpack_limit.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace wirelab {

// The bytes of a recording, to be read again at an offset when a frame is shown. For a regular file
// it is the file itself; for what can be read only once (a pipe, something unpacked) it is an
// unlinked temporary file that the bytes are appended to as they pass. One thread appends while
// others read what was appended before.
class Spool {
 public:
  // The file behind `source`, from its seekable_start() on.
  static Result<std::shared_ptr<Spool>> over(const FileSource& source);
  // An empty one: in $TMPDIR or /var/tmp, or in memory where neither can be written. It has no
  // name, so nothing is left behind however the program ends.
  static Result<std::shared_ptr<Spool>> temporary();

  Outcome append(std::span<const std::uint8_t> bytes);

  // `length` bytes from `offset` (counted as Frame::file_offset); fewer at the end. At most 16 MiB.
  std::vector<std::uint8_t> read_at(std::uint64_t offset, std::size_t length) const;

  Spool(FileDescriptor descriptor, std::uint64_t start);

 private:
  FileDescriptor descriptor_;
  std::uint64_t start_ = 0;  // where offset 0 stands in the file
};

// Passes the bytes of another source on and keeps a copy of each in the spool.
class SpoolingSource final : public ByteSource {
 public:
  SpoolingSource(std::unique_ptr<ByteSource> source, std::shared_ptr<Spool> spool);
  Result<std::size_t> read(std::span<std::uint8_t> room) override;
  const std::string& name() const override { return source_->name(); }
  std::string_view offset_unit() const override { return source_->offset_unit(); }

 private:
  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<Spool> spool_;
};

// A recording to be read from the front, and the same bytes at any offset.
struct OpenSource {
  std::unique_ptr<ByteSource> source;
  std::shared_ptr<Spool> spool;
  // Set by who needs no more of it: ends the waiting for a file that grows.
  std::shared_ptr<std::atomic<bool>> unwanted = std::make_shared<std::atomic<bool>>(false);
};

// How far a regular file is read: to the end it has when it is opened, or on while it grows.
enum class Until : std::uint8_t { present_end, it_grows_no_more };

// Opens a file, a pipe or "-", unpacked where it is packed with gzip or zstd. Pipes are always
// followed.
Result<OpenSource> open_source(const std::string& path, Until until = Until::present_end,
                               UnpackLimit limit = {});

}  // namespace wirelab
