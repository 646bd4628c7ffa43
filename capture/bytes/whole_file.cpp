#include "capture/bytes/whole_file.hpp"

#include "capture/bytes/byte_sink.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

namespace wirelab {

namespace {

using Bytes = std::span<const std::uint8_t>;

Error cannot_write(const std::string& path, int cause) {
  return {ErrorKind::machine, fmt::format("cannot write {}: {}", path, std::strerror(cause))};
}

Outcome write_through(const std::string& path, Bytes bytes) {
  auto sink = file_sink(path);
  if (!sink) return sink.error();
  return (*sink)(bytes);
}

// Where the new file goes, and with which mode.
struct Place {
  std::string path;  // behind all symbolic links
  std::optional<mode_t> mode;
};

// Nothing: what stands at the path is not to be replaced.
std::optional<Place> replaceable(const std::string& path) {
  struct stat there {};
  if (::stat(path.c_str(), &there) != 0) {
    const bool absent = errno == ENOENT && ::lstat(path.c_str(), &there) != 0;
    return absent ? std::optional(Place{path, {}}) : std::nullopt;  // else a link into nothing
  }
  if (!S_ISREG(there.st_mode) || there.st_uid != ::geteuid() || there.st_nlink != 1)
    return std::nullopt;
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  if (!real) return std::nullopt;
  return Place{real.get(), there.st_mode & 07777};
}

// Until it is renamed the file beside is only a trial.
class Trial {
 public:
  explicit Trial(const std::string& beside)
      : path_(fmt::format("{}.{}.part", beside, ::getpid())),
        file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {}
  ~Trial() {
    if (file_) ::unlink(path_.c_str());
  }
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  explicit operator bool() const { return static_cast<bool>(file_); }
  Outcome write(Bytes bytes, const Place& place) {
    const int copy = ::fcntl(file_.get(), F_DUPFD_CLOEXEC, 3);
    if (copy < 0) return cannot_write(place.path, errno);
    if (Outcome written = descriptor_sink(FileDescriptor(copy), place.path)(bytes); !written)
      return written;
    const bool kept = !place.mode || ::fchmod(file_.get(), *place.mode) == 0;
    if (!kept || ::rename(path_.c_str(), place.path.c_str()) != 0)
      return cannot_write(place.path, errno);
    file_.reset();
    return Done{};
  }

 private:
  std::string path_;
  FileDescriptor file_;
};

}  // namespace

Outcome write_whole_file(const std::string& path, Bytes bytes) {
  const auto place = replaceable(path);
  if (!place) return write_through(path, bytes);
  Trial trial(place->path);
  // A folder that nothing can be added to may hold a file that can be written.
  return trial ? trial.write(bytes, *place) : write_through(path, bytes);
}

Outcome write_whole_file(const std::string& path, std::string_view text) {
  return write_whole_file(path,
                          Bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace wirelab
