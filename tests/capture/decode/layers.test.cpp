#include "capture/decode/layers.hpp"

#include "capture/decode/link.hpp"
#include "tests/capture/decode/frames.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::decode;
using namespace wirelab::test;

namespace {

Layers whole(std::uint32_t link_type, const ByteVector& bytes) {
  return decode::decode(link_type, bytes, static_cast<std::uint32_t>(bytes.size()));
}

const ByteVector syn = ethernet_ipv4 + ipv4_syn + tcp_syn;

}  // namespace

TEST_CASE("a TCP segment over Ethernet") {
  const Layers layers = whole(link_ethernet, syn);
  CHECK(layers.protocol == "TCP");
  CHECK(layers.problem.empty());
  CHECK(layers.ethernet->source.text() == "02:00:00:00:00:01");
  CHECK(layers.ipv4->source.text() == "10.0.0.1");
  CHECK(layers.ipv4->dont_fragment);
  CHECK(layers.ipv4->time_to_live == 64);
  CHECK(layers.ipv4->at == Extent{14, 20});
  CHECK(layers.tcp->at == Extent{34, 40});
  CHECK(layers.tcp->source_port == 43210);
  CHECK(layers.tcp->destination_port == 8080);
  CHECK(layers.tcp->sequence == 0x11223344);
  CHECK(layers.tcp->flags == 0x002);
  CHECK(layers.tcp->window == 64240);
  CHECK(layers.payload == Extent{74, 0});
  CHECK(layers.whole_tcp());
  CHECK(tcp_option_bytes(layers, syn).size() == 20);
}

TEST_CASE("Ethernet's padding is no payload") {
  const ByteVector padded =
      hex("020000000002 020000000001 0800"
          "45 00 0029 0000 4000 40 06 0000 0a000001 0a000002"
          "0001 0002 00000001 00000001 50 18 0100 0000 0000"
          "58 0000000000");
  const Layers layers = whole(link_ethernet, padded);
  CHECK(layers.payload == Extent{54, 1});
  CHECK(layers.payload_captured == 1);
}

TEST_CASE("a capture may hold less than the wire carried") {
  const auto cut = [](std::size_t size) {
    const ByteVector bytes(syn.begin(), syn.begin() + static_cast<std::ptrdiff_t>(size));
    return decode::decode(link_ethernet, bytes, static_cast<std::uint32_t>(syn.size()));
  };
  CHECK(cut(13).problem == "malformed.link_cut");
  CHECK(cut(33).problem == "malformed.ipv4_cut");
  CHECK(cut(53).problem == "malformed.tcp_cut");
  CHECK_FALSE(cut(53).tcp);
  const Layers options_cut = cut(60);
  CHECK(options_cut.problem == "malformed.tcp_cut");
  CHECK(options_cut.tcp);
  CHECK_FALSE(options_cut.whole_tcp());
  CHECK(options_cut.payload == Extent{74, 0});
}

TEST_CASE("payload of which half is captured keeps its length on the wire") {
  const ByteVector bytes =
      hex("45 00 0128 0000 4000 40 06 0000 0a000001 0a000002"
          "0001 0002 00000001 00000001 50 18 0100 0000 0000 0102030405");
  const Layers layers = decode::decode(link_raw, bytes, 296);
  CHECK(layers.payload == Extent{40, 256});
  CHECK(layers.payload_captured == 5);
}

TEST_CASE("a total length of 0 was left to the network card") {
  const ByteVector bytes =
      hex("45 00 0000 0000 4000 40 06 0000 0a000001 0a000002"
          "0001 0002 00000001 00000001 50 18 0100 0000 0000 010203");
  CHECK(whole(link_raw, bytes).payload == Extent{40, 3});
}

TEST_CASE("lengths that contradict each other are named") {
  ByteVector bad = syn;
  bad[14] = 0x44;
  CHECK(whole(link_ethernet, bad).problem == "malformed.ipv4_length");
  bad[14] = 0x65;
  CHECK(whole(link_ethernet, bad).problem == "malformed.ipv4_version");
  bad = syn;
  bad[46] = 0x42;
  CHECK(whole(link_ethernet, bad).problem == "malformed.tcp_offset");
  bad[46] = 0xf2;
  CHECK(whole(link_ethernet, bad).problem == "malformed.tcp_offset");
  bad = syn;
  bad[17] = 0x22;  // total length 34: the TCP header does not fit
  CHECK(whole(link_ethernet, bad).problem == "malformed.tcp_short");
}

