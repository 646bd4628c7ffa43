// wirelab-capture: a live interface to pcapng. The one program that may carry a privilege
// (cap_net_raw).
#include "capture/bytes/byte_sink.hpp"
#include "capture/live/arguments.hpp"
#include "capture/live/device.hpp"
#include "capture/live/privileges.hpp"
#include "capture/recording/pcapng_writer.hpp"

#include <fmt/core.h>

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>

namespace {

using namespace wirelab;

std::atomic<Device*> running{nullptr};

extern "C" void stop_capture(int) {
  if (Device* device = running.load()) device->stop();
}

int say(const Error& error) {
  fmt::print(stderr, "wirelab-capture: {}\n", error.message);
  return error.kind == ErrorKind::usage ? 2 : error.kind == ErrorKind::input ? 3 : 4;
}

void stop_on_signals() {
  struct sigaction action {};
  action.sa_handler = stop_capture;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that left is seen as a failed write
}

// Captures until the count, a signal, the reader's leaving or a failure. Returns the frames
// written.
Result<std::uint64_t> record(Device& device, const CaptureArguments& arguments,
                             PcapngWriter& writer) {
  std::uint64_t frames = 0;
  bool reader_left = false;
  const auto write = [&](const Frame& frame) {
    if (reader_left || (arguments.count != 0 && frames == arguments.count)) return;
    Frame numbered = frame;
    numbered.number = frames + 1;
    if (writer.write(numbered)) {
      ++frames;
    } else {
      reader_left = true;
    }
    if (reader_left || frames == arguments.count) device.stop();
  };
  while (device.dispatch(write)) {
    if (reader_left || (arguments.count != 0 && frames == arguments.count)) break;
  }
  if (!device.error().empty()) return Error{ErrorKind::machine, device.error()};
  return frames;
}

int capture(const CaptureArguments& arguments) {
  if (const Outcome kept = keep_only_net_raw(); !kept) return say(kept.error());
  if (arguments.output == "-" && isatty(STDOUT_FILENO) != 0) {
    return say(
        {ErrorKind::usage, "standard output is a terminal: pipe it, or name a file with -w"});
  }
  Result<Device> device = Device::open(arguments.device);
  if (!device) return say(device.error());
  if (const Outcome dropped = drop_all_privileges(); !dropped) return say(dropped.error());
  Result<ByteSink> sink = file_sink(arguments.output);
  if (!sink) return say(sink.error());
  PcapngWriter writer{std::move(*sink)};
  Interface interface;
  interface.name = arguments.device.interface;
  interface.link_type = static_cast<std::uint32_t>(device->link_type());
  interface.snap_length = static_cast<std::uint32_t>(arguments.device.snap_length);
  if (const Outcome begun = writer.write(Section{"wirelab-capture", ""}); !begun)
    return say(begun.error());
  if (const Outcome begun = writer.write(interface); !begun) return say(begun.error());
  running = &device.value();
  stop_on_signals();
  const Result<std::uint64_t> frames = record(device.value(), arguments, writer);
  running = nullptr;
  if (!frames) return say(frames.error());
  const Device::Counts counts = device->counts();
  fmt::print(stderr, "{} frames written, {} dropped by the kernel, {} by the interface\n", *frames,
             counts.dropped, counts.dropped_by_interface);
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const Result<CaptureArguments> arguments = read_arguments(count, values);
  if (!arguments) return say(arguments.error());
  if (arguments->help) return fmt::print("{}", capture_usage), 0;
  if (arguments->version) return fmt::print("wirelab-capture, {}\n", pcap_lib_version()), 0;
  if (!arguments->list) return capture(*arguments);
  const Result<std::vector<std::string>> devices = list_devices();
  if (!devices) return say(devices.error());
  for (const std::string& line : *devices) fmt::print("{}\n", line);
  return 0;
}
