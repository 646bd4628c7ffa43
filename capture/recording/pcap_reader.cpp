#include "capture/recording/pcap_reader.hpp"

#include "capture/recording/fault.hpp"
#include "capture/recording/pcapng_blocks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace wirelab {

namespace {

constexpr std::size_t file_head = 24;
constexpr std::uint32_t microseconds = 0xa1b2c3d4;
constexpr std::uint32_t nanoseconds = 0xa1b23c4d;
constexpr std::uint32_t modified = 0xa1b2cd34;
constexpr std::uint32_t link_type_bits =
    0x03ffffff;  // above them: length of a frame check sequence

struct Format {
  std::uint32_t magic;
  ByteOrder order;
};

std::optional<Format> format(Bytes bytes) {
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    const std::uint32_t magic = Cursor(bytes, order).u32();
    if (magic == microseconds || magic == nanoseconds || magic == modified) {
      return Format{magic, order};
    }
  }
  return std::nullopt;
}

}  // namespace

bool PcapReader::knows(Bytes magic) { return format(magic).has_value(); }

Item PcapReader::next() {
  if (!ended_) {
    auto item = header_read_ ? read_frame() : read_header();
    if (item) return *std::move(item);
  }
  ended_ = true;
  return End{fault_};
}

std::optional<Item> PcapReader::read_header() {
  if (!bytes_.demand(file_head)) {
    fault_ = cut_fault(bytes_, "the file header", frames_);
    return std::nullopt;
  }
  const auto [magic, order] = format(bytes_.here()).value_or(Format{microseconds, order_});
  order_ = order;
  if (magic == nanoseconds) unit_ = 1;
  if (magic == modified) record_head_ = 24;
  Cursor cursor(bytes_.here().subspan(4), order_);
  const std::uint16_t major = cursor.u16();
  minor_version_ = cursor.u16();
  if (major != 2) {
    fault_ = fmt::format("{}: pcap of version {}.{}; only version 2 is known", bytes_.name(), major,
                         minor_version_);
    return std::nullopt;
  }
  cursor.skip(8);  // time zone and accuracy: always 0
  Interface interface;
  interface.snap_length = cursor.u32();
  interface.link_type = cursor.u32() & link_type_bits;
  bytes_.consume(file_head);
  header_read_ = true;
  return interface;
}

// The head of a packet's record, as it is written.
struct PcapReader::Record {
  std::uint32_t seconds = 0, fraction = 0;
  std::uint32_t captured = 0, original = 0;  // bytes
};

PcapReader::Record PcapReader::record(Bytes here) const {
  Record record;
  std::memcpy(&record, here.data(), sizeof record);
  if ((order_ == ByteOrder::little) != (std::endian::native == std::endian::little)) {
    for (std::uint32_t* number :
         {&record.seconds, &record.fraction, &record.captured, &record.original})
      *number = __builtin_bswap32(*number);
  }
  // Versions before 2.3 wrote the two lengths the other way round, 2.3 both ways.
  if (minor_version_ < 3 || (minor_version_ == 3 && record.captured > record.original)) {
    std::swap(record.captured, record.original);
  }
  return record;
}

// Each number into its place: a Frame that is made elsewhere and copied costs as much as all the
// rest.
void PcapReader::fill(Frame& frame, const Record& record, Bytes here, std::uint64_t offset) {
  frame.time = Time{record.seconds} * 1'000'000'000 + record.fraction * unit_;
  frame.interface = 0;
  frame.number = ++frames_;
  frame.wire_length = std::max(record.original, record.captured);
  frame.file_offset = offset + record_head_;
  frame.bytes = here.subspan(record_head_, record.captured);
}

std::optional<Item> PcapReader::read_frame() {
  const std::uint64_t offset = bytes_.offset();
  if (!bytes_.demand(record_head_)) {
    const bool clean = bytes_.here().empty() && bytes_.error().empty();
    if (!clean) fault_ = cut_fault(bytes_, "a packet's record", frames_);
    return std::nullopt;
  }
  const Record head = record(bytes_.here());
  if (head.captured > pcapng::largest_capture) {
    fault_ = damage_fault(
        bytes_, offset,
        fmt::format("a packet of {} bytes; more than 256 KiB is not read", head.captured), frames_);
    return std::nullopt;
  }
  if (!bytes_.demand(record_head_ + head.captured)) {
    fault_ = cut_fault(bytes_, "a packet", frames_);
    return std::nullopt;
  }
  Frame found;
  fill(found, head, bytes_.here(), offset);
  bytes_.consume(record_head_ + head.captured);
  return found;
}

std::size_t PcapReader::frames(std::span<Frame> room) {
  if (!header_read_ || ended_) return 0;
  Bytes here = bytes_.here();
  const std::uint64_t offset = bytes_.offset();
  std::size_t count = 0, taken = 0;
  while (count < room.size() && here.size() - taken >= record_head_) {
    const Bytes rest = here.subspan(taken);
    const Record head = record(rest);
    const std::size_t size = record_head_ + std::size_t{head.captured};
    if (head.captured > pcapng::largest_capture || rest.size() < size) break;
    fill(room[count++], head, rest, offset + taken);
    taken += size;
  }
  bytes_.consume(taken);
  return count;
}

}  // namespace wirelab
