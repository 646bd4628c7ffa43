#include "lab/window/showing/subnets/ping.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "capture/bytes/file_descriptor.hpp"

namespace wirelab::window {
namespace {

Error not_written(const std::string& path) {
  return {ErrorKind::machine, fmt::format("The topology of the ping cannot be written to {}: {}.",
                                          path, std::strerror(errno))};
}

// A file of its own name with this text.
Result<std::string> temporary_file(const std::string& text) {
  std::error_code ignored;
  std::string path = std::filesystem::temp_directory_path(ignored) / "wirelab-ping-XXXXXX.toml";
  const FileDescriptor file(::mkstemps(path.data(), 5));
  if (!file) return not_written(path);
  const ssize_t written = ::write(file.get(), text.data(), text.size());
  if (written == static_cast<ssize_t>(text.size())) return path;
  const Error error = not_written(path);
  ::unlink(path.c_str());
  return error;
}

}  // namespace

Ping::Ping(lab::PingBench bench, std::string file)
    : bench_(std::move(bench)), file_(std::move(file)) {}

Ping::~Ping() {
  play_.reset();
  ::unlink(file_.c_str());
}

Result<std::unique_ptr<Ping>> Ping::start(Desk& desk, lab::PingBench bench) {
  auto file = temporary_file(bench.topology);
  if (!file) return file.error();
  std::unique_ptr<Ping> ping(new Ping(std::move(bench), *std::move(file)));
  lab::WindowStart start;
  start.topology = ping->file_;
  start.ping = "neighbour:" + address::text(ping->bench_.drawn.address);
  auto play = Play::open(desk, start);
  if (!play) return play.error();
  ping->play_ = *std::move(play);
  return ping;
}

lab::PingSeen Ping::seen() const {
  const lab::Source& source = play_->source();
  return source.look([&](const Trace& trace) {
    return lab::ping_seen(
        trace, [&](const FrameRow& frame) { return source.bytes(frame); }, bench_);
  });
}

}  // namespace wirelab::window
