#pragma once

#include "capture/bytes/cursor.hpp"
#include "lab/model/filtered_frames.hpp"
#include "tests/lab/run_builder.hpp"

#include <vector>

// A capture by somebody else, told frame by frame, one millisecond apart: no notes, no hosts.
namespace wirelab::test {

constexpr Time second = 1'000'000'000;

class CaptureBuilder {
 public:
  CaptureBuilder() { trace.add(Interface{"", "", link_type_ethernet, 0}); }

  void after(Time duration) { now += duration; }
  // Flags, then numbers relative to 1000 (from the client) and 5000 (from the server).
  void up(unsigned flags, std::uint32_t seq, std::uint32_t ack = 0, std::uint32_t length = 0) {
    frame(client, server, segment(flags, 1000 + seq, 5000 + ack, length));
  }
  void down(unsigned flags, std::uint32_t seq, std::uint32_t ack = 0, std::uint32_t length = 0) {
    frame(server, client, segment(flags, 5000 + seq, 1000 + ack, length));
  }
  void frame(const std::string& from, const std::string& to, const tcp::Segment& segment) {
    now += ms;
    bytes.push_back(tcp_frame(from, to, segment));
    trace.add(Frame{.time = now,
                    .number = bytes.size(),
                    .wire_length = static_cast<std::uint32_t>(bytes.back().size()),
                    .bytes = bytes.back()});
  }
  static tcp::Segment segment(unsigned flags, std::uint32_t seq, std::uint32_t ack,
                              std::uint32_t length = 0) {
    tcp::Segment made{.sequence = seq,
                      .acknowledgment = ack,
                      .flags = static_cast<std::uint16_t>(flags),
                      .window = 64240,
                      .length = length};
    made.window_shift = 7;
    return made;
  }
  // Has a filter asked of all frames that it has not seen.
  void ask(lab::FilteredFrames& frames) const {
    std::vector<FrameRow> rows;
    std::vector<Bytes> of;
    for (std::size_t i = frames.checked(); i < trace.frame_count(); ++i) {
      rows.push_back(trace.frame(i));
      of.emplace_back(bytes[i]);
    }
    frames.check(trace, rows, of);
  }

  Trace trace;
  Time now = start;
  std::vector<std::vector<std::uint8_t>> bytes;  // index = frame
};

}  // namespace wirelab::test
