#include "capture/bytes/file_source.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace wirelab {

namespace {

Error cannot(const char* what, const std::string& name) {
  return Error{ErrorKind::input, fmt::format("cannot {} {}: {}", what, name, strerror(errno))};
}

}  // namespace

FileSource::FileSource(FileDescriptor descriptor, std::string name) noexcept
    : descriptor_(std::move(descriptor)), name_(std::move(name)) {}

Result<FileSource> FileSource::open(const std::string& path) {
  if (path == "-") {
    // Closing ours must not close the program's standard input.
    FileDescriptor copy(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3));
    if (!copy) return cannot("read", "standard input");
    return from(std::move(copy), "standard input");
  }
  FileDescriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!descriptor) return cannot("open", path);
  return from(std::move(descriptor), path);
}

Result<FileSource> FileSource::from(FileDescriptor descriptor, std::string name) {
  struct stat status {};
  if (::fstat(descriptor.get(), &status) != 0) return cannot("read", name);
  if (S_ISDIR(status.st_mode)) {
    return Error{ErrorKind::input, fmt::format("{} is a directory, not a recording", name)};
  }
  FileSource source(std::move(descriptor), std::move(name));
  if (!S_ISREG(status.st_mode)) return source;
  const off_t position = ::lseek(source.descriptor_.get(), 0, SEEK_CUR);
  if (position < 0) return cannot("read", source.name_);
  source.start_ = static_cast<std::uint64_t>(position);
  // The files of /proc and /sys have no size.
  if (status.st_size > 0) {
    source.left_ = static_cast<std::uint64_t>(std::max<off_t>(status.st_size - position, 0));
  }
  return source;
}

Result<std::size_t> FileSource::read(std::span<std::uint8_t> room) {
  if (left_) room = room.first(std::min<std::uint64_t>(room.size(), *left_));
  for (;;) {
    const ssize_t count = ::read(descriptor_.get(), room.data(), room.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot("read", name_);
    if (left_) *left_ -= static_cast<std::uint64_t>(count);
    return static_cast<std::size_t>(count);
  }
}

Result<FileDescriptor> FileSource::duplicate() const {
  FileDescriptor copy(::fcntl(descriptor_.get(), F_DUPFD_CLOEXEC, 3));
  if (!copy) return cannot("read", name_);
  return copy;
}

}  // namespace wirelab
