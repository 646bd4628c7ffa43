#include "capture/recording/reader.hpp"

#include "capture/bytes/file_source.hpp"
#include "capture/bytes/growing_file.hpp"
#include "capture/bytes/read_ahead.hpp"
#include "capture/bytes/unpack.hpp"
#include "capture/recording/pcap_reader.hpp"
#include "capture/recording/pcapng_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>
#include <utility>

namespace wirelab {

namespace {

constexpr std::size_t magic_size = 4;
constexpr std::size_t text_sample = 256;

// Files that people take for recordings.
struct Foreign {
  std::string_view magic;
  std::string_view what;
};
constexpr std::array foreign{
    Foreign{"snoop", "a Solaris snoop capture; editcap -F pcapng turns it into one"},
    Foreign{"btsn", "a Bluetooth capture"},
    Foreign{"\x1f\x8b", "packed with gzip, more than once; unpack it first"},
    Foreign{"\x28\xb5\x2f\xfd", "packed with zstd, more than once; unpack it first"},
    Foreign{"\x04\x22\x4d\x18", "packed with lz4; unpack it first"},
    Foreign{"\xfd"
            "7zXZ",
            "packed with xz; unpack it first"},
    Foreign{"BZh", "packed with bzip2; unpack it first"},
    Foreign{"PK\x03\x04", "a zip archive; unpack it first"},
};

bool is_text(std::string_view start) {
  return std::all_of(start.begin(), start.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte != 0x7f : (c == '\n' || c == '\r' || c == '\t' || c == '\f');
  });
}

std::string what_else(Bytes here) {
  const std::string_view start(reinterpret_cast<const char*>(here.data()),
                               std::min(here.size(), text_sample));
  for (const Foreign& one : foreign) {
    if (start.starts_with(one.magic)) return std::string(one.what);
  }
  if (is_text(start)) return "a text file";
  std::string bytes;
  for (const std::uint8_t byte : here.first(std::min(here.size(), magic_size))) {
    bytes += fmt::format(" {:02x}", byte);
  }
  return fmt::format("its first bytes are{}, which neither pcap nor pcapng begins with", bytes);
}

Error refusal(const ReadAhead& bytes) {
  if (!bytes.error().empty()) return Error{ErrorKind::input, bytes.error()};
  if (bytes.here().empty()) {
    return Error{ErrorKind::input, fmt::format("{} is empty: not a recording", bytes.name())};
  }
  return Error{ErrorKind::input,
               fmt::format("{} is not a recording: {}", bytes.name(), what_else(bytes.here()))};
}

bool is_pcapng(Bytes magic) { return Cursor(magic).u32() == pcapng::section_header; }

}  // namespace

Result<Reader> Reader::open(std::unique_ptr<ByteSource> source) {
  ReadAhead bytes(std::move(source));
  if (bytes.demand(magic_size)) {
    if (is_pcapng(bytes.here())) return Reader(std::make_unique<PcapngReader>(std::move(bytes)));
    if (PcapReader::knows(bytes.here())) {
      return Reader(std::make_unique<PcapReader>(std::move(bytes)));
    }
  }
  return refusal(bytes);
}

Result<Reader> Reader::open(const std::string& path, UnpackLimit limit) {
  auto file = FileSource::open(path);
  if (!file) return file.error();
  if (path == "-") {
    // Whoever hands a file over that is still written to wants to see what comes.
    auto source = followed(*std::move(file), std::make_shared<const std::atomic<bool>>(false));
    if (!source) return source.error();
    return open(unpacking(*std::move(source), limit));
  }
  return open(unpacking(std::make_unique<FileSource>(*std::move(file)), limit));
}

}  // namespace wirelab
