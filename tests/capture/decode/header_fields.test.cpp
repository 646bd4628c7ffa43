#include "capture/decode/header_fields.hpp"

#include "capture/decode/link.hpp"
#include "capture/words/words.hpp"
#include "tests/capture/decode/frames.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace wirelab;
using namespace wirelab::decode;
using namespace wirelab::test;

namespace {

std::vector<Header> headers_of(std::uint32_t link_type, const ByteVector& bytes) {
  return headers(decode::decode(link_type, bytes, static_cast<std::uint32_t>(bytes.size())), bytes);
}

const HeaderField& field(const Header& header, std::string_view id) {
  const auto found = std::find_if(header.fields.begin(), header.fields.end(),
                                  [id](const HeaderField& one) { return one.id == id; });
  REQUIRE(found != header.fields.end());
  return *found;
}

// Fields stand side by side, from the first bit to the last.
void check_seamless(const Header& header) {
  std::uint32_t bit = 0;
  for (const HeaderField& one : header.fields) {
    REQUIRE(one.bit_offset == bit);
    REQUIRE(one.bytes.offset == header.at.offset + bit / 8);
    bit += one.bit_length;
  }
  CHECK(bit == header.at.length * 8);
}

const ByteVector samples[] = {
    ethernet_ipv4 + ipv4_syn + tcp_syn,
    hex("ffffffffffff 020000000001 8100 000a 0806"
        "0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002"),
    ethernet_ipv4 + hex("46 00 0024 0000 0000 40 11 0000 0a000001 0a000002 01010100"
                        "cf08 0035 000c 0000 deadbeef"),
    ethernet_ipv4 + hex("45 00 001c 0000 0000 40 01 0000 0a000001 0a000002 0304 0000 0000 0514"),
    ethernet_ipv4 + hex("45 00 001c 0000 0000 40 01 0000 0a000001 0a000002 0500 0000 0a000001"),
    ethernet_ipv4 + hex("45 00 001c 0000 0000 40 01 0000 0a000001 0a000002 0b00 0000 00000000"),
    ethernet_ipv4 + hex("45 00 001c 0000 0000 40 01 0000 0a000001 0a000002 0800 0000 00010002"),
    hex("020000000002 020000000001 86dd 60000000 0008 3a 40") + ByteVector(32) +
        hex("8000 0000 1234 0001"),
    hex("020000000002 020000000001 86dd 60000000 0008 3a 40") + ByteVector(32) +
        hex("0200 0000 00000500"),
    hex("020000000002 020000000001 86dd 60000000 0008 3a 40") + ByteVector(32) +
        hex("0100 0000 00000000"),
    ethernet_ipv4 + hex("45 00 0044 0000 0000 40 06 0000 0a000001 0a000002"
                        "0001 0002 00000001 00000001 c0 10 0100 0000 0000"
                        "050a 00000001 00000002 2204 abcd fd03 01 02ff 0000000000"),
};

}  // namespace

TEST_CASE("the header of a SYN bit by bit") {
  const auto list = headers_of(link_ethernet, samples[0]);
  REQUIRE(list.size() == 3);
  CHECK(list[0].name == "Ethernet");
  CHECK(field(list[0], "eth.type").value == "0x0800");
  CHECK(field(list[0], "eth.src").value == "02:00:00:00:00:01");
  CHECK(field(list[1], "ip.flags.df").value == "1");
  CHECK(field(list[1], "ip.id").value == "0x1c46");
  CHECK(field(list[1], "ip.dst").value == "10.0.0.2");
  const Header& tcp = list[2];
  CHECK(field(tcp, "tcp.srcport").value == "43210");
  CHECK(field(tcp, "tcp.flags.syn").bit_offset == 110);
  CHECK(field(tcp, "tcp.flags.syn").value == "1");
  CHECK(field(tcp, "tcp.flags.ack").value == "0");
  CHECK(field(tcp, "tcp.checksum").value == "0x2c42");
  CHECK(field(tcp, "tcp.checksum").bytes == Extent{50, 2});
  CHECK(field(tcp, "tcp.checksum").label() == "field.tcp.checksum");
  CHECK(field(tcp, "tcp.hdr_len").value == "10");
  CHECK(field(tcp, "tcp.options.mss_val").value == "1460");
  CHECK(field(tcp, "tcp.options.wscale.shift").value == "7");
  CHECK(field(tcp, "tcp.options.timestamp.tsval").value == "10");
}

