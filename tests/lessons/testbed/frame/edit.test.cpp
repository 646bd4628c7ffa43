#include "lessons/testbed/frame/edit.hpp"

#include "capture/decode/checksum.hpp"
#include "tests/capture/ipv6_builder.hpp"
#include "tests/capture/packet_builder.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace wirelab;
using namespace wirelab::lessons;

namespace {

Edit edit_of(const std::string& text) {
  LineWords words(text);
  auto edit = parse_edit(words);
  if (!edit) throw std::runtime_error(edit.error().message);
  if (const std::string rest = words.rest(); !rest.empty()) throw std::runtime_error(rest);
  return *std::move(edit);
}

std::string error_of(const std::string& text) {
  LineWords words(text);
  const auto edit = parse_edit(words);
  return edit ? "" : edit.error().message;
}

using Octets = std::vector<std::uint8_t>;

decode::Layers layers_of(const Octets& frame) {
  return decode::decode(decode::link_ethernet, frame, static_cast<std::uint32_t>(frame.size()));
}

Octets changed(Octets frame, const std::string& text) {
  const Outcome applied = change(edit_of(text), frame);
  if (!applied) throw std::runtime_error(applied.error().message);
  return frame;
}

// With the checksums that a kernel would have written.
Octets sent(const tcp::Segment& segment) {
  return changed(test::tcp_frame("10.0.0.1:40000", "10.0.0.2:8080", segment),
                 "tcp.urgent_pointer 0 mended");
}

const Octets data = sent({.sequence = 1000,
                          .acknowledgment = 500,
                          .flags = tcp::ack | tcp::psh,
                          .window = 4000,
                          .length = 11});

// Behind an IPv4 header, instead of TCP.
Octets carrying(std::uint8_t protocol, const Octets& payload) {
  Octets frame(data.begin(), data.begin() + test::behind_ipv4);
  frame.insert(frame.end(), payload.begin(), payload.end());
  frame[23] = protocol;
  frame[17] = static_cast<std::uint8_t>(20 + payload.size());
  return changed(frame, "ip.id 7 mended");
}

const Octets udp = carrying(17, {0x9c, 0x40, 0, 7, 0, 11, 1, 1, 'a', 'b', 'c'});
const Octets echo = carrying(1, {8, 0, 0, 0, 0, 5, 0, 1, 'p'});
const Octets arp = test::arp_request("10.0.0.1", "10.0.0.2");

Octets ipv6_echo() {
  Octets frame = test::tcp_over_ipv6(data);
  frame.resize(54);
  for (const std::uint8_t byte : {128, 0, 0, 0, 0, 5, 0, 1}) frame.push_back(byte);
  frame[19] = 8;
  frame[20] = 58;
  return frame;
}

Octets frame_with(HeaderKind header) {
  switch (header) {
    case HeaderKind::arp: return arp;
    case HeaderKind::ipv6: return test::tcp_over_ipv6(data);
    case HeaderKind::icmp: return echo;
    case HeaderKind::icmpv6: return ipv6_echo();
    case HeaderKind::udp: return udp;
    default: return data;
  }
}

bool right_sums(const Octets& frame) {
  const auto layers = layers_of(frame);
  return (!layers.ipv4 || decode::check_ipv4(layers, frame).state == decode::ChecksumState::ok) &&
         decode::check_transport(layers, frame).state == decode::ChecksumState::ok;
}

}  // namespace

TEST_CASE("a header field is given a value") {
  CHECK(layers_of(changed(data, "tcp.seq 77")).tcp->sequence == 77);
  CHECK(layers_of(changed(data, "tcp.seq +5")).tcp->sequence == 1005);
  CHECK(layers_of(changed(data, "tcp.seq -1001")).tcp->sequence == 0xffffffff);
  CHECK(layers_of(changed(data, "tcp.ack 0x10")).tcp->acknowledgment == 16);
  CHECK(layers_of(changed(data, "tcp.window 0")).tcp->window == 0);
  CHECK(layers_of(changed(data, "tcp.flags RST,ACK")).tcp->flags == (tcp::rst | tcp::ack));
  CHECK(layers_of(changed(data, "tcp.flags.fin 1")).tcp->flags == (tcp::fin | tcp::psh | tcp::ack));
  CHECK(layers_of(changed(data, "tcp.dstport 81")).tcp->destination_port == 81);
  CHECK(layers_of(changed(data, "ip.ttl -1")).ipv4->time_to_live == 63);
  CHECK(layers_of(changed(data, "ip.src 10.9.8.7")).ipv4->source.text() == "10.9.8.7");
  CHECK(layers_of(changed(data, "eth.dst ff:ff:ff:ff:ff:ff")).ethernet->destination.is_broadcast());
  CHECK(layers_of(changed(udp, "udp.length 9")).udp->length == 9);
  CHECK(layers_of(changed(echo, "icmp.type 0")).icmp->type == 0);
  CHECK(layers_of(changed(frame_with(HeaderKind::ipv6), "ipv6.hlim 1")).ipv6->hop_limit == 1);
  CHECK(layers_of(changed(frame_with(HeaderKind::ipv6), "ipv6.dst fd00::9"))
            .ipv6->destination.text() == "fd00::9");
}