TEST_CASE("only the first fragment has a transport header") {
  ByteVector first = syn;
  first[20] = 0x20;
  const Layers begin = whole(link_ethernet, first);
  CHECK(begin.is_fragment());
  CHECK(begin.tcp);
  ByteVector later = syn;
  later[21] = 0x05;
  const Layers rest = whole(link_ethernet, later);
  CHECK(rest.is_fragment());
  CHECK(rest.protocol == "IPv4");
  CHECK(rest.ipv4->fragment_offset == 40);
  CHECK(rest.payload == Extent{34, 40});
}

TEST_CASE("VLAN tags, also stacked") {
  const ByteVector addresses = hex("020000000002 020000000001");
  const ByteVector one = addresses + hex("8100 a00a 0800") + ipv4_syn + tcp_syn;
  const Layers single = whole(link_ethernet, one);
  CHECK(single.vlan_count == 1);
  CHECK(single.vlans[0].id == 10);
  CHECK(single.vlans[0].priority == 5);
  CHECK(single.tcp);
  const Layers stacked =
      whole(link_ethernet, addresses + hex("88a8 0064 8100 1005 0800") + ipv4_syn + tcp_syn);
  CHECK(stacked.vlan_count == 2);
  CHECK(stacked.vlans[1].drop_eligible);
  CHECK(stacked.tcp->at.offset == 42);
  const Layers deep = whole(link_ethernet, addresses + hex("8100 0001 8100 0001 8100 0001 8100 0001"
                                                           "8100 0001 0800"));
  CHECK(deep.problem == "malformed.vlan_depth");
}

TEST_CASE("ARP") {
  const Layers layers =
      whole(link_ethernet, hex("ffffffffffff 020000000001 0806"
                               "0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002"
                               "000000000000000000000000000000000000"));
  CHECK(layers.protocol == "ARP");
  CHECK(layers.arp->operation == Arp::request);
  CHECK(layers.source()->text() == "10.0.0.1");
  CHECK(layers.destination()->text() == "10.0.0.2");
  CHECK(layers.payload.length == 0);
  CHECK(whole(link_ethernet, hex("ffffffffffff 020000000001 0806 0006 0800")).problem ==
        "malformed.arp_short");
}

TEST_CASE("UDP and its length") {
  const ByteVector ip = hex("45 00 0020 0000 0000 40 11 0000 0a000001 0a000002");
  const Layers layers = whole(link_raw, ip + hex("cf08 0035 000b 0000 deadbe ff"));
  CHECK(layers.protocol == "UDP");
  CHECK(layers.udp->destination_port == 53);
  CHECK(layers.payload == Extent{28, 3});
  CHECK(whole(link_raw, ip + hex("cf08 0035 0007 0000 deadbeff")).problem ==
        "malformed.udp_length");
}

TEST_CASE("ICMP of both versions") {
  const ByteVector ip = hex("45 00 001c 0000 0000 40 01 0000 0a000001 0a000002");
  const Layers echo = whole(link_raw, ip + hex("08 00 0000 1234 0007"));
  CHECK(echo.protocol == "ICMP");
  CHECK(echo.icmp->is_echo());
  CHECK(echo.icmp->identifier == 0x1234);
  CHECK(echo.icmp->sequence == 7);
  const ByteVector ip6 = hex("60000000 0008 3a ff") + ByteVector(31) + hex("01") + ByteVector(0);
  const Layers echo6 = whole(link_raw, ip6 + hex("80 00 0000 1234 0007"));
  CHECK(echo6.protocol == "ICMPv6");
  CHECK(echo6.icmp->is_echo());
}

