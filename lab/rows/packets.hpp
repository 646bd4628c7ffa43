#pragma once

#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wirelab::lab {

// The packet list of the scene in view up to the playhead. Rows are built for [first, last) only.
struct PacketRows {
  enum class Mark { none, lost, resent, held, copy, changed, refused };
  struct Row {
    std::uint64_t number;
    std::string time;  // seconds since the scene's first frame, "1.052"
    bool rightward;
    Hue direction, hue;
    std::string flags;  // "PSH ACK", or the protocol ("ARP")
    std::string sequence, acknowledgment, length;
    std::string note;  // "dropped", "resent", "held"
    Mark mark;
    bool selected;
  };
  std::size_t count = 0;  // how many exist at the playhead
  std::vector<Row> rows;
};
PacketRows packet_rows(const View& view, std::size_t first, std::size_t last);

}  // namespace wirelab::lab
