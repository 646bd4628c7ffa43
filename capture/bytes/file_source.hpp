#pragma once

#include "capture/bytes/byte_source.hpp"
#include "capture/bytes/file_descriptor.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wirelab {

// A file, a pipe or a character device, read as the kernel hands it out.
class FileSource final : public ByteSource {
 public:
  // "-" is standard input. Errors name the file and the cause; a directory is refused.
  static Result<FileSource> open(const std::string& path);
  // Reads from an already open descriptor; `name` is used in errors. A regular file is read to the
  // end that it has now, so that one that grows as fast as it is read has an end.
  static Result<FileSource> from(FileDescriptor descriptor, std::string name);

  Result<std::size_t> read(std::span<std::uint8_t> room) override;
  const std::string& name() const override { return name_; }

  // Where the first byte that read() hands out stands in the file: 0 unless standard input was
  // handed over half read. Nothing for a pipe or a device, which can only be read once.
  std::optional<std::uint64_t> seekable_start() const { return start_; }
  // A second descriptor of the same open file, for reads at an offset.
  Result<FileDescriptor> duplicate() const;

 private:
  FileSource(FileDescriptor descriptor, std::string name) noexcept;

  FileDescriptor descriptor_;
  std::string name_;
  std::optional<std::uint64_t> start_;
  std::optional<std::uint64_t> left_;  // bytes to the end that is read to
};

}  // namespace wirelab
