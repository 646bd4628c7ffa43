#include "capture/recording/pcapng_writer.hpp"

#include "capture/recording/journal_entry.hpp"
#include "capture/recording/pcapng_blocks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <variant>

namespace wirelab {

namespace {

// The length of an option is a 16-bit number.
constexpr std::size_t longest_option = 0xffff;
constexpr std::uint64_t section_length_unknown = ~std::uint64_t{0};

}  // namespace

template <class T>
void PcapngWriter::number(T value) {
  std::uint8_t bytes[sizeof(T)];
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  block_.insert(block_.end(), bytes, bytes + sizeof(T));
}

void PcapngWriter::counter(std::uint16_t code, std::uint64_t value) {
  number(code);
  number(std::uint16_t{8});
  number(value);
}

void PcapngWriter::bytes(const void* data, std::size_t size) {
  const auto* first = static_cast<const std::uint8_t*>(data);
  block_.insert(block_.end(), first, first + size);
  block_.resize(pcapng::padded(block_.size()));
}

void PcapngWriter::option(std::uint16_t code, std::string_view value) {
  value = value.substr(0, longest_option);
  number(code);
  number(static_cast<std::uint16_t>(value.size()));
  bytes(value.data(), value.size());
}

void PcapngWriter::begin(std::uint32_t type) {
  block_.clear();
  number(type);
  number(std::uint32_t{0});
}

Outcome PcapngWriter::finish() {
  const std::size_t total = block_.size() + 4;
  if (total > pcapng::largest_block) {
    return Error{ErrorKind::input, fmt::format("a block of {} bytes is too large to write", total)};
  }
  number(static_cast<std::uint32_t>(total));
  std::copy_n(block_.end() - 4, 4, block_.begin() + 4);
  return sink_(block_);
}

Outcome PcapngWriter::ensure_section() { return in_section_ ? Done{} : write(Section{}); }

Outcome PcapngWriter::write(const Section& section) {
  in_section_ = true;
  section_first_ = interfaces_;
  begin(pcapng::section_header);
  number(pcapng::byte_order_magic);
  number(std::uint16_t{1});
  number(std::uint16_t{0});
  number(section_length_unknown);
  if (!section.system.empty()) option(pcapng::shb_os, section.system);
  if (!section.application.empty()) option(pcapng::shb_userappl, section.application);
  option(pcapng::end_of_options, {});
  return finish();
}

Outcome PcapngWriter::write(const Interface& interface) {
  if (auto started = ensure_section(); !started) return started;
  ++interfaces_;
  begin(pcapng::interface_description);
  number(static_cast<std::uint16_t>(interface.link_type));
  number(std::uint16_t{0});
  number(interface.snap_length);
  if (!interface.name.empty()) option(pcapng::if_name, interface.name);
  if (!interface.segment.empty()) option(pcapng::if_description, interface.segment);
  option(pcapng::if_tsresol, "\x09");
  option(pcapng::end_of_options, {});
  return finish();
}

Outcome PcapngWriter::write(const Frame& frame) {
  if (frame.interface < section_first_ || frame.interface >= interfaces_) {
    return Error{ErrorKind::input, fmt::format("frame {} is of interface {}, which was not written",
                                               frame.number, frame.interface)};
  }
  if (frame.time < 0 || frame.bytes.size() > pcapng::largest_capture) {
    return Error{ErrorKind::input, fmt::format("frame {} cannot be written: its time is {} ns, its "
                                               "length {} bytes",
                                               frame.number, frame.time, frame.bytes.size())};
  }
  const auto time = static_cast<std::uint64_t>(frame.time);
  begin(pcapng::enhanced_packet);
  number(frame.interface - section_first_);
  number(static_cast<std::uint32_t>(time >> 32));
  number(static_cast<std::uint32_t>(time));
  number(static_cast<std::uint32_t>(frame.bytes.size()));
  number(frame.wire_length);
  bytes(frame.bytes.data(), frame.bytes.size());
  counter(pcapng::epb_packetid, frame.number);
  option(pcapng::end_of_options, {});
  return finish();
}

Outcome PcapngWriter::write(const Note& note) { return write_entry(to_journal_entry(note)); }

Outcome PcapngWriter::write_entry(std::string_view entry) {
  if (auto started = ensure_section(); !started) return started;
  begin(pcapng::journal_export);
  bytes(entry.data(), entry.size());
  return finish();
}

Outcome PcapngWriter::write(const Statistics& statistics) {
  const auto time = static_cast<std::uint64_t>(std::max<Time>(statistics.time, 0));
  begin(pcapng::interface_statistics);
  number(statistics.interface - section_first_);
  number(static_cast<std::uint32_t>(time >> 32));
  number(static_cast<std::uint32_t>(time));
  counter(pcapng::isb_ifrecv, statistics.received);
  counter(pcapng::isb_ifdrop, statistics.dropped_by_interface);
  counter(pcapng::isb_osdrop, statistics.dropped_by_system);
  option(pcapng::end_of_options, {});
  return finish();
}

Outcome PcapngWriter::write(const Item& item) {
  return std::visit(
      [this](const auto& one) -> Outcome {
        if constexpr (std::is_same_v<std::decay_t<decltype(one)>, End>) {
          return Done{};
        } else {
          return write(one);
        }
      },
      item);
}

}  // namespace wirelab
