#pragma once

#include "lab/model/capture_view.hpp"
#include "lab/rows/hue.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// The packet list of the scene in view up to the playhead.
// Rows are built for [first, last) only.
struct PacketRows {
  enum class Mark { none, lost, resent, held, copy, changed, refused };
  struct Row {
    std::uint64_t number;
    std::string time;  // seconds since the scene's first frame, "1.052"
    bool rightward;
    Hue direction, hue;
    std::string flags;  // "PSH ACK", or the protocol ("ARP")
    std::string sequence, acknowledgment, length;
    std::string note;  // "dropped", "resent", "held"; of a capture its verdict
    Mark mark;
    bool selected;
    std::string source = {}, destination = {};  // of a capture: a frame may be anybody's
  };
  std::size_t count = 0;                // how many exist at the playhead
  bool whole = false;                   // of a capture: also what comes after the playhead
  bool tail = false;                    // of a live one: the newest is what is looked at
  std::optional<std::size_t> selected;  // of a capture: where the selected one stands
  std::vector<Row> rows;
};
PacketRows packet_rows(const View& view, std::size_t first, std::size_t last);
// Of a capture: all that its filter takes.
PacketRows filtered_packet_rows(const CaptureView& view, std::size_t first, std::size_t last);

}  // namespace wirelab::lab
