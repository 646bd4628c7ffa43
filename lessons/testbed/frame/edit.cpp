#include "lessons/testbed/frame/edit.hpp"

#include "capture/decode/checksum.hpp"
#include "capture/words/nearest.hpp"
#include "lessons/testbed/frame/field_value.hpp"

#include <algorithm>

namespace wirelab::lessons {
namespace {

decode::Layers decoded(const std::vector<std::uint8_t>& frame) {
  return decode::decode(decode::link_ethernet, frame, static_cast<std::uint32_t>(frame.size()));
}

std::optional<decode::Extent> header_in(const decode::Layers& layers, HeaderKind header) {
  const auto at = [](const auto& layer) {
    return layer ? std::optional(layer->at) : std::optional<decode::Extent>();
  };
  switch (header) {
    case HeaderKind::ethernet: return at(layers.ethernet);
    case HeaderKind::arp: return at(layers.arp);
    case HeaderKind::ipv4: return at(layers.ipv4);
    case HeaderKind::ipv6: return at(layers.ipv6);
    case HeaderKind::udp: return at(layers.udp);
    case HeaderKind::tcp: return at(layers.tcp);
    case HeaderKind::icmp:
    case HeaderKind::icmpv6: break;
  }
  const bool right = layers.icmp && layers.icmp->version6 == (header == HeaderKind::icmpv6);
  return right ? at(layers.icmp) : std::nullopt;
}

bool get_bit(const std::vector<std::uint8_t>& bytes, std::size_t bit) {
  return (bytes[bit / 8] >> (7 - bit % 8) & 1) != 0;
}

void set_bit(std::vector<std::uint8_t>& bytes, std::size_t bit, bool on) {
  const auto mask = static_cast<std::uint8_t>(0x80 >> (bit % 8));
  bytes[bit / 8] = static_cast<std::uint8_t>(on ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
}

// Bits of the frame as a number with the field's width, and back.
std::vector<std::uint8_t> take_bits(const std::vector<std::uint8_t>& frame, std::size_t first,
                                    std::size_t bits) {
  std::vector<std::uint8_t> value((bits + 7) / 8);
  const std::size_t unused = value.size() * 8 - bits;
  for (std::size_t i = 0; i < bits; ++i) set_bit(value, unused + i, get_bit(frame, first + i));
  return value;
}

void put_bits(std::vector<std::uint8_t>& frame, std::size_t first, std::size_t bits,
              const std::vector<std::uint8_t>& value) {
  const std::size_t unused = value.size() * 8 - bits;
  for (std::size_t i = 0; i < bits; ++i) set_bit(frame, first + i, get_bit(value, unused + i));
}

Outcome apply_field(const Edit& edit, std::vector<std::uint8_t>& frame) {
  const HeaderField& field = *edit.field;
  const auto header = header_in(decoded(frame), field.header);
  if (!header)
    return mistake(fmt::format("'{}' cannot be changed: the frame has no {} header", field.name,
                               name_of(field.header)));
  const std::size_t first = header->offset * 8 + field.bit;
  if (first + field.bits > frame.size() * 8)
    return mistake(fmt::format("'{}' cannot be changed: the frame ends before it", field.name));
  const auto before = take_bits(frame, first, field.bits);
  put_bits(frame, first, field.bits,
           edit.sign == 0 ? edit.value : sum(before, edit.value, edit.sign));
  return Done{};
}

Outcome apply_bit(const Edit& edit, std::vector<std::uint8_t>& frame) {
  if (frame.empty()) return mistake("a frame without bytes has no bit to change");
  // The last bit is payload, option or checksum: the checksum tells.
  const std::size_t bit = edit.bit.value_or(frame.size() * 8 - 1);
  if (bit >= frame.size() * 8)
    return mistake(fmt::format("bit {} cannot be changed: the frame has {} bits, counted from 0",
                               bit, frame.size() * 8));
  set_bit(frame, bit, !get_bit(frame, bit));
  return Done{};
}

void put(std::vector<std::uint8_t>& frame, std::size_t at, std::uint16_t sum) {
  if (at + 2 > frame.size()) return;
  frame[at] = static_cast<std::uint8_t>(sum >> 8);
  frame[at + 1] = static_cast<std::uint8_t>(sum);
}

std::optional<std::size_t> place_of_sum(const decode::Layers& layers) {
  if (layers.tcp) return layers.tcp->at.offset + 16;
  if (layers.udp) return layers.udp->at.offset + 6;
  if (layers.icmp) return layers.icmp->at.offset + 2;
  return std::nullopt;
}

bool has_right_one(const decode::ChecksumCheck& check) {
  return check.state == decode::ChecksumState::wrong ||
         check.state == decode::ChecksumState::not_computed;
}

// The IPv4 header's and the transport's. `place` is where the transport's stood before: what a
// changed protocol number makes of the payload is nothing to write into.
void mend_checksums(std::vector<std::uint8_t>& frame, std::optional<std::size_t> place) {
  const decode::Layers layers = decoded(frame);
  if (const auto check = decode::check_ipv4(layers, frame); has_right_one(check))
    put(frame, layers.ipv4->at.offset + 10, check.right);
  const auto check = decode::check_transport(layers, frame);
  if (place && place == place_of_sum(layers) && has_right_one(check))
    put(frame, *place, check.right);
}

}  // namespace

Result<Edit> parse_edit(LineWords& words) {
  Edit edit;
  std::string text;
  if (words.peek() == "bit") {
    words.next();
    const auto bit = words.number<std::size_t>("bit");
    if (!bit) return bit.error();
    edit.bit = *bit;
    text = fmt::format("bit {}", *bit);
  } else if (words.peek().find('.') != std::string::npos) {
    const std::string name = words.next();
    edit.field = header_field(name);
    if (!edit.field) {
      const std::string near = nearest(name, header_field_names());
      return mistake(fmt::format("'corrupt' knows no field '{}'{}", name,
                                 near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
    }
    const std::string word = words.next();
    if (word.empty()) return mistake(fmt::format("'{}' wants a value after it", name));
    auto value = parse_value(*edit.field, word);
    if (!value) return value.error();
    edit.value = std::move(value->bits);
    edit.sign = value->sign;
    text = fmt::format("{} {}", name, word);
  }
  if (words.take("mended")) {
    if (text.empty())
      return mistake("'mended' wants a field or a bit before it: tcp.seq +1 mended");
    if (edit.field && edit.field->checksum)
      return mistake(
          fmt::format("'{}' cannot be changed and mended: it is the checksum", edit.field->name));
    edit.mended = true;
    text += " mended";
  } else {
    words.take("broken");
  }
  edit.text = std::move(text);
  return edit;
}

Outcome change(const Edit& edit, std::vector<std::uint8_t>& frame) {
  const auto place = place_of_sum(decoded(frame));
  const Outcome applied = edit.field ? apply_field(edit, frame) : apply_bit(edit, frame);
  if (applied && edit.mended) mend_checksums(frame, place);
  return applied;
}
}  // namespace wirelab::lessons
