#include "lab/rows/header.hpp"

#include "capture/decode/checksum.hpp"
#include "capture/decode/first_line.hpp"
#include "capture/decode/header_fields.hpp"
#include "lab/rows/frame_label.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// More of a payload than this is read elsewhere, not in a header's picture.
constexpr std::size_t most_payload_lines = 64;

// The frame that is explained, with all that its cells are coloured and filled by.
struct Subject {
  const View& view;
  const FrameRow& frame;
  std::vector<std::uint8_t> bytes;
  decode::Layers layers;
  bool rightward;
};

using Cell = HeaderRows::Cell;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Ports and addresses belong to the end they name, the sequence number to the sender.
Hue field_hue(const Subject& subject, std::string_view id) {
  const auto any = [&](std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](auto end) { return ends_with(id, end); });
  };
  if (any({"srcport", "ip.src", "ipv6.src", "eth.src", "tcp.seq_raw"}))
    return end_hue(subject.rightward);
  if (any({"dstport", "ip.dst", "ipv6.dst", "eth.dst"})) return end_hue(!subject.rightward);
  if (id == "tcp.ack_raw" && subject.frame.segment.has(tcp::ack)) return Hue::ack;
  return Hue::muted;
}

Hue flag_hue(const Subject& subject, std::string_view id) {
  if (id == "tcp.flags.syn") return Hue::syn;
  if (id == "tcp.flags.fin") return Hue::fin;
  if (id == "tcp.flags.reset") return Hue::rst;
  if (id == "tcp.flags.ack") return Hue::ack;
  if (id == "tcp.flags.push") return end_hue(subject.rightward);
  return Hue::text;
}

std::string window_value(const Subject& subject) {
  const FrameRow& frame = subject.frame;
  if (frame.segment.window == frame.window || frame.segment.window == 0) {
    return std::to_string(frame.segment.window);
  }
  return fmt::format("{} × {} = {}", frame.segment.window, frame.window / frame.segment.window,
                     frame.window);
}

std::string checked(const Subject& subject, const decode::ChecksumCheck& check,
                    const std::string& value) {
  const char* word = nullptr;
  if (check.state == decode::ChecksumState::ok) word = "rows.checksum.ok";
  if (check.state == decode::ChecksumState::wrong) word = "rows.checksum.wrong";
  return word ? value + " " + say(subject.view.words, word) : value;
}

// The value as people read it: relative numbers, the scaled window, a checksum with its verdict.
std::string field_value(const Subject& subject, const decode::HeaderField& field) {
  const bool absolute = subject.view.preferences.absolute_numbers;
  if (field.id == "tcp.seq_raw") return std::to_string(sequence_number(subject.frame, absolute));
  if (field.id == "tcp.ack_raw")
    return std::to_string(acknowledgment_number(subject.frame, absolute));
  if (field.id == "tcp.window_size_value") return window_value(subject);
  if (field.id == "ip.checksum") {
    return checked(subject, decode::check_ipv4(subject.layers, subject.bytes), field.value);
  }
  if (ends_with(field.id, ".checksum")) {
    return checked(subject, decode::check_transport(subject.layers, subject.bytes), field.value);
  }
  return field.value;
}

// An option is called by its name where it has one, not "kind".
std::string field_label(const Subject& subject, const decode::HeaderField& field) {
  static constexpr std::string_view named[]{"0", "1", "2", "3", "4", "5", "8", "34"};
  const bool known = field.id == "tcp.option_kind" &&
                     std::find(std::begin(named), std::end(named), field.value) != std::end(named);
  return say(subject.view.words, known ? "rows.option." + field.value : field.label());
}

Cell cell_of(const Subject& subject, const decode::HeaderField& field) {
  Cell cell{0, 0, field_label(subject, field), field_value(subject, field),
            field_hue(subject, field.id)};
  const bool is_flag = field.bit_length == 1 && field.id.find(".flags.") != std::string::npos;
  if (is_flag) {
    cell.flag = true;
    cell.lit = field.value == "1";
    if (cell.lit) cell.hue = flag_hue(subject, field.id);
  }
  return cell;
}

// A field that goes on in the next line is drawn there as a blank cell of the same colour.
void place(std::vector<HeaderRows::Line>& lines, Cell cell, std::uint32_t bit,
           std::uint32_t length) {
  while (length > 0) {
    const std::uint32_t here = std::min(length, 32 - bit % 32);
    if (lines.size() <= bit / 32) lines.resize(bit / 32 + 1);
    cell.first_bit = static_cast<int>(bit % 32);
    cell.bits = static_cast<int>(here);
    lines[bit / 32].cells.push_back(cell);
    cell.label.clear();
    cell.value.clear();
    bit += here;
    length -= here;
  }
}

std::string hex(Bytes bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes)
    text += fmt::format("{}{:02x}", text.empty() ? "" : " ", byte);
  return text;
}

Bytes part(const Subject& subject, std::size_t offset, std::size_t length) {
  const Bytes all(subject.bytes);
  if (offset >= all.size()) return {};
  return all.subspan(offset, std::min(length, all.size() - offset));
}

// Each header begins with a line of its own.
void add_header(HeaderRows& rows, const Subject& subject, const decode::Header& header) {
  std::vector<HeaderRows::Line> lines;
  for (const decode::HeaderField& field : header.fields) {
    place(lines, cell_of(subject, field), field.bit_offset, field.bit_length);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t rest = header.at.length - std::min<std::size_t>(header.at.length, i * 4);
    lines[i].hex = hex(part(subject, header.at.offset + i * 4, std::min<std::size_t>(4, rest)));
    rows.lines.push_back(std::move(lines[i]));
  }
}

