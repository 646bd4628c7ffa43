#include "capture/bytes/spool.hpp"
#include "capture/decode/layers.hpp"
#include "tests/capture/recording/made.hpp"
#include "tests/collection.hpp"
#include "tests/skip.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace wirelab;
using namespace wirelab::test;

namespace {

struct Entry {
  std::string file;
  std::size_t packets = 0;
};

std::vector<Entry> manifest(const std::filesystem::path& folder) {
  std::ifstream lines(folder / "MANIFEST.tsv");
  std::vector<Entry> entries;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream columns(line);
    std::string file, skipped, packets;
    std::getline(columns, file, '\t');
    for (int i = 0; i < 3; ++i) std::getline(columns, skipped, '\t');
    std::getline(columns, packets, '\t');
    entries.push_back({file, static_cast<std::size_t>(std::stoul(packets))});
  }
  return entries;
}

// Captures in formats that are refused.
bool readable(const std::string& file) { return !file.ends_with(".snoop"); }

}  // namespace

TEST_CASE("captures of the wild have as many frames as their list says") {
  const auto folder = collection();
  if (!std::filesystem::exists(folder / "MANIFEST.tsv")) WIRELAB_SKIP(no_collection());
  for (const auto& [file, packets] : manifest(folder)) {
    if (!readable(file)) continue;
    CAPTURE(file);
    auto opened = open_source((folder / file).string());
    REQUIRE(opened);
    auto reader = Reader::open(std::move(opened->source));
    REQUIRE(reader);
    const Read read = read_all(*reader);
    CHECK(read.frames.size() == packets);
    CHECK(read.fault.empty() == (file != "suricata-verify-input.pcap"));
    for (const auto& [frame, bytes] : read.frames) {
      REQUIRE(opened->spool->read_at(frame.file_offset, bytes.size()) == bytes);
      const auto& interface = read.interfaces.at(frame.interface);
      const auto layers = decode::decode(interface.link_type, bytes, frame.wire_length);
      REQUIRE(layers.payload.end() <= frame.wire_length);
    }
  }
}
