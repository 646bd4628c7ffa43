#include "capture/bytes/file_source.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace wirelab {

namespace {

Error cannot(const char* what, const std::string& name) {
  return Error{ErrorKind::input, fmt::format("cannot {} {}: {}", what, name, strerror(errno))};
}

}  // namespace

FileSource::FileSource(FileDescriptor descriptor, std::string name,
                       std::optional<std::uint64_t> start)
    : descriptor_(std::move(descriptor)), name_(std::move(name)), start_(start) {}

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
  std::optional<std::uint64_t> start;
  if (S_ISREG(status.st_mode)) {
    const off_t position = ::lseek(descriptor.get(), 0, SEEK_CUR);
    if (position < 0) return cannot("read", name);
    start = static_cast<std::uint64_t>(position);
  }
  return FileSource(std::move(descriptor), std::move(name), start);
}

Result<std::size_t> FileSource::read(std::span<std::uint8_t> room) {
  for (;;) {
    const ssize_t count = ::read(descriptor_.get(), room.data(), room.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return cannot("read", name_);
  }
}

Result<FileDescriptor> FileSource::duplicate() const {
  FileDescriptor copy(::fcntl(descriptor_.get(), F_DUPFD_CLOEXEC, 3));
  if (!copy) return cannot("read", name_);
  return copy;
}

}  // namespace wirelab
