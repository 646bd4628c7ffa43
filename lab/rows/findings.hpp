#pragma once

#include "lab/model/capture_view.hpp"
#include "lab/model/request.hpp"
#include "lab/rows/hue.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wirelab::lab {

// What deserves a look in the connection in focus, what the verdicts of the selected frame rest on,
// and what could be measured.
struct FindingRows {
  struct Finding {
    std::string title, sentence;
    Hue hue;
    std::string time;             // when, since the capture began
    std::optional<Request> show;  // "Show me"
  };
  struct Verdict {
    std::string label, evidence;
  };
  bool any_connection = false;
  std::string caption;  // "2 in this connection"
  std::vector<Finding> findings;
  std::string packet;  // "Packet 12"
  std::vector<Verdict> verdicts;
  std::vector<std::pair<std::string, std::string>> measured;  // name, value
};
FindingRows finding_rows(const CaptureView& view);

}  // namespace wirelab::lab
