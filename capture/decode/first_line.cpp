#include "capture/decode/first_line.hpp"

#include "capture/bytes/readable.hpp"
#include "capture/decode/dns.hpp"
#include "capture/decode/quoted.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace wirelab::decode {

namespace {

constexpr std::size_t longest = 120;

std::string printable(std::string_view text) {
  std::string line = readable_bytes(text.substr(0, longest + 1));
  if (line.size() > longest) line.replace(longest - 3, std::string::npos, "...");
  return line;
}

std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A request's method, or an answer's version.
bool is_http(std::string_view text) {
  constexpr std::array<std::string_view, 10> starts{"GET ",    "POST ",  "HEAD ",    "PUT ",
                                                    "DELETE ", "PATCH ", "OPTIONS ", "CONNECT ",
                                                    "TRACE ",  "HTTP/"};
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

std::string http(std::string_view text) {
  return is_http(text) ? printable(text.substr(0, text.find_first_of("\r\n"))) : std::string();
}

std::string tftp(Bytes bytes) {
  Cursor cursor(bytes);
  const std::uint16_t operation = cursor.u16();
  const std::uint16_t number = Cursor(cursor.rest()).u16();
  const std::string_view text = text_of(cursor.rest());
  if (!cursor.ok()) return {};
  switch (operation) {
    case 1:
    case 2: {
      const std::string_view file = text.substr(0, text.find('\0'));
      const std::string_view mode = file.size() < text.size() ? text.substr(file.size() + 1) : "";
      return printable(fmt::format("TFTP {} request {} ({})", operation == 1 ? "read" : "write",
                                   file, mode.substr(0, mode.find('\0'))));
    }
    case 3: return fmt::format("TFTP block {}", number);
    case 4: return fmt::format("TFTP acknowledgment of block {}", number);
    case 5: {
      const std::string_view words = text.size() > 2 ? text.substr(2) : "";
      return printable(fmt::format("TFTP error {}: {}", number, words.substr(0, words.find('\0'))));
    }
    default: return {};
  }
}

std::string quote(const Layers& layers, Bytes frame) {
  const auto quoted = quoted_packet(layers, frame);
  if (!quoted) return {};
  const IpAddress source = *quoted->layers.source(), destination = *quoted->layers.destination();
  if (!quoted->has_ports) {
    return fmt::format("about {} > {} {}", source.text(), destination.text(),
                       quoted->layers.protocol);
  }
  return fmt::format("about {} > {} {}", endpoint_text(source, quoted->source_port),
                     endpoint_text(destination, quoted->destination_port), quoted->layers.protocol);
}

}  // namespace

std::string first_line(const Layers& layers, Bytes frame) {
  constexpr std::uint16_t dns_port = 53, multicast_dns_port = 5353, tftp_port = 69;
  if (layers.icmp) return quote(layers, frame);
  if (layers.payload_captured == 0 || layers.payload.offset >= frame.size()) return {};
  const Bytes payload = frame.subspan(layers.payload.offset, layers.payload_captured);
  const auto speaks = [](const auto& header, std::uint16_t port) {
    return header->source_port == port || header->destination_port == port;
  };
  if (layers.tcp) {
    // Over TCP each message of DNS has its length in front.
    if (speaks(layers.tcp, dns_port) && payload.size() > 2) return dns_line(payload.subspan(2));
    return http(text_of(payload));
  }
  if (!layers.udp) return {};
  if (speaks(layers.udp, dns_port) || speaks(layers.udp, multicast_dns_port))
    return dns_line(payload);
  return speaks(layers.udp, tftp_port) ? tftp(payload) : std::string();
}

}  // namespace wirelab::decode
