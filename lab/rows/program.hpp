#pragma once

#include "lab/model/lesson_view.hpp"
#include "lab/rows/hue.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wirelab::lab {

// What the programs of a scene have called by the playhead: in C's words, with what came of it.
struct CallRows {
  struct Row {
    std::string time;  // "20.6" ms since the scene's first frame
    std::string host;
    Hue hue;           // of the host's lifeline
    std::string text;  // "recv(4, buffer, 100, 0) = 3"
    bool waits = false, failed = false;
  };
  std::vector<Row> rows;  // the oldest first; no more than a person reads
};
CallRows call_rows(const View& view);

// The same calls as files that run on the hosts.
struct ProgramRows {
  struct File {
    std::string name;  // "server.py"
    std::vector<std::string> lines;
    std::vector<std::size_t> here;  // lines, from 0, with the last call of the one that it plays
  };
  std::vector<File> files;
};
ProgramRows program_rows(const LessonView& view);

}  // namespace wirelab::lab
