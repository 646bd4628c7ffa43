#pragma once

#include "capture/trace/frame_row.hpp"
#include "lab/rows/hue.hpp"

#include <string>
#include <vector>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// What frames are called in every picture.

// The flags as people say them: "SYN ACK", "PSH ACK". The protocol where it is not TCP: "ARP".
std::string flag_names(const FrameRow& frame, const char* separator = " ");
// "Seq=0 Ack=1", "Seq=1 18 B", "Ack=1": the numbers that matter of this kind of segment.
std::string numbers(const FrameRow& frame, bool absolute);
// Sequence and acknowledgment number, relative or as on the wire.
std::uint32_t sequence_number(const FrameRow& frame, bool absolute);
std::uint32_t acknowledgment_number(const FrameRow& frame, bool absolute);
// RST, SYN, FIN, its sender's for data, a pure ACK, else muted.
Hue frame_hue(const FrameRow& frame, bool rightward);

// The first of its verdicts as Wireshark writes it, without "TCP"; empty when there is none.
std::string verdict_label(const FrameRow& frame, const Words& words);
std::string verdict_label(const FrameRow& frame, Verdict verdict, const Words& words);

// The eight flags in the order of the header's bits, with their names.
struct FlagName {
  tcp::Flag flag;
  const char* name;
};
const std::vector<FlagName>& header_flags();

}  // namespace wirelab::lab