TEST_CASE("each field changes its own bits and no others") {
  for (const HeaderField& field : header_fields()) {
    CAPTURE(std::string(field.name));
    const Octets before = frame_with(field.header);
    Edit edit{.field = &field, .value = Octets((field.bits + 7) / 8, 0xff)};
    Octets ones = before, zeros = before;
    REQUIRE(change(edit, ones));
    edit.value.assign(edit.value.size(), 0);
    REQUIRE(change(edit, zeros));
    std::size_t first = before.size() * 8, last = 0, count = 0;
    for (std::size_t bit = 0; bit < before.size() * 8; ++bit)
      if (((ones[bit / 8] ^ zeros[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
        first = std::min(first, bit);
        last = bit;
        ++count;
      }
    CHECK(count == field.bits);
    CHECK(last - first + 1 == field.bits);
    CHECK(first % 8 == field.bit % 8);
  }
}

TEST_CASE("checksums are mended when asked, else they tell") {
  REQUIRE(right_sums(data));
  for (const char* text :
       {"tcp.seq 77", "ip.src 10.9.8.7", "ip.ttl 3", "tcp.flags SYN", "bit 500"}) {
    CAPTURE(text);
    CHECK_FALSE(right_sums(changed(data, text)));
    CHECK_FALSE(right_sums(changed(data, std::string(text) + " broken")));
    CHECK(right_sums(changed(data, std::string(text) + " mended")));
  }
  CHECK(right_sums(changed(udp, "udp.dstport 8 mended")));
  CHECK(right_sums(changed(echo, "icmp.seq 2 mended")));
  CHECK(right_sums(changed(frame_with(HeaderKind::ipv6), "ipv6.src fd00::7 mended")));
}

TEST_CASE("a changed protocol number leaves the payload as it is") {
  const Octets as_udp = changed(data, "ip.proto 17 mended");
  CHECK(Octets(as_udp.begin() + 34, as_udp.end()) == Octets(data.begin() + 34, data.end()));
  CHECK(decode::check_ipv4(layers_of(as_udp), as_udp).state == decode::ChecksumState::ok);
}

TEST_CASE("no field: the last bit") {
  Octets expected = data;
  expected.back() ^= 1;
  CHECK(changed(data, "") == expected);
  CHECK_FALSE(right_sums(changed(data, "")));
  expected = data;
  expected[0] ^= 0x80;
  CHECK(changed(data, "bit 0") == expected);
}

TEST_CASE("an edit that a frame cannot bear leaves it alone") {
  const auto refusal = [](const std::string& text, Octets frame) {
    const Octets before = frame;
    const Outcome applied = change(edit_of(text), frame);
    CHECK(frame == before);
    return applied ? "" : applied.error().message;
  };
  CHECK(refusal("udp.length 3", data) ==
        "'udp.length' cannot be changed: the frame has no UDP header");
  CHECK(refusal("icmpv6.type 3", echo) ==
        "'icmpv6.type' cannot be changed: the frame has no ICMPv6 header");
  CHECK(refusal("bit 8000", data) ==
        "bit 8000 cannot be changed: the frame has 520 bits, counted from 0");
  CHECK(refusal("", {}) != "");
  for (std::size_t size = 0; size < data.size(); ++size)
    for (const HeaderField& field : header_fields()) {
      Octets cut(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(size));
      (void)change({.field = &field, .value = Octets((field.bits + 7) / 8), .mended = true}, cut);
      CHECK(cut.size() == size);
    }
}

TEST_CASE("mistakes in an edit") {
  CHECK(error_of("tcp.sqe 5") == "'corrupt' knows no field 'tcp.sqe'; did you mean 'tcp.seq'?");
  CHECK(error_of("tcp.seq") == "'tcp.seq' wants a value after it");
  CHECK(error_of("ip.ttl 256") == "'ip.ttl' takes a number up to 255, not '256'");
  CHECK(error_of("ip.ttl much") == "'ip.ttl' takes a number up to 255, not 'much'");
  CHECK(error_of("tcp.hdr_len 21") ==
        "'tcp.hdr_len' takes a number up to 60, a multiple of 4, not '21'");
  CHECK(error_of("tcp.flags SIN") ==
        "'tcp.flags' takes flags as SYN,ACK or a number up to 4095, not 'SIN'");
  CHECK(error_of("eth.dst 02:00:00:00:00") ==
        "'eth.dst' takes an address like 02:00:00:00:00:01, not '02:00:00:00:00'");
  CHECK(error_of("ip.src 10.0.0") == "'ip.src' takes an address like 10.0.0.1, not '10.0.0'");
  CHECK(error_of("ipv6.src 10.0.0.1") ==
        "'ipv6.src' takes an address like fd00::1, not '10.0.0.1'");
  CHECK(error_of("tcp.checksum 5 mended") ==
        "'tcp.checksum' cannot be changed and mended: it is the checksum");
  CHECK(error_of("mended") == "'mended' wants a field or a bit before it: tcp.seq +1 mended");
  CHECK(error_of("bit") == "'bit' wants a number after it");
}
