#include "capture/recording/pcapng_reader.hpp"

#include "capture/recording/journal_entry.hpp"
#include "capture/recording/pcapng_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace wirelab {

Item PcapngReader::next() {
  while (const auto block = blocks_.next(frames_)) {
    raw_ = block->raw;
    if (auto item = read(*block)) return *std::move(item);
    // What ends the reading belongs to no copy.
    if (other_ && blocks_.fault().empty()) other_(raw_);
  }
  raw_ = {};
  return End{blocks_.fault()};
}

std::optional<Item> PcapngReader::read(const Block& block) {
  switch (block.type) {
    case pcapng::enhanced_packet: return read_enhanced(block);
    case pcapng::journal_export: return read_note(block);
    case pcapng::section_header: return read_section(block);
    case pcapng::interface_description: return read_interface(block);
    case pcapng::simple_packet: return read_simple(block);
    case pcapng::obsolete_packet: return read_obsolete(block);
    case pcapng::sysdig_event:
    case pcapng::custom:
    case pcapng::custom_not_to_copy: return read_foreign(block);
    default: return std::nullopt;
  }
}

std::optional<Item> PcapngReader::read_section(const Block& block) {
  section_first_ += static_cast<std::uint32_t>(section_.size());
  section_.clear();
  Cursor cursor(block.body, blocks_.order());
  cursor.skip(16);  // magic, version, length of the section
  if (!cursor.ok()) return blocks_.damage(block.offset, "a section header that is too short");
  Section section;
  while (const auto option = pcapng::next_option(cursor)) {
    if (option->code == pcapng::shb_userappl) section.application = option->text();
    if (option->code == pcapng::shb_os) section.system = option->text();
  }
  run_ = section.is_run();
  return section;
}

std::optional<Item> PcapngReader::read_interface(const Block& block) {
  Cursor cursor(block.body, blocks_.order());
  Interface interface;
  interface.link_type = cursor.u16();
  cursor.skip(2);
  interface.snap_length = cursor.u32();
  if (!cursor.ok()) return blocks_.damage(block.offset, "an interface block that is too short");
  Described described{{}, interface.snap_length};
  while (const auto option = pcapng::next_option(cursor)) {
    Cursor value(option->value, blocks_.order());
    switch (option->code) {
      case pcapng::if_name: interface.name = option->text(); break;
      case pcapng::if_description: interface.segment = option->text(); break;
      case pcapng::if_tsresol:
        if (!option->value.empty()) described.clock.resolution = value.u8();
        break;
      case pcapng::if_tsoffset: described.clock.offset = static_cast<Time>(value.u64()); break;
      default: break;
    }
  }
  section_.push_back(described);
  return interface;
}

std::optional<Item> PcapngReader::read_enhanced(const Block& block) {
  Cursor cursor(block.body, blocks_.order());
  Packet packet;
  packet.interface = cursor.u32();
  const std::uint64_t high = cursor.u32();
  packet.units = high << 32 | cursor.u32();
  packet.captured = cursor.u32();
  packet.original = cursor.u32();
  return read_frame(block, cursor, packet);
}

std::optional<Item> PcapngReader::read_obsolete(const Block& block) {
  Cursor cursor(block.body, blocks_.order());
  Packet packet;
  packet.interface = cursor.u16();
  cursor.skip(2);  // drops
  const std::uint64_t high = cursor.u32();
  packet.units = high << 32 | cursor.u32();
  packet.captured = cursor.u32();
  packet.original = cursor.u32();
  return read_frame(block, cursor, packet);
}

std::optional<Item> PcapngReader::read_simple(const Block& block) {
  Cursor cursor(block.body, blocks_.order());
  Packet packet;
  packet.original = cursor.u32();
  // The captured length is not written: it follows from the snap length.
  const std::uint32_t snap = section_.empty() ? 0 : section_.front().snap_length;
  packet.captured = snap == 0 ? packet.original : std::min(snap, packet.original);
  return read_frame(block, cursor, packet);
}

std::optional<Item> PcapngReader::read_frame(const Block& block, Cursor& cursor,
                                             const Packet& packet) {
  if (!cursor.ok()) return blocks_.damage(block.offset, "a packet block that is too short");
  if (packet.interface >= section_.size()) {
    return blocks_.damage(block.offset,
                          fmt::format("a packet of interface {}, where {} are described",
                                      packet.interface, section_.size()));
  }
  if (packet.captured > pcapng::largest_capture) {
    return blocks_.damage(
        block.offset,
        fmt::format("a packet of {} bytes; more than 256 KiB is not read", packet.captured));
  }
  Frame frame;
  frame.file_offset = block.offset + pcapng::head_size + cursor.position();
  frame.bytes = cursor.take(packet.captured);
  if (!cursor.ok()) {
    return blocks_.damage(
        block.offset,
        fmt::format("a packet of {} bytes in a block that is shorter", packet.captured));
  }
  // A simple packet block has no time of its own: the frame before is the best guess.
  if (packet.units) latest_ = section_[packet.interface].clock.time(*packet.units);
  frame.time = latest_;
  frame.interface = section_first_ + packet.interface;
  frame.wire_length = std::max(packet.original, packet.captured);
  frame.number = ++frames_;
  // What others write there counts something else than frames from 1.
  if (block.type != pcapng::enhanced_packet || !run_) return frame;
  cursor.skip(pcapng::padded(packet.captured) - packet.captured);
  while (const auto option = pcapng::next_option(cursor)) {
    if (option->code == pcapng::epb_packetid && option->value.size() == 8) {
      frame.number = Cursor(option->value, blocks_.order()).u64();
    }
  }
  return frame;
}

std::optional<Item> PcapngReader::read_note(const Block& block) {
  auto note =
      from_journal_entry({reinterpret_cast<const char*>(block.body.data()), block.body.size()});
  if (!note) return read_foreign(block);
  return *std::move(note);
}

std::optional<Item> PcapngReader::read_foreign(const Block& block) {
  if (run_) return std::nullopt;
  Frame frame;
  frame.time = latest_;
  frame.interface = no_interface;
  frame.wire_length = static_cast<std::uint32_t>(block.body.size());
  frame.number = ++frames_;
  frame.file_offset = block.offset + pcapng::head_size;
  frame.bytes = block.body;
  return frame;
}

}  // namespace wirelab
