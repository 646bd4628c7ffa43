#include "capture/live/arguments.hpp"

#include <getopt.h>

#include <fmt/core.h>

#include <charconv>
#include <string_view>

namespace wirelab {

const char* const capture_usage =
    "usage: wirelab-capture -i INTERFACE [-w FILE|-] [-s BYTES] [-B KIB] [-c COUNT] [-f FILTER | "
    "FILTER ...]\n"
    "       wirelab-capture -D\n"
    "Captures an interface to pcapng, on standard output unless -w names a file. Letters as "
    "tcpdump's.\n"
    "  -i, --interface  interface to capture on        -w  file to write, - for standard output\n"
    "  -s  bytes kept of each frame                    -B  kernel buffer in KiB (16384)\n"
    "  -c  stop after so many frames                   -f  capture filter (BPF)\n"
    "  -D  list the interfaces    -h, --help    -V, --version\n"
    "Exit status: 0 done, 2 usage or bad filter, 4 this machine does not allow it.\n";

namespace {

Result<std::uint64_t> whole_number(char letter, std::string_view text, std::uint64_t least,
                                   std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
    return Error{ErrorKind::usage, fmt::format("-{} takes a whole number from {} to {}, not \"{}\"",
                                               letter, least, most, text)};
  }
  return value;
}

template <class T>
Outcome take(char letter, const char* text, std::uint64_t most, T& target) {
  const Result<std::uint64_t> value = whole_number(letter, text, 1, most);
  if (!value) return value.error();
  target = static_cast<T>(*value);
  return Done{};
}

Outcome take_option(int letter, CaptureArguments& arguments) {
  switch (letter) {
    case 'i': arguments.device.interface = optarg; return Done{};
    case 'w': arguments.output = optarg; return Done{};
    case 'f': arguments.device.filter = optarg; return Done{};
    case 's': return take('s', optarg, 262144, arguments.device.snap_length);
    case 'B': return take('B', optarg, 2097151, arguments.device.buffer_kib);
    case 'c': return take('c', optarg, UINT64_MAX, arguments.count);
    case 'D': arguments.list = true; return Done{};
    case 'h': arguments.help = true; return Done{};
    case 'V': arguments.version = true; return Done{};
    default:
      return Error{ErrorKind::usage,
                   std::string("unknown option or missing value\n") + capture_usage};
  }
}

}  // namespace

Result<CaptureArguments> read_arguments(int count, char* const* values) {
  static const option longs[] = {{"interface", required_argument, nullptr, 'i'},
                                 {"list-interfaces", no_argument, nullptr, 'D'},
                                 {"help", no_argument, nullptr, 'h'},
                                 {"version", no_argument, nullptr, 'V'},
                                 {nullptr, 0, nullptr, 0}};
  CaptureArguments arguments;
  opterr = 0;
  for (int letter = 0;
       (letter = getopt_long(count, values, "i:w:f:s:B:c:DhV", longs, nullptr)) != -1;) {
    if (const Outcome taken = take_option(letter, arguments); !taken) return taken.error();
  }
  for (int i = optind; i < count; ++i) {
    arguments.device.filter +=
        (arguments.device.filter.empty() ? "" : " ") + std::string(values[i]);
  }
  const bool informs = arguments.list || arguments.help || arguments.version;
  if (!informs && arguments.device.interface.empty()) {
    return Error{ErrorKind::usage, "which interface? -i NAME; wirelab-capture -D lists them"};
  }
  return arguments;
}

}  // namespace wirelab
