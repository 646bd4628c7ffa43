#include "capture/bytes/spool.hpp"

#include "capture/bytes/growing_file.hpp"
#include "capture/bytes/unpack.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace wirelab {

namespace {

constexpr std::size_t largest_read = 16u << 20;

FileDescriptor unlinked_file() {
  const char* chosen = std::getenv("TMPDIR");
  for (const char* folder : {chosen, "/var/tmp", "/tmp"}) {
    if (folder == nullptr || *folder == '\0') continue;
    FileDescriptor file(::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file) return file;
  }
  return FileDescriptor(::memfd_create("wirelab-spool", MFD_CLOEXEC));
}

Result<std::unique_ptr<ByteSource>> file_source(FileSource file, Until until,
                                                GrowingFile::Unwanted unwanted) {
  if (until == Until::it_grows_no_more) return followed(std::move(file), std::move(unwanted));
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(std::move(file)));
}

}  // namespace

Spool::Spool(FileDescriptor descriptor, std::uint64_t start)
    : descriptor_(std::move(descriptor)), start_(start) {}

Result<std::shared_ptr<Spool>> Spool::over(const FileSource& source) {
  auto copy = source.duplicate();
  if (!copy) return copy.error();
  return std::make_shared<Spool>(*std::move(copy), source.seekable_start().value_or(0));
}

Result<std::shared_ptr<Spool>> Spool::temporary() {
  FileDescriptor file = unlinked_file();
  if (!file) {
    return Error{ErrorKind::machine,
                 fmt::format("cannot make a temporary file for the frames: {}", strerror(errno))};
  }
  return std::make_shared<Spool>(std::move(file), 0);
}

Outcome Spool::append(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return Error{ErrorKind::machine,
                   fmt::format("cannot keep the frames in a temporary file: {}", strerror(errno))};
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return Done{};
}

std::vector<std::uint8_t> Spool::read_at(std::uint64_t offset, std::size_t length) const {
  std::vector<std::uint8_t> bytes(std::min(length, largest_read));
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t count = ::pread(descriptor_.get(), bytes.data() + got, bytes.size() - got,
                                  static_cast<off_t>(start_ + offset + got));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    got += static_cast<std::size_t>(count);
  }
  bytes.resize(got);
  return bytes;
}

SpoolingSource::SpoolingSource(std::unique_ptr<ByteSource> source, std::shared_ptr<Spool> spool)
    : source_(std::move(source)), spool_(std::move(spool)) {}

Result<std::size_t> SpoolingSource::read(std::span<std::uint8_t> room) {
  auto count = source_->read(room);
  if (!count) return count;
  auto kept = spool_->append(room.first(*count));
  if (!kept) return kept.error();
  return count;
}

Result<OpenSource> open_source(const std::string& path, Until until, UnpackLimit limit) {
  auto opened = FileSource::open(path);
  if (!opened) return opened.error();
  OpenSource open;
  bool packed = false;
  if (opened->seekable_start()) {
    auto behind = Spool::over(*opened);
    if (!behind) return behind.error();
    open.spool = *std::move(behind);
    // A file that has not even a beginning yet may turn out to be packed.
    const auto start = open.spool->read_at(0, packing_start);
    packed = start.size() < packing_start || packing_of(start) != Packing::none;
  }
  auto file = file_source(*std::move(opened), until, open.unwanted);
  if (!file) return file.error();
  open.source = *std::move(file);
  if (open.spool && !packed) return open;
  auto spool = Spool::temporary();
  if (!spool) return spool.error();
  open.spool = *spool;
  open.source = std::make_unique<SpoolingSource>(unpacking(std::move(open.source), limit), *spool);
  return open;
}

}  // namespace wirelab
