#include "capture/bytes/growing_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/stat.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <utility>

namespace wirelab {

namespace {

constexpr int look_again_ms = 100;
constexpr std::time_t still_fresh = 10;  // seconds

enum class Writers { none, some, untold };

// The kernel grants a read lease only on a file that nobody has open for writing. It is given back
// at once; should a writer come just then, the signal it causes is one that is ignored by default.
Writers writers(int descriptor) {
  // One that is open for writing here has a writer in any case: <> of a shell.
  if ((::fcntl(descriptor, F_GETFL) & O_ACCMODE) != O_RDONLY) return Writers::untold;
  ::fcntl(descriptor, F_SETSIG, SIGURG);
  if (::fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
    ::fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return Writers::none;
  }
  return errno == EAGAIN ? Writers::some : Writers::untold;
}

}  // namespace

GrowingFile::GrowingFile(FileDescriptor descriptor, std::string name, Unwanted unwanted)
    : descriptor_(std::move(descriptor)), name_(std::move(name)), unwanted_(std::move(unwanted)) {}

bool GrowingFile::may_grow() const {
  if (*unwanted_) return false;
  struct stat status {};
  if (::fstat(descriptor_.get(), &status) != 0) return false;
  switch (writers(descriptor_.get())) {
    case Writers::none: return false;
    case Writers::some: return true;
    case Writers::untold: break;
  }
  return std::time(nullptr) - status.st_mtim.tv_sec < still_fresh;
}

Result<std::size_t> GrowingFile::read(std::span<std::uint8_t> room) {
  // At the end nobody may be asked whether there will be more but before the last read: what a
  // writer wrote before it closed is not missed.
  bool last = false;
  for (;;) {
    const ssize_t count = ::read(descriptor_.get(), room.data(), room.size());
    if (count > 0 || (count == 0 && last)) return static_cast<std::size_t>(count);
    if (count < 0 && errno != EINTR) {
      return Error{ErrorKind::input, fmt::format("cannot read {}: {}", name_, strerror(errno))};
    }
    last = !may_grow();
    if (!last) ::poll(nullptr, 0, look_again_ms);
  }
}

Result<std::unique_ptr<ByteSource>> followed(FileSource source, GrowingFile::Unwanted unwanted) {
  if (!source.seekable_start())
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(std::move(source)));
  auto descriptor = source.duplicate();
  if (!descriptor) return descriptor.error();
  return std::unique_ptr<ByteSource>(
      std::make_unique<GrowingFile>(*std::move(descriptor), source.name(), std::move(unwanted)));
}

}  // namespace wirelab
