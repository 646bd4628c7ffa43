#pragma once

#include "capture/bytes/read_ahead.hpp"
#include "capture/recording/format_reader.hpp"
#include "capture/recording/pcapng_block_reader.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace wirelab {

// Reads pcapng: both byte orders, any resolution of time, several sections, interfaces of different
// link types; blocks and options that it does not know are skipped. Interfaces are counted over the
// whole file. A frame's number is its place in the file, from 1; in a run, its epb_packetid. In
// foreign captures journal entries and custom blocks are frames of no_interface, since Wireshark
// counts them.
class PcapngReader final : public FormatReader {
 public:
  explicit PcapngReader(ReadAhead bytes) : blocks_(std::move(bytes)) {}
  Item next() override;
  Bytes raw() const override { return raw_; }
  void pass_others_to(const Other& other) override { other_ = other; }

 private:
  using Block = pcapng::BlockView;
  struct Described {
    pcapng::Clock clock;
    std::uint32_t snap_length = 0;
  };
  // What the packet blocks have in common.
  struct Packet {
    std::uint32_t interface = 0;  // in the section
    std::optional<std::uint64_t> units;
    std::uint32_t captured = 0;
    std::uint32_t original = 0;
  };

  std::optional<Item> read(const Block& block);
  std::optional<Item> read_section(const Block& block);
  std::optional<Item> read_interface(const Block& block);
  std::optional<Item> read_enhanced(const Block& block);
  std::optional<Item> read_simple(const Block& block);
  std::optional<Item> read_obsolete(const Block& block);
  std::optional<Item> read_frame(const Block& block, Cursor& cursor, const Packet& packet);
  std::optional<Item> read_note(const Block& block);
  std::optional<Item> read_foreign(const Block& block);

  pcapng::BlockReader blocks_;
  std::vector<Described> section_;   // its interfaces
  std::uint32_t section_first_ = 0;  // index of its first interface
  std::uint64_t frames_ = 0;
  bool run_ = false;  // the section is one of our testbed
  Time latest_ = 0;
  Bytes raw_;
  Other other_;
};

}  // namespace wirelab
