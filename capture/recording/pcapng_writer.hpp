#pragma once

#include "capture/bytes/byte_sink.hpp"
#include "capture/recording/item.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wirelab {

// Writes a recording as pcapng that Wireshark, tshark and libpcap read: little endian, nanoseconds,
// each block in one call of the sink. Interfaces get the index in which they are written, counted
// over the whole recording as in Frame::interface.
class PcapngWriter {
 public:
  explicit PcapngWriter(ByteSink sink) : sink_(std::move(sink)) {}

  // Starts a section. Without one, the first other item starts a section that names no writer.
  Outcome write(const Section& section);
  Outcome write(const Interface& interface);
  // An Error when the frame's interface was not written in this section, its time is before 1970 or
  // it has more than 256 KiB of bytes.
  Outcome write(const Frame& frame);
  Outcome write(const Note& note);
  // A note that is a journal entry already, as to_journal_entry makes it.
  Outcome write_entry(std::string_view entry);
  Outcome write(const Statistics& statistics);
  // Any of these; an End writes nothing.
  Outcome write(const Item& item);

 private:
  Outcome ensure_section();
  void begin(std::uint32_t type);
  Outcome finish();
  template <class T>
  void number(T value);
  void counter(std::uint16_t code, std::uint64_t value);
  void bytes(const void* data, std::size_t size);
  void option(std::uint16_t code, std::string_view value);

  ByteSink sink_;
  std::vector<std::uint8_t> block_;  // reused
  bool in_section_ = false;
  std::uint32_t section_first_ = 0;  // index of the section's first interface
  std::uint32_t interfaces_ = 0;     // written so far
};

}  // namespace wirelab
