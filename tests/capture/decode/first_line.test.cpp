#include "capture/decode/first_line.hpp"

#include "capture/decode/dns.hpp"
#include "capture/decode/link.hpp"
#include "capture/decode/quoted.hpp"
#include "tests/capture/bytes/memory.hpp"
#include "tests/capture/packet_builder.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::decode;
using namespace wirelab::test;

namespace {

ByteVector ip(std::uint8_t protocol, const ByteVector& payload) {
  ByteVector bytes;
  put(bytes, 0x4500, 2);
  put(bytes, 20 + payload.size(), 2);
  put(bytes, 0, 4);
  put(bytes, 0x4000u | protocol, 2);
  put(bytes, 0, 2);
  put(bytes, 0x0a000001, 4);
  put(bytes, 0x0a000002, 4);
  return bytes + payload;
}

ByteVector udp(std::uint16_t port, const ByteVector& payload) {
  ByteVector bytes;
  put(bytes, 40000, 2);
  put(bytes, port, 2);
  put(bytes, 8 + payload.size(), 2);
  put(bytes, 0, 2);
  return ip(17, bytes + payload);
}

ByteVector http(const std::string& text) {
  ByteVector bytes;
  put(bytes, 40000, 2);
  put(bytes, 80, 2);
  put(bytes, 0, 8);
  put(bytes, 0x5018ffff, 4);
  put(bytes, 0, 4);
  return ip(6, bytes + ByteVector(text.begin(), text.end()));
}

std::string line(const ByteVector& packet) {
  const auto size = static_cast<std::uint32_t>(packet.size());
  return first_line(decode::decode(link_raw, packet, size), packet);
}

const std::string question = "0c 657861 6d706c652d6e616d65 03 6f7267 00 0001 0001";

}  // namespace

TEST_CASE("the first line of HTTP") {
  CHECK(line(http("GET /index.html HTTP/1.1\r\nHost: x\r\n")) == "GET /index.html HTTP/1.1");
  CHECK(line(http("HTTP/1.1 404 Not Found\r\n")) == "HTTP/1.1 404 Not Found");
  CHECK(line(http("GET /\x1b[31m\\")) == "GET /\\x1b[31m\\\\");
  CHECK(line(http("GET " + std::string(1000, 'a'))).size() == 120);
  CHECK(line(http("something else")).empty());
  CHECK(line(http("")).empty());
}

TEST_CASE("questions and answers of DNS") {
  CHECK(line(udp(53, hex("1234 0100 0001 0000 0000 0000" + question))) ==
        "DNS query A example-name.org");
  CHECK(line(udp(53, hex("1234 8183 0001 0000 0000 0000" + question))) ==
        "DNS answer A example-name.org: no such name");
  CHECK(line(udp(53, hex("1234 8180 0001 0002 0000 0000" + question +
                         "c00c 0005 0001 00000e10 0002 c00c"
                         "c00c 0001 0001 00000e10 0004 c0000201"))) ==
        "DNS answer A example-name.org: 192.0.2.1, 2 records");
  CHECK(dns_line(hex("1234 0100 0001 0000 0000 0000 00 001c 0001")) == "DNS query AAAA .");
  CHECK(dns_line(hex("1234 0100 0001 0000 0000 0000 05 6161")).empty());
  CHECK(dns_line(hex("1234 0100 0001 0000 0000 0000 c0 0c 0001 0001")) == "DNS query A .");
}

TEST_CASE("what TFTP asks") {
  CHECK(line(udp(69, hex("0001 66696c65 00 6f63746574 00"))) == "TFTP read request file (octet)");
  CHECK(line(udp(69, hex("0002 66696c65"))) == "TFTP write request file ()");
  CHECK(line(udp(69, hex("0004 0007"))) == "TFTP acknowledgment of block 7");
  CHECK(line(udp(69, hex("0005 0001 6e6f 00"))) == "TFTP error 1: no");
  CHECK(line(udp(69, hex("00"))).empty());
  CHECK(line(udp(4000, hex("0001 66696c65"))).empty());
}

TEST_CASE("an ICMP error names the packet that it is about") {
  auto original = http("");
  original.resize(28);
  const auto error = ip(1, hex("0303 0000 00000000") + original);
  CHECK(line(error) == "about 10.0.0.1:40000 > 10.0.0.2:80 TCP");
  const auto layers = decode::decode(link_raw, error, static_cast<std::uint32_t>(error.size()));
  const auto quoted = quoted_packet(layers, error);
  REQUIRE(quoted);
  CHECK(quoted->layers.ipv4->protocol == 6);
  CHECK(quoted->source_port == 40000);
  CHECK(line(ip(1, hex("0303 0000 00000000") + ip(50, {}))) == "about 10.0.0.1 > 10.0.0.2 ESP");
  CHECK(line(ip(1, hex("0303 0000 00000000 4500"))).empty());
  CHECK(line(ip(1, hex("0800 0000 00010001 4500"))).empty());
}