TEST_CASE("fields leave no gap and each has a name") {
  const auto words = Words::load(WIRELAB_SOURCE_DIR "/capture", "en");
  REQUIRE(words);
  for (const ByteVector& sample : samples) {
    for (const Header& header : headers_of(link_ethernet, sample)) {
      CAPTURE(header.name);
      check_seamless(header);
      for (const HeaderField& one : header.fields) {
        CAPTURE(one.id);
        CHECK(words->has(one.label()));
      }
    }
  }
}

TEST_CASE("a header that the capture cuts shows what is there") {
  for (const ByteVector& sample : samples) {
    for (std::size_t size = 0; size < sample.size(); ++size) {
      const ByteVector cut(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(size));
      const auto layers =
          decode::decode(link_ethernet, cut, static_cast<std::uint32_t>(sample.size()));
      for (const Header& header : headers(layers, cut)) {
        for (const HeaderField& one : header.fields) REQUIRE(one.bytes.end() <= size);
      }
    }
  }
}

namespace {

struct Sample {
  std::uint32_t link_type;
  ByteVector bytes;
  std::string names;
};
const ByteVector udp = hex("cf08 0035 000c 0000 deadbeef");
const ByteVector ip_udp_packet = hex("45 00 0020 0000 0000 40 11 0000 0a000001 0a000002") + udp;
const ByteVector ip6_addresses = ByteVector(32);

const Sample linked[] = {
    {link_linux_sll, hex("0004 0001 0006 020000000001 0000 0800") + ip_udp_packet,
     "Linux cooked v1, IPv4, UDP"},
    {link_linux_sll2, hex("0800 0000 00000002 0001 04 06 020000000001 0000") + ip_udp_packet,
     "Linux cooked v2, IPv4, UDP"},
    {link_null, hex("02000000") + ip_udp_packet, "Loopback, IPv4, UDP"},
    {link_loop, hex("00000002") + ip_udp_packet, "Loopback, IPv4, UDP"},
    {link_ppp, hex("ff03 0021") + ip_udp_packet, "PPP, IPv4, UDP"},
    {link_ppp, hex("21") + ip_udp_packet, "PPP, IPv4, UDP"},
    {link_raw, ip_udp_packet, "IPv4, UDP"},
    {link_ethernet, hex("020000000002 020000000001 8864 11 00 0001 0022 0021") + ip_udp_packet,
     "Ethernet, PPPoE, PPP, IPv4, UDP"},
    {link_ethernet, hex("020000000002 020000000001 88a8 0064 8100 6065 0800") + ip_udp_packet,
     "Ethernet, VLAN, VLAN, IPv4, UDP"},
    {link_raw,
     hex("60000000 002c 00 40") + ip6_addresses + hex("2b 00 0104 00000000") +
         hex("3c 00 0000 00000000") + hex("2c 00 0104 00000000") + hex("11 00 0000 00000007") + udp,
     "IPv6, Hop-by-hop options, Routing, Destination options, Fragment, UDP"}};

}  // namespace

TEST_CASE("every header before the payload has a picture without gaps") {
  const auto words = Words::load(WIRELAB_SOURCE_DIR "/capture", "en");
  REQUIRE(words);
  for (const Sample& sample : linked) {
    std::string names;
    std::uint32_t end = 0;
    for (const Header& header : headers_of(sample.link_type, sample.bytes)) {
      names += (names.empty() ? "" : ", ") + std::string(header.name);
      CAPTURE(names);
      CHECK(header.at.offset == end);
      end = header.at.end();
      check_seamless(header);
      for (const HeaderField& one : header.fields) {
        CAPTURE(one.id);
        CHECK(words->has(one.label()));
      }
    }
    CHECK(names == sample.names);
    CHECK(end == sample.bytes.size() - 4);  // all but the payload
  }
}

TEST_CASE("a chain of headers that the capture cuts shows what is there") {
  for (const Sample& sample : linked) {
    for (std::size_t size = 0; size < sample.bytes.size(); ++size) {
      const ByteVector cut(sample.bytes.begin(),
                           sample.bytes.begin() + static_cast<std::ptrdiff_t>(size));
      const auto layers =
          decode::decode(sample.link_type, cut, static_cast<std::uint32_t>(sample.bytes.size()));
      for (const Header& header : headers(layers, cut)) {
        for (const HeaderField& one : header.fields) REQUIRE(one.bytes.end() <= size);
      }
    }
  }
}
