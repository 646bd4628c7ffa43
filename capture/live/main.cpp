// wirelab-capture: a live interface to pcapng. The one program that may carry a privilege
// (cap_net_raw).
#include "capture/bytes/byte_sink.hpp"
#include "capture/bytes/last_words.hpp"
#include "capture/bytes/write_text.hpp"
#include "capture/live/arguments.hpp"
#include "capture/live/device.hpp"
#include "capture/live/privileges.hpp"
#include "capture/live/writer_thread.hpp"
#include "capture/recording/pcapng_writer.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <ctime>

namespace {

using namespace wirelab;

std::atomic<Device*> running{nullptr};

extern "C" void stop_capture(int) {
  if (Device* device = running.load()) device->stop();
}

int say(const Error& error) {
  write_text(STDERR_FILENO, fmt::format("wirelab-capture: {}\n", error.message));
  return error.kind == ErrorKind::usage ? 2 : error.kind == ErrorKind::input ? 3 : 4;
}

int print(const std::string& text) {
  const Outcome written = write_to_standard_output(text);
  return written ? 0 : say(written.error());
}

void stop_on_signals() {
  struct sigaction action {};
  action.sa_handler = stop_capture;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A terminal that closes; nohup says that it is to go on.
  struct sigaction inherited {};
  if (sigaction(SIGHUP, nullptr, &inherited) == 0 && inherited.sa_handler != SIG_IGN)
    sigaction(SIGHUP, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that left is seen as a failed write
}

// Captures until the count, a signal, the reader's leaving or a failure. Returns the frames
// written.
Result<std::uint64_t> record(Device& device, std::uint64_t most, PcapngWriter& writer,
                             WriterThread& thread) {
  std::uint64_t frames = 0;
  const auto full = [&] { return most != 0 && frames >= most; };
  const auto write = [&](const Frame& frame) {
    if (full()) return;
    Frame numbered = frame;
    numbered.number = ++frames;
    static_cast<void>(writer.write(numbered));  // only gathers; the thread knows of failures
    if (full()) device.stop();
  };
  // At least every tenth of a second dispatch() returns, so nobody waits longer for a frame.
  while (!full() && device.dispatch(write)) thread.hand_over();
  if (!device.error().empty()) return Error{ErrorKind::machine, device.error()};
  return frames;
}

Time now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * Time{1'000'000'000} + time.tv_nsec;
}

Outcome begin(PcapngWriter& writer, const DeviceOptions& options, int link_type) {
  Interface interface;
  interface.name = options.interface;
  interface.link_type = static_cast<std::uint32_t>(link_type);
  interface.snap_length = static_cast<std::uint32_t>(options.snap_length);
  if (Outcome begun = writer.write(Section{"wirelab-capture " WIRELAB_VERSION, ""}); !begun)
    return begun;
  return writer.write(interface);
}

int capture_on(Device& device, const CaptureArguments& arguments, ByteSink sink) {
  running = &device;
  stop_on_signals();
  WriterThread thread(std::move(sink), [&device] { device.stop(); });
  PcapngWriter writer([&thread](std::span<const std::uint8_t> bytes) -> Outcome {
    thread.put(bytes);
    return Done{};
  });
  if (const Outcome begun = begin(writer, arguments.device, device.link_type()); !begun)
    return say(begun.error());
  thread.hand_over();  // who reads along knows at once that we listen
  const Result<std::uint64_t> frames = record(device, arguments.count, writer, thread);
  const Device::Counts counts = device.counts();
  static_cast<void>(writer.write(
      Statistics{0, now(), counts.received, counts.dropped, counts.dropped_by_interface}));
  const Outcome written = thread.finish();
  running = nullptr;
  if (!frames) return say(frames.error());
  write_text(STDERR_FILENO,
             fmt::format("{} frames captured, {} dropped by the kernel, {} by the interface\n",
                         *frames, counts.dropped, counts.dropped_by_interface));
  // A reader of our pipe that has seen enough is no failure; a full disk is.
  return written || arguments.output == "-" ? 0 : say(written.error());
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
  return capture_on(*device, arguments, std::move(*sink));
}

}  // namespace

int main(int count, char** values) {
  prepare_last_words("wirelab-capture");
  const Result<CaptureArguments> arguments = read_arguments(count, values);
  if (!arguments) return say(arguments.error());
  if (arguments->help) return print(capture_usage);
  if (arguments->version) return print(fmt::format("wirelab-capture, {}\n", pcap_lib_version()));
  if (!arguments->list) return capture(*arguments);
  const Result<std::vector<std::string>> devices = list_devices();
  if (!devices) return say(devices.error());
  return print(fmt::format("{}\n", fmt::join(*devices, "\n")));
}
