#pragma once

#include "lab/model/capture_view.hpp"
#include "lab/rows/hue.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lab {

// The connections of a capture that have frames which pass the filter, worst first. Rows are built
// for [first, last) only.
struct ConnectionRows {
  struct Row {
    std::uint32_t stream;
    std::string opener, acceptor;  // endpoints
    std::string opening, ending;   // "handshake", "reset"
    std::string up, down;          // payload of each way, "18.4 MB"
    std::string duration;          // "63 s"
    std::string again;             // "5 resent"; empty: none
    std::string finding;           // its worst, in a word; empty: none
    Hue hue = Hue::muted;          // of the finding
    bool focused = false;
  };
  std::size_t count = 0, total = 0;
  std::vector<Row> rows;
};
ConnectionRows connection_rows(const CaptureView& view, std::size_t first, std::size_t last);

// How serious a finding is: broken or lost, slowed down, worth knowing.
Hue finding_hue(findings::FindingKind kind);

}  // namespace wirelab::lab
