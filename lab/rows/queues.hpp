#pragma once

#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

struct Course;

// The queues and buffers of the kernels at the playhead, with the kernels' own numbers: those that
// stand out (rows/waiting), so that a plain handshake has none.
struct QueueRows {
  struct Row {
    Hue hue;
    std::string name;  // "server accept queue", "client send buffer"
    // Connections, a box each: how many wait, how many may; 0 may: nobody says.
    bool slots = false;
    int taken = 0, room = 0;
    double share = 0;         // of a buffer: how much of it is taken, 0 to 1
    bool full = false;        // no more fits
    std::string text;         // "2 of 3", "20 272 B"
    std::string explanation;  // what it is, and its limit
  };
  std::vector<Row> rows;
};
QueueRows queue_rows(const View& view);

// "2 of 3", "20 272 B": what stands at one point of a course.
std::string queue_text(const View& view, const Course& course, std::size_t point);
// The place of a word in rows.queue: "accept".
std::string_view queue_id(const Course& course);

}  // namespace wirelab::lab
