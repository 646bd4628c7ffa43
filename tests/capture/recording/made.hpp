#pragma once

#include "capture/recording/pcapng_writer.hpp"
#include "capture/recording/reader.hpp"
#include "tests/capture/bytes/memory.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace wirelab::test {

// A frame that owns its bytes.
struct HeldFrame {
  Frame frame;
  ByteVector bytes;
};

// Everything a reader hands out; frames with their bytes copied, as those are only borrowed.
struct Read {
  std::vector<Section> sections;
  std::vector<Interface> interfaces;
  std::vector<HeldFrame> frames;
  std::vector<Note> notes;
  std::string order;  // S I F N, a letter an item
  std::string fault;
};

inline Read read_all(Reader& reader) {
  Read read;
  for (;;) {
    Item item = reader.next();
    if (const auto* end = std::get_if<End>(&item)) {
      read.fault = end->fault;
      return read;
    }
    read.order += "SIFN"[item.index()];
    if (auto* section = std::get_if<Section>(&item)) read.sections.push_back(*section);
    if (auto* interface = std::get_if<Interface>(&item)) read.interfaces.push_back(*interface);
    if (auto* note = std::get_if<Note>(&item)) read.notes.push_back(*note);
    if (auto* frame = std::get_if<Frame>(&item)) {
      read.frames.push_back({*frame, ByteVector(frame->bytes.begin(), frame->bytes.end())});
    }
  }
}

inline Read read_all(const ByteVector& bytes, std::size_t piece = 1u << 20) {
  auto reader = Reader::open(std::make_unique<MemorySource>(bytes, piece));
  REQUIRE(reader);
  return read_all(*reader);
}

// A sink that keeps everything.
inline ByteSink into(ByteVector& bytes) {
  return [&bytes](std::span<const std::uint8_t> more) -> Outcome {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return Done{};
  };
}

}  // namespace wirelab::test
