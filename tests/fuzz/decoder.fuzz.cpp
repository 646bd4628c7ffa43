// Any bytes as a frame: the first chooses the link type, the second what the capture cut off.
#include "capture/decode/artefacts.hpp"
#include "capture/decode/checksum.hpp"
#include "capture/decode/first_line.hpp"
#include "capture/decode/header_fields.hpp"
#include "capture/decode/layers.hpp"
#include "capture/decode/link.hpp"
#include "capture/decode/tcp_options.hpp"
#include "capture/recording/frame.hpp"
#include "capture/tcp/to_segment.hpp"
#include "tests/capture/decode/glance.hpp"
#include "tests/fuzz/bytes.hpp"

#include <array>

using namespace wirelab;
using namespace wirelab::decode;
using wirelab::test::demand;

namespace {

constexpr std::array<std::uint32_t, 12> links{
    link_ethernet, link_null, link_ppp,       link_raw,        link_loop, link_linux_sll,
    link_ipv4,     link_ipv6, link_raw_bsdos, link_linux_sll2, 105,       no_interface};

void check(const Layers& layers, Bytes bytes, std::uint32_t wire_length) {
  demand(layers.payload.end() <= wire_length);
  demand(layers.payload_captured <= layers.payload.length);
  demand(layers.payload_captured <= bytes.size());
  check_ipv4(layers, bytes);
  check_transport(layers, bytes);
  Observer observer;
  const Frame frame{.time = 1, .wire_length = wire_length, .bytes = bytes};
  demand(observer.see(layers, frame).artefacts.size() <= artefact_count);
  observer.see(layers, frame);
  const auto segment = tcp::to_segment(layers, bytes);
  demand(!segment || layers.tcp);
  read_tcp_options(tcp_option_bytes(layers, bytes));
  demand(first_line(layers, bytes).size() <= 400);
  for (const Header& header : headers(layers, bytes)) {
    std::uint32_t bit = 0;
    for (const HeaderField& field : header.fields) {
      demand(field.bit_offset == bit);
      demand(field.bytes.end() <= bytes.size());
      bit += field.bit_length;
    }
    demand(bit <= header.at.length * 8);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  // A copy of its own, so that a read behind its end is seen.
  const auto bytes = test::fuzzed(data + 2, size - 2);
  const std::uint32_t wire_length = static_cast<std::uint32_t>(bytes.size()) + data[1];
  const std::uint32_t link = links[data[0] % links.size()];
  check(decode::decode(link, bytes, wire_length), bytes, wire_length);
  if (TcpGlance glance; glance_at_tcp(link, bytes, wire_length, glance))
    demand(test::glance_is_right(glance, link, bytes, wire_length));
  return 0;
}
