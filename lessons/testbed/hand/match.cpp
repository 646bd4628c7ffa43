#include "lessons/testbed/hand/match.hpp"

#include "capture/decode/link.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace wirelab::lessons {
namespace {

constexpr std::array kind_words{
    std::pair{"syn", FrameKind::syn},   std::pair{"synack", FrameKind::synack},
    std::pair{"ack", FrameKind::ack},   std::pair{"data", FrameKind::data},
    std::pair{"fin", FrameKind::fin},   std::pair{"rst", FrameKind::rst},
    std::pair{"udp", FrameKind::udp},   std::pair{"arp", FrameKind::arp},
    std::pair{"icmp", FrameKind::icmp}, std::pair{"any", FrameKind::any}};

std::optional<FrameKind> kind_of(const std::string& word) {
  for (const auto& [name, kind] : kind_words)
    if (word == name) return kind;
  return std::nullopt;
}

Outcome read_name(LineWords& words, const std::string& after, std::string_view what,
                  std::string& name) {
  name = words.next();
  if (name.empty())
    return mistake(fmt::format("'{}' wants the name of a {} after it", after, what));
  return Done{};
}

Outcome read_bpf(LineWords& words, Match& match) {
  const std::string text = words.rest_or_quoted();
  if (text.empty()) return mistake("'bpf' wants an expression after it: bpf \"tcp port 80\"");
  auto bpf = std::make_shared<filter::Bpf>(text);
  if (const Outcome compiled = bpf->prepare(decode::link_ethernet); !compiled) {
    const std::string& words_of_libpcap = compiled.error().message;
    return mistake(fmt::format("'bpf {}' is no filter: {}", text,
                               words_of_libpcap.substr(0, words_of_libpcap.find('\n'))));
  }
  match.bpf = std::move(bpf);
  return Done{};
}

bool is_kind(FrameKind kind, const Glimpse& frame) {
  const tcp::Segment& segment = frame.segment;
  const bool bare = (segment.flags & (tcp::syn | tcp::fin | tcp::rst)) == 0;
  switch (kind) {
    case FrameKind::any: return true;
    case FrameKind::udp: return frame.protocol == Protocol::udp;
    case FrameKind::arp: return frame.protocol == Protocol::arp;
    case FrameKind::icmp: return frame.protocol == Protocol::icmp;
    case FrameKind::syn: return frame.tcp() && segment.has(tcp::syn) && !segment.has(tcp::ack);
    case FrameKind::synack: return frame.tcp() && segment.has(tcp::syn) && segment.has(tcp::ack);
    case FrameKind::ack: return frame.tcp() && bare && segment.has(tcp::ack) && segment.length == 0;
    case FrameKind::data: return frame.tcp() && segment.length > 0;
    case FrameKind::fin: return frame.tcp() && segment.has(tcp::fin);
    case FrameKind::rst: return frame.tcp() && segment.has(tcp::rst);
  }
  return false;
}

}  // namespace

const std::vector<std::string>& match_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all{"from", "to", "on", "nth", "bpf"};
    for (const auto& [name, kind] : kind_words) all.emplace_back(name);
    return all;
  }();
  return words;
}

bool Match::fits(const Passing& frame) const {
  const bool right_ends = (from.empty() || from == frame.from) &&
                          (to.empty() || frame.to.empty() || to == frame.to) &&
                          (segment.empty() || segment == frame.segment);
  if (!right_ends || !is_kind(kind, frame.glimpse)) return false;
  return !bpf || bpf->matches(decode::link_ethernet, frame.bytes,
                              static_cast<std::uint32_t>(frame.bytes.size()));
}

bool Match::fits(std::string_view sender, std::string_view receiver, const Glimpse& frame,
                 std::string_view on) const {
  return !bpf && fits(Passing{sender, receiver, on, frame, {}});
}

Result<bool> read_match_word(LineWords& words, const std::string& word, Match& match) {
  Outcome read = Done{};
  if (word == "from") {
    read = read_name(words, word, "host", match.from);
  } else if (word == "to") {
    read = read_name(words, word, "host", match.to);
  } else if (word == "on") {
    read = read_name(words, word, "segment", match.segment);
  } else if (word == "bpf") {
    read = read_bpf(words, match);
  } else if (word == "nth") {
    const auto number = words.number<unsigned>(word);
    if (!number) return number.error();
    if (*number == 0) return mistake("'nth' counts from 1");
    match.nth = *number;
  } else if (const auto kind = kind_of(word)) {
    match.kind = *kind;
  } else {
    return false;
  }
  if (!read) return read.error();
  return true;
}

Result<Match> parse_match(std::string_view text) {
  LineWords words(text);
  Match match;
  for (std::string word = words.next(); !word.empty(); word = words.next()) {
    const auto known = read_match_word(words, word, match);
    if (!known) return known.error();
    if (!*known) return unknown_word("a rule", word, match_words());
  }
  return match;
}

}  // namespace wirelab::lessons
