#pragma once

#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// The selected frame's header by bit: lines of 32 bits with the bytes beside them.
struct HeaderRows {
  struct Cell {
    int first_bit, bits;  // within the line
    std::string label, value;
    Hue hue;  // muted: plain cell
    bool flag = false, lit = false;
    bool strong = false;  // selected field: its bytes are bright
    std::string hint;
  };
  struct Line {
    std::vector<Cell> cells;
    std::string hex;  // "80 18 01 f6"
  };
  std::string title, caption;     // "TCP header of packet 5", "32 bytes, then 18 bytes of data"
  std::vector<std::string> tabs;  // "Ethernet", "IPv4", "TCP", "Payload"
  int tab = 2;
  std::vector<Line> lines;
  std::string empty;  // why there is nothing to show
};
HeaderRows header_rows(const View& view);

}  // namespace wirelab::lab
