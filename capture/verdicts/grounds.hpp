#pragma once

#include "capture/recording/frame.hpp"
#include "capture/tcp/segment.hpp"
#include "capture/verdicts/verdict.hpp"

#include <cstdint>
#include <vector>

namespace wirelab::verdicts {

// What a verdict rests on, told in numbers: they fill the sentence "evidence.NAME" of words.
// Nothing of it is stored with the frames; a Witness that has seen the frames before finds it
// again.
struct Grounds {
  Verdict verdict = Verdict::retransmission;
  bool of_peer = false;        // `expected` counts the peer's bytes
  std::uint32_t begin = 0;     // first sequence number of this segment, as on the wire
  std::uint32_t end = 0;       // after its last
  std::uint32_t expected = 0;  // the number it is compared with
  std::uint64_t frame = 0;     // the frame that this number is from; 0: none is known
  Time since = 0;              // ns since that frame
  std::uint32_t count = 0;     // bytes missing, duplicate ACKs, or a window field
  std::uint32_t before = 0;    // the window field before
};

// Follows one connection, frame by frame. It stays as small as it is, however long that goes on.
class Witness {
 public:
  // A frame's number and when it was sent; number 0: there is none.
  struct Mark {
    std::uint64_t frame = 0;
    Time time = 0;
  };

  // The grounds of the frame's verdicts; then it is remembered. `sender`: 0 or 1. `first`: of a
  // repetition, the frame that carried its first byte first.
  std::vector<Grounds> see(int sender, const tcp::Segment& segment, Verdicts verdicts, Mark frame,
                           Mark first);

 private:
  struct Way {
    bool has_data = false;
    std::uint32_t next = 0;  // highest end sent
    Mark reached;            // by this frame
    bool has_ack = false;
    std::uint32_t ack = 0;
    Mark acked;                 // first said so
    std::uint32_t repeats = 0;  // duplicate ACKs since
    Mark last, window_closed;
    std::uint32_t window = 0;
  };
  Grounds grounds(Verdict verdict, int sender, const tcp::Segment& segment, Time time,
                  Mark first) const;
  static void compare(Grounds& grounds, std::uint32_t expected, const Mark& mark, Time time);
  void remember(Way& way, const tcp::Segment& segment, Verdicts verdicts, Mark mark);

  Way ways_[2];
};

}  // namespace wirelab::verdicts
