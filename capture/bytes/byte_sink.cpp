#include "capture/bytes/byte_sink.hpp"

#include "capture/bytes/write_text.hpp"

#include <fcntl.h>
#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace wirelab {

namespace {

Error unwritten(std::string_view name) {
  return {ErrorKind::machine, fmt::format("cannot write {}: {}", name, strerror(errno))};
}

Outcome write_all(int descriptor, const std::string& name, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return unwritten(name);
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return Done{};
}

}  // namespace

ByteSink descriptor_sink(FileDescriptor descriptor, std::string name) {
  // std::function wants to be copied.
  auto shared = std::make_shared<const FileDescriptor>(std::move(descriptor));
  return [shared, name = std::move(name)](std::span<const std::uint8_t> bytes) {
    return write_all(shared->get(), name, bytes);
  };
}

Result<ByteSink> file_sink(const std::string& path) {
  const bool standard = path == "-";
  const int number = standard
                         ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
                         : ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  const std::string name = standard ? "standard output" : path;
  if (number < 0) {
    return Error{ErrorKind::machine, fmt::format("cannot write {}: {}", name, strerror(errno))};
  }
  return descriptor_sink(FileDescriptor(number), name);
}

Outcome write_to_standard_output(std::string_view text) {
  if (write_text(STDOUT_FILENO, text)) return Done{};
  return unwritten("standard output");
}

ByteSink file_sink_on_demand(const std::string& path) {
  return [path, sink = ByteSink()](std::span<const std::uint8_t> bytes) mutable -> Outcome {
    if (!sink) {
      auto opened = file_sink(path);
      if (!opened) return opened.error();
      sink = *std::move(opened);
    }
    return sink(bytes);
  };
}

}  // namespace wirelab
