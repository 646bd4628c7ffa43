#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/filter/bpf.hpp"
#include "lessons/testbed/base/line_words.hpp"
#include "lessons/testbed/frame/glimpse.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

enum class FrameKind : std::uint8_t { any, syn, synack, ack, data, fin, rst, udp, arp, icmp };

// A frame as a rule sees it go by.
struct Passing {
  std::string_view from, to;  // hosts; no receiver: it is for everybody
  std::string_view segment;
  const Glimpse& glimpse;
  Bytes bytes;                 // from the Ethernet header on
  std::string_view port = {};  // that it was sent through: "router.eth1"
};

// Which frames are meant: "from client to server syn nth 2". Empty names mean
// any, nth 0 every one.
struct Match {
  std::string from, to, segment;
  FrameKind kind = FrameKind::any;
  unsigned nth = 0;
  std::shared_ptr<const filter::Bpf> bpf;  // compiled for Ethernet

  // Nth is for whoever counts.
  bool fits(const Passing& frame) const;
  // Of a frame whose bytes are gone: a match with bpf fits none.
  bool fits(std::string_view sender, std::string_view receiver, const Glimpse& frame,
            std::string_view on = {}) const;
};

// Words of a match and nothing else. An error names the word at fault, and the
// nearest right one.
Result<Match> parse_match(std::string_view text);

// What a match and a rule may both say. False: the word is for the caller.
Result<bool> read_match_word(LineWords& words, const std::string& word, Match& match);
// "from", "syn", "nth", ...
const std::vector<std::string>& match_words();

}  // namespace wirelab::lessons
