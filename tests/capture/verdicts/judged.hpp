#pragma once

#include "capture/verdicts/judge.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace wirelab::verdicts::test {

constexpr Time ms = 1'000'000;

// A connection told frame by frame. Numbers are relative: a's bytes begin at 1001, b's at 5001.
// Each call gives the verdicts of its frame as words: "retransmission fast_retransmission".
class Story {
 public:
  std::string a(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment,
                std::uint32_t length = 0) {
    return tell(0, flags, 1000 + sequence, 5000 + acknowledgment, length);
  }
  std::string b(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment,
                std::uint32_t length = 0) {
    return tell(1, flags, 5000 + sequence, 1000 + acknowledgment, length);
  }
  // The SYNs and the ACK, `round_trip` apart; then `now` stands still until after() moves it.
  Story& handshake(Time round_trip = 10 * ms) {
    a(tcp::syn, 0, 0);
    after(round_trip);
    b(tcp::syn | tcp::ack, 0, 1);
    a(tcp::ack, 1, 1);
    return *this;
  }
  Story& after(Time duration) {
    now_ += duration;
    return *this;
  }
  Story& windows(std::uint16_t a, std::uint16_t b) {
    window_[0] = a;
    window_[1] = b;
    return *this;
  }
  Story& shifts(std::uint8_t a, std::uint8_t b) {
    shift_[0] = a;
    shift_[1] = b;
    return *this;
  }
  const Evidence& evidence() const { return last_.evidence; }
  std::uint64_t number() const { return number_; }

 private:
  std::string tell(int sender, unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment,
                   std::uint32_t length) {
    tcp::Segment segment{.sequence = sequence,
                         .acknowledgment = acknowledgment,
                         .flags = static_cast<std::uint16_t>(flags),
                         .window = window_[sender],
                         .length = length};
    if (!segment.has(tcp::ack)) segment.acknowledgment = 0;
    if (segment.has(tcp::syn)) segment.window_shift = shift_[sender];
    last_ = judge(history_, sender, segment, ++number_, now_);
    std::string words;
    for (int i = 0; i < verdict_count; ++i)
      if (last_.verdicts.has(static_cast<Verdict>(i)))
        words.append(words.empty() ? "" : " ").append(name(static_cast<Verdict>(i)));
    return words;
  }

  History history_;
  Judgment last_;
  Time now_ = 1'000'000'000'000;
  std::uint64_t number_ = 0;
  std::uint16_t window_[2] = {64240, 64240};
  std::uint8_t shift_[2] = {7, 7};
};

}  // namespace wirelab::verdicts::test
