#pragma once

#include "capture/bytes/byte_source.hpp"
#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/file_source.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace wirelab {

// A regular file that someone may still be writing to: at its end it waits for more, as long as a
// program has it open for writing. Where the kernel does not tell us (another user's file, some
// network file systems), as long as it was changed within the last ten seconds.
class GrowingFile final : public ByteSource {
 public:
  // Setting `unwanted` from any thread ends the waiting within a tenth of a second.
  using Unwanted = std::shared_ptr<const std::atomic<bool>>;

  GrowingFile(FileDescriptor descriptor, std::string name, Unwanted unwanted);
  Result<std::size_t> read(std::span<std::uint8_t> room) override;
  const std::string& name() const override { return name_; }

 private:
  bool may_grow() const;

  FileDescriptor descriptor_;
  std::string name_;
  Unwanted unwanted_;
};

// A source that is followed: a regular file as it grows, pipes and devices as they are.
Result<std::unique_ptr<ByteSource>> followed(FileSource source, GrowingFile::Unwanted unwanted);

}  // namespace wirelab
