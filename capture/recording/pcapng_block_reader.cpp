#include "capture/recording/pcapng_block_reader.hpp"

#include "capture/recording/fault.hpp"

#include <fmt/core.h>

namespace wirelab::pcapng {

namespace {

// A section header up to its version: what decides whether we can go on.
constexpr std::size_t section_start = 16;

std::string_view block_name(std::uint32_t type) {
  switch (type) {
    case section_header: return "a section header";
    case interface_description: return "an interface block";
    case obsolete_packet:
    case simple_packet:
    case enhanced_packet: return "a packet block";
    case journal_export: return "a note";
    default: return "a block";
  }
}

std::uint32_t number_at(Bytes bytes, std::size_t position, ByteOrder order) {
  return Cursor(bytes.subspan(position), order).u32();
}

}  // namespace

std::nullopt_t BlockReader::damage(std::uint64_t offset, std::string_view cause) {
  fault_ = damage_fault(bytes_, offset, cause, frames_);
  ended_ = true;
  return std::nullopt;
}

std::nullopt_t BlockReader::cut(std::string_view what) {
  fault_ = cut_fault(bytes_, what, frames_);
  ended_ = true;
  return std::nullopt;
}

bool BlockReader::read_section_start(std::uint64_t offset) {
  if (!bytes_.demand(section_start)) {
    cut(block_name(section_header));
    return false;
  }
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    if (number_at(bytes_.here(), 8, order) != byte_order_magic) continue;
    order_ = order;
    const auto version = Cursor(bytes_.here().subspan(12), order).u16();
    if (version == 1) return true;
    fault_ = fmt::format("{}: pcapng of version {} at byte {}; only version 1 is known",
                         bytes_.name(), version, offset);
    ended_ = true;
    return false;
  }
  damage(offset, "a section header without its byte-order magic");
  return false;
}

std::optional<BlockView> BlockReader::next(std::uint64_t frames) {
  frames_ = frames;
  if (ended_) return std::nullopt;
  const std::uint64_t offset = bytes_.offset();
  if (!bytes_.demand(head_size)) {
    if (!bytes_.here().empty() || !bytes_.error().empty()) return cut("a block");
    ended_ = true;
    return std::nullopt;
  }
  const std::uint32_t type = number_at(bytes_.here(), 0, order_);
  if (type == section_header && !read_section_start(offset)) return std::nullopt;
  const std::uint32_t written = number_at(bytes_.here(), 4, order_);
  if (written < frame_size || written > largest_block) {
    return damage(offset, fmt::format("{} of {} bytes", block_name(type), written));
  }
  // Some writers do not count the padding.
  const std::size_t total = padded(written);
  if (!bytes_.demand(total)) return cut(block_name(type));
  const Bytes whole = bytes_.here().first(total);
  const std::uint32_t again = number_at(whole, total - 4, order_);
  if (again != written) {
    return damage(offset, fmt::format("{} of {} bytes ends with the length {}", block_name(type),
                                      written, again));
  }
  bytes_.consume(total);
  return BlockView{type, offset, whole.subspan(head_size, total - frame_size), whole};
}

}  // namespace wirelab::pcapng