void add_payload(HeaderRows& rows, const Subject& subject) {
  const std::size_t captured = subject.layers.payload_captured;
  const Bytes payload = part(subject, subject.layers.payload.offset, captured);
  for (std::size_t i = 0; i < payload.size() && rows.lines.size() < most_payload_lines; i += 4) {
    const Bytes four = payload.subspan(i, std::min<std::size_t>(4, payload.size() - i));
    HeaderRows::Line line;
    for (std::size_t k = 0; k < four.size(); ++k) {
      const bool printable = four[k] >= 0x20 && four[k] < 0x7f;
      const std::string shown = printable ? std::string(1, static_cast<char>(four[k])) : "·";
      line.cells.push_back({static_cast<int>(k * 8), 8, "", shown, end_hue(subject.rightward)});
    }
    line.hex = hex(four);
    rows.lines.push_back(std::move(line));
  }
}

Layer layer_of(const decode::Header& header) {
  const auto is_any = [&](std::initializer_list<std::string_view> of) {
    return std::find(of.begin(), of.end(), header.name) != of.end();
  };
  if (is_any({"TCP", "UDP", "ICMP", "ICMPv6"})) return Layer::transport;
  if (is_any(
          {"Ethernet", "VLAN", "Linux cooked v1", "Linux cooked v2", "PPPoE", "PPP", "Loopback"}))
    return Layer::ethernet;
  return Layer::network;
}

// The headers that a tab shows: an IPv6 header with its extensions, Ethernet with its tags.
std::vector<const decode::Header*> headers_of(const std::vector<decode::Header>& headers,
                                              Layer layer) {
  std::vector<const decode::Header*> of_layer;
  for (const decode::Header& header : headers)
    if (layer_of(header) == layer) of_layer.push_back(&header);
  return of_layer;
}

// The tab that the person chose; of a packet without a transport header, as ARP or the second
// fragment, the one that says what it is.
Layer shown_layer(const Subject& subject, const std::vector<decode::Header>& headers) {
  const Layer chosen = subject.view.preferences.layer;
  const bool without = chosen == Layer::transport && headers_of(headers, chosen).empty();
  const bool network =
      without && subject.layers.problem.empty() && !headers_of(headers, Layer::network).empty();
  return network ? Layer::network : chosen;
}

void add_tabs(HeaderRows& rows, const View& view, const std::vector<decode::Header>& headers,
              Layer shown_tab) {
  const auto name = [&](Layer layer, const char* otherwise) {
    const auto shown = headers_of(headers, layer);
    return shown.empty() ? std::string(otherwise) : std::string(shown.front()->name);
  };
  rows.tabs = {name(Layer::ethernet, "Ethernet"), name(Layer::network, "IPv4"),
               name(Layer::transport, "TCP"), say(view.words, "ui.payload")};
  rows.tab = static_cast<int>(shown_tab);
}

std::string caption(const View& view, std::size_t header, std::size_t payload) {
  const char* id = payload > 0 ? "rows.header_then_data" : "rows.header_alone";
  return say(view.words, id,
             {{"header", std::to_string(header)}, {"data", std::to_string(payload)}});
}

void add_layer(HeaderRows& rows, const Subject& subject, const std::vector<decode::Header>& headers,
               Layer layer) {
  const View& view = subject.view;
  const std::string number = std::to_string(subject.frame.number);
  const std::size_t payload = subject.layers.payload.length;
  if (layer == Layer::payload) {
    rows.title = say(view.words, "rows.payload_of", {{"number", number}});
    rows.caption = say(view.words, "rows.bytes", {{"number", std::to_string(payload)}});
    const std::string first = decode::first_line(subject.layers, subject.bytes);
    if (!first.empty()) rows.caption += ": " + first;
    add_payload(rows, subject);
    if (rows.lines.empty()) rows.empty = say(view.words, "rows.no_payload");
    return;
  }
  const auto shown = headers_of(headers, layer);
  std::string protocols = shown.empty() ? rows.tabs[static_cast<std::size_t>(rows.tab)] : "";
  std::size_t size = 0;
  for (const decode::Header* header : shown) {
    protocols += (protocols.empty() ? "" : ", ") + std::string(header->name);
    size += header->at.length;
    add_header(rows, subject, *header);
  }
  rows.title = say(view.words, "rows.header_of", {{"protocol", protocols}, {"number", number}});
  if (!shown.empty()) {
    rows.caption = caption(view, size, layer == Layer::transport ? payload : 0);
    return;
  }
  const std::string_view problem = subject.layers.problem;
  rows.empty = say(view.words, problem.empty() ? std::string_view("rows.no_such_header") : problem);
}

std::uint32_t link_type(const Trace& trace, const FrameRow& frame) {
  const auto interfaces = trace.interfaces();
  return frame.interface < interfaces.size() ? interfaces[frame.interface].link_type : no_interface;
}

}  // namespace

HeaderRows header_rows(const View& view) {
  HeaderRows rows;
  const Moment moment = moment_of(view);
  const auto frame = selected_frame(view, moment);
  if (!frame || !view.bytes) {
    add_tabs(rows, view, {}, view.preferences.layer);
    rows.title = say(view.words, "rows.header");
    rows.empty = say(view.words, frame ? "rows.no_bytes" : "rows.no_packet");
    return rows;
  }
  Subject subject{view, *frame, view.bytes(*frame), {}, is_rightward(view, moment, *frame)};
  subject.layers = decode::decode(link_type(view.trace, *frame), subject.bytes, frame->wire_length);
  const auto headers = decode::headers(subject.layers, subject.bytes);
  const Layer layer = shown_layer(subject, headers);
  add_tabs(rows, view, headers, layer);
  add_layer(rows, subject, headers, layer);
  return rows;
}

}  // namespace wirelab::lab
