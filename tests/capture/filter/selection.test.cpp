// The frames that a filter selects, against tshark on captures from elsewhere.

#include "capture/filter/filter.hpp"
#include "capture/recording/reader.hpp"
#include "tests/collection.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace wirelab;

namespace {

const std::filesystem::path shared = test::collection();

const std::vector<std::string> filters{
    "tcp",
    "!tcp",
    "udp or icmp",
    "arp",
    "ip && !tcp",
    "ipv6",
    "frame.number > 10 and frame.number <= 20",
    "frame.time_relative < 0.5",
    "frame.len in {60..100, 1514}",
    "tcp.port == 80",
    "tcp.port != 80",
    "!(tcp.port == 80)",
    "tcp.srcport in {80, 443, 8080}",
    "tcp.dstport ge 1024",
    "udp.port == 53",
    "udp.length > 100",
    "tcp.stream eq 0",
    "tcp.seq == 1",
    "tcp.ack > 1000",
    "tcp.len > 0",
    "tcp.window_size < 5000",
    "tcp.window_size_value == 0",
    "tcp.hdr_len != 20",
    "tcp.flags == 0x012",
    "tcp.flags.syn == 1 && tcp.flags.ack == 0",
    "tcp.flags.reset == 1 or tcp.flags.fin == 1",
    "tcp.flags.push == 0",
    "tcp.analysis.flags",
    "tcp.analysis.retransmission || tcp.analysis.out_of_order",
    "tcp.analysis.duplicate_ack_num > 1",
    "tcp.analysis.lost_segment",
    "tcp.analysis.window_update or tcp.analysis.zero_window",
    "tcp.options.mss_val == 1460",
    "tcp.options.wscale.shift > 0",
    "ip.addr == 10.0.0.0/8",
    "ip.addr != 10.0.0.0/8",
    "ip.src == 192.168.0.1 or ip.dst == 192.168.0.0/16",
    "ip.ttl < 64",
    "ip.proto == 17",
    "ip.flags.df == 1",
    "ip.flags.mf == 1 or ip.frag_offset > 0",
    "ip.id == 0",
    "ipv6.hlim == 64",
    "ipv6.addr == fe80::/10",
    "eth.type == 0x0806",
    "eth.addr == ff:ff:ff:ff:ff:ff",
    "vlan.id",
    "vlan.id == 100",
    "icmpv6.type == 135 or icmpv6.type == 128",
    "arp.opcode == 1",
    "frame contains \"HTTP\"",
    "tcp.payload contains \"GET\"",
    "tcp.srcport > tcp.dstport",
    "tcp[13:1] == 02",
    "tcp[13] > 10",
    "tcp[20]",
    "tcp[12-13,0] == 50:10:04",
    "ip.src[0:2] == c0:a8",
    "eth[12:2] == 08:00",
    "eth.src[-1] != 00",
    "tcp[-4:2] != 00:00",
    "tcp.flags & 0x12 == 0x12",
    "tcp.flags & 2",
    "tcp.port not in {80, 40000}",
    "tcp.payload matches \"^get\"",
    "frame matches \"http/1.[01]\"",
    "frame ~ \"[0-9]{5}\"",
    "ip.version == 6",
    "not udp and not icmp and (tcp.port == 80 or tcp.port == 40000)"};

std::vector<std::string> ours(const std::filesystem::path& path) {
  std::vector<filter::Filter> compiled;
  for (const std::string& text : filters) {
    auto one = filter::Filter::compile(text);
    REQUIRE(one);
    compiled.push_back(*one);
  }
  std::vector<std::string> selected(filters.size());
  auto reader = Reader::open(path.string());
  if (!reader) return {};
  Trace trace;
  for (Item item = reader->next(); !std::holds_alternative<End>(item); item = reader->next()) {
    trace.add(item);
    const auto* frame = std::get_if<Frame>(&item);
    if (!frame) continue;
    const FrameRow row = trace.frame(trace.frame_count() - 1);
    const filter::Facts facts(trace, row, frame->bytes);
    for (std::size_t i = 0; i < filters.size(); ++i)
      if (compiled[i].matches(facts)) selected[i] += std::to_string(row.number) + " ";
  }
  return selected;
}

std::string theirs(const std::filesystem::path& path, const std::string& text) {
  const std::string command =
      "tshark -o ip.defragment:FALSE -o tcp.desegment_tcp_streams:FALSE -r '" + path.string() +
      "' -Y '" + text + "' -T fields -e frame.number 2>/dev/null";
  std::string numbers;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
    numbers += c == '\n' ? ' ' : static_cast<char>(c);
  ::pclose(pipe);
  return numbers;
}

}  // namespace

TEST_CASE("filters_select_what_tshark_selects") {
  if (!std::filesystem::exists(shared)) WIRELAB_SKIP(test::no_collection());
  if (std::system("command -v tshark > /dev/null") != 0) WIRELAB_SKIP("no tshark here");
  constexpr const char* names[]{"zeek-retransmit-fast009.pcap", "pcapplusplus-VlanPackets.pcap",
                                "tcpdump-ipv6-routing-header.pcap"};
  std::vector<std::vector<std::string>> selected;
  for (const char* name : names) {
    selected.push_back(ours(shared / name));
    REQUIRE(selected.back().size() == filters.size());
  }
  for (std::size_t i = 0; i < filters.size(); ++i) {
    // tshark starts slowly: each filter is asked of the first capture in which it selects anything.
    std::size_t file = 0;
    while (file + 1 < selected.size() && selected[file][i].empty()) ++file;
    INFO(names[file] << ": " << filters[i]);
    CHECK(selected[file][i] == theirs(shared / names[file], filters[i]));
  }
}
