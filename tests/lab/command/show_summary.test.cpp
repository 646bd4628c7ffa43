// The built program's `show --summary` counts what `show` lists.

#include "tests/collection.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string program() {
  const char* folder = std::getenv("WIRELAB_BIN");
  return folder ? std::string(folder) + "/wirelab" : "";
}

std::string show(const fs::path& file, const std::string& arguments) {
  const std::string command =
      program() + " show '" + file.string() + "' --json " + arguments + " 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 1 << 16> room;
  for (std::size_t n = 0; (n = std::fread(room.data(), 1, room.size(), pipe)) > 0;)
    text.append(room.data(), n);
  ::pclose(pipe);
  return text;
}

// What stands behind "key": up to one of the characters of `end`; empty without the key.
std::string value(const std::string& line, const std::string& key, const char* end = ",}") {
  const std::string quoted = "\"" + key + "\":";
  const auto at = line.find(quoted);
  if (at == std::string::npos) return {};
  const auto begin = at + quoted.size();
  return line.substr(begin, line.find_first_of(end, begin) - begin);
}

struct Counts {
  std::uint64_t packets = 0, tcp = 0, connections = 0, other = 0;
  std::map<std::string, std::uint64_t> verdicts;  // those that occur
  bool operator==(const Counts&) const = default;
};

std::string text(const Counts& counts) {
  std::ostringstream out;
  out << counts.packets << " packets, " << counts.tcp << " tcp, " << counts.connections
      << " connections, " << counts.other << " other";
  for (const auto& [verdict, count] : counts.verdicts) out << ", " << count << " " << verdict;
  return out.str();
}

// Counted from the lines of the frames.
Counts listed(const std::string& lines) {
  Counts counts;
  std::set<std::string> streams;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("{\"frame\":")) continue;
    ++counts.packets;
    const std::string stream = value(line, "stream");
    if (stream.empty()) {
      ++counts.other;
      continue;
    }
    ++counts.tcp;
    streams.insert(stream);
    std::istringstream verdicts(value(line, "analysis", "]"));
    for (std::string verdict; std::getline(verdicts, verdict, ',');) {
      std::erase_if(verdict, [](char c) { return c == '"' || c == '['; });
      if (!verdict.empty()) ++counts.verdicts[verdict];
    }
  }
  counts.connections = streams.size();
  return counts;
}

// {"name":1,"another":0}: those above 0.
std::map<std::string, std::uint64_t> numbers(const std::string& object) {
  std::map<std::string, std::uint64_t> all;
  std::istringstream in(object.substr(1));
  for (std::string pair; std::getline(in, pair, ',');) {
    const auto colon = pair.rfind(':');
    if (colon == std::string::npos) continue;
    if (const auto count = std::stoull(pair.substr(colon + 1)); count > 0)
      all[pair.substr(1, colon - 2)] = count;
  }
  return all;
}

Counts summed_up(const std::string& lines) {
  Counts counts;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("{\"packets\":")) continue;
    counts.packets = std::stoull(value(line, "packets"));
    counts.tcp = std::stoull(value(line, "tcp"));
    counts.connections = std::stoull(value(line, "connections"));
    for (const auto& [protocol, count] : numbers(value(line, "other", "}"))) counts.other += count;
    counts.verdicts = numbers(value(line, "analysis", "}"));
  }
  return counts;
}

std::vector<fs::path> files(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string end = entry.path().extension().string();
    if (end == ".pcap" || end == ".cap" || end == ".pcapng" || end == ".gz")
      found.push_back(entry.path());
  }
  return found;
}

void compare(const std::vector<fs::path>& captures, const std::string& filter) {
  std::uint64_t packets = 0;
  for (const fs::path& file : captures) {
    const Counts counts = summed_up(show(file, "--summary " + filter));
    CAPTURE(file.filename(), filter);
    CHECK(text(counts) == text(listed(show(file, filter))));
    packets += counts.packets;
  }
  CHECK(packets > 10);
}

const fs::path source = WIRELAB_SOURCE_DIR;

}  // namespace

#define NEEDS_PROGRAM() \
  if (!fs::exists(program())) WIRELAB_SKIP("wirelab is not built")

TEST_CASE("summary_of_golden_captures_counts_what_is_listed") {
  NEEDS_PROGRAM();
  compare(files(source / "tests/golden"), "");
}

TEST_CASE("summary_of_a_selection_counts_what_is_listed_of_it") {
  NEEDS_PROGRAM();
  for (const std::string filter :
       {"tcp.analysis.flags", "frame.number > 5", "tcp.flags.syn == 1", "not tcp or tcp.len > 0"})
    compare(
        {source / "tests/capture/verdicts/absurd.pcap",
         source / "tests/golden/retransmissions.pcap", source / "tests/golden/other_protocols.pcap",
         source / "tests/golden/reused_ports.pcap"},
        "-Y '" + filter + "'");
}

TEST_CASE("summary_of_a_run_counts_what_is_listed") {
  NEEDS_PROGRAM();
  const std::vector<fs::path> run{source / "lessons/handshake/handshake.pcapng"};
  compare(run, "");
  const auto dropped = summed_up(show(run[0], "--summary -Y 'wirelab.fate == dropped'"));
  CHECK(text(dropped) == text(listed(show(run[0], "-Y 'wirelab.fate == dropped'"))));
  CHECK(dropped.packets > 0);
}

TEST_CASE("summary_of_captures_of_the_wild_counts_what_is_listed") {
  NEEDS_PROGRAM();
  const fs::path shared = wirelab::test::collection();
  if (!fs::exists(shared)) WIRELAB_SKIP(wirelab::test::no_collection());
  compare(files(shared), "");
  compare(files(shared), "-Y 'tcp.analysis.flags or udp'");
}