TEST_CASE("IPv6 extension headers are walked over") {
  const ByteVector base = hex("60000000 0024 00 40") + ByteVector(32);
  const ByteVector chain =
      hex("2b 00 0104 00000000"     // hop by hop
          "06 00 00 01 00000000");  // routing, one segment left
  const Layers layers = whole(link_raw, base + chain +
                                            hex("0001 0002 00000001 00000001 50 10 0100"
                                                "0000 0000"));
  CHECK(layers.protocol == "TCP");
  CHECK(layers.extensions->at == Extent{40, 16});
  CHECK(layers.extensions->rerouted);
  CHECK(layers.tcp->at.offset == 56);
  CHECK(layers.payload.length == 0);
}

TEST_CASE("IPv6 fragments") {
  const ByteVector base = hex("60000000 0010 2c 40") + ByteVector(32);
  const Layers later = whole(link_raw, base + hex("06 00 0009 00000001 0000000000000000"));
  CHECK(later.is_fragment());
  CHECK(later.protocol == "IPv6");
  CHECK(later.extensions->fragment_offset == 8);
  CHECK(later.payload == Extent{48, 8});
  const Layers atomic = whole(link_raw, base + hex("11 00 0000 00000001 0001000200080000"));
  CHECK_FALSE(atomic.is_fragment());
  CHECK(atomic.protocol == "UDP");
  const Layers cut = decode::decode(link_raw, base + hex("06 00"), 100);
  CHECK(cut.problem == "malformed.extension_cut");
}

TEST_CASE("every link type leads to the same segment") {
  const ByteVector ip = ipv4_syn + tcp_syn;
  const auto reaches = [&ip](std::uint32_t link_type, const ByteVector& head) {
    const Layers layers = whole(link_type, head + ip);
    return layers.tcp && layers.tcp->at.offset == head.size() + 20;
  };
  CHECK(reaches(link_null, hex("02000000")));
  CHECK(reaches(link_null, hex("00000002")));
  CHECK(reaches(link_loop, hex("00000002")));
  CHECK(reaches(link_raw, {}));
  CHECK(reaches(link_raw_openbsd, {}));
  CHECK(reaches(link_raw_bsdos, {}));
  CHECK(reaches(link_ipv4, {}));
  CHECK(reaches(link_ppp, hex("ff03 0021")));
  CHECK(reaches(link_ppp, hex("0021")));
  CHECK(reaches(link_ppp, hex("21")));
  CHECK(reaches(link_linux_sll, hex("0004 0001 0006 020000000001 0000 0800")));
  CHECK(reaches(link_linux_sll2, hex("0800 0000 00000003 0001 04 06 020000000001 0000")));
  CHECK(reaches(link_ethernet, hex("020000000002 020000000001 8864 1100 0001 003e 0021")));
  const Layers version6 = whole(link_null, hex("1e000000 60000000 0000 3b 40") + ByteVector(32));
  CHECK(version6.protocol == "IPv6");
}

TEST_CASE("what is not understood keeps its bytes") {
  const Layers wifi = whole(105, hex("01020304"));
  CHECK(wifi.protocol.empty());
  CHECK(wifi.payload == Extent{0, 4});
  const Layers lldp = whole(link_ethernet, hex("0180c200000e 020000000001 88cc 0207"));
  CHECK(lldp.protocol == "Ethernet");
  CHECK(lldp.payload == Extent{14, 2});
  const Layers llc = whole(link_ethernet, hex("0180c2000000 020000000001 0003 424203 0000000000"));
  CHECK(llc.payload == Extent{14, 3});
}

TEST_CASE("any bytes at all under any link type are Layers") {
  const ByteVector seeds[] = {syn, ethernet_ipv4 + hex("45"),
                              hex("60000000 0024 00 40") + ByteVector(80)};
  for (const ByteVector& seed : seeds) {
    for (const std::uint32_t link : {0u, 1u, 9u, 12u, 101u, 108u, 113u, 228u, 229u, 276u}) {
      for (std::size_t i = 0; i < seed.size(); ++i) {
        ByteVector bad = seed;
        bad[i] ^= 0xff;
        bad.resize(bad.size() - i / 2);
        for (const std::uint32_t wire : {0u, 40u, 1500u, 0xffffffffu}) {
          const Layers layers = decode::decode(link, bad, wire);
          REQUIRE(layers.payload.end() <= std::max<std::size_t>(wire, bad.size()));
          REQUIRE(layers.payload_captured <= layers.payload.length);
        }
      }
    }
  }
}
