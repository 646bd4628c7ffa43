#pragma once

#include "capture/recording/note.hpp"
#include "lab/model/view.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// The tables of hosts and switches at the playhead, where the recording has them: neighbours (ARP
// and ND), routes, and the MAC table of a switch.
struct TableRows {
  struct Line {
    std::string host;    // or the switch
    std::string table;   // neighbours, routes, mac
    std::string entry;   // "10.0.0.2 eth0"
    std::string text;    // "02:00:00:00:00:02, reachable"
    bool fresh = false;  // changed since the last frame was sent
  };
  std::vector<Line> lines;  // by host and table
};
TableRows table_rows(const View& view);

// What a `table` note says of its entry: "02:00:00:00:00:02, reachable", "via 10.0.0.254".
std::string table_text(const Note& note);
// The whole note: "neighbours: 10.0.0.2 eth0 added, 02:00:00:00:00:02, reachable".
std::string table_line(const Note& note);

}  // namespace wirelab::lab
