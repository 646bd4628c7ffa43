// Frame by frame against tshark: what it said is kept in tshark.tsv, so that no test needs it
// installed. absurd.pcap is random traffic of few numbers (wraps, holes, probes, SYNs at the wrong
// time) in which every rule applies often.

#include "capture/recording/reader.hpp"
#include "capture/trace/trace.hpp"
#include "tests/collection.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

using namespace wirelab;

namespace {

const std::filesystem::path here =
    std::filesystem::path(WIRELAB_SOURCE_DIR) / "tests/capture/verdicts";
const std::filesystem::path shared = test::collection();

using Lines = std::vector<std::string>;

// File name to its lines: "frame stream seq ack window verdicts", tabs between.
std::map<std::string, Lines> expectations() {
  std::map<std::string, Lines> by_file;
  std::ifstream file(here / "tshark.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos && line[0] != '#')
      by_file[line.substr(0, tab)].push_back(line.substr(tab + 1));
  }
  return by_file;
}

std::string words(const std::vector<Verdict>& analysis) {
  std::string text;
  for (const Verdict verdict : analysis) text.append(text.empty() ? "" : ",").append(name(verdict));
  return text;
}

// `all`: every frame with TCP, else those with verdicts.
Lines judged(const std::filesystem::path& path, bool all) {
  auto reader = Reader::open(path.string());
  REQUIRE(reader);
  Trace trace;
  for (Item item = reader->next();; item = reader->next()) {
    trace.add(item);
    if (std::holds_alternative<End>(item)) break;
  }
  Lines lines;
  for (std::size_t i = 0; i < trace.frame_count(); ++i) {
    const FrameRow row = trace.frame(i);
    if (!row.is_tcp || (!all && row.analysis.empty())) continue;
    std::ostringstream line;
    line << i + 1 << '\t' << row.stream << '\t' << row.relative_sequence << '\t'
         << row.relative_acknowledgment << '\t' << row.window << '\t' << words(row.analysis);
    lines.push_back(line.str());
  }
  return lines;
}

void compare(const Lines& ours, const Lines& theirs) {
  CHECK(ours.size() == theirs.size());
  for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i)
    if (ours[i] != theirs[i]) {
      CHECK(ours[i] == theirs[i]);
      break;
    }
}

}  // namespace

TEST_CASE("absurd_traffic_is_judged_as_by_tshark") {
  const auto expected = expectations();
  REQUIRE(expected.count("absurd.pcap") == 1);
  compare(judged(here / "absurd.pcap", true), expected.at("absurd.pcap"));
}

TEST_CASE("shared_captures_are_judged_as_by_tshark") {
  if (!std::filesystem::exists(shared)) WIRELAB_SKIP(test::no_collection());
  for (const auto& [name, lines] : expectations()) {
    if (name == "absurd.pcap") continue;
    INFO(name);
    compare(judged(shared / name, false), lines);
  }
}
