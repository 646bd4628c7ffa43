#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "lab/model/analysis.hpp"
#include "lab/model/capture_view.hpp"
#include "lab/model/focus.hpp"
#include "lab/rows/scope.hpp"

namespace wirelab::window {

// What belongs to a capture that is no run of a lesson: what is found out about it as it grows, and
// the connection that is looked at.
struct OpenedCapture {
  OpenedCapture(const lab::Source& source, std::function<void()> wake)
      : analysis(source, std::move(wake)) {}

  lab::Analysis analysis;
  lab::Focus focus;
  lab::FocusScope scope{focus};
  std::vector<verdicts::Grounds> grounds;  // of this frame
  std::optional<std::size_t> grounds_of;
  bool chosen = false;   // the person has said what to look at
  bool settled = false;  // all is read, and the worst of it in focus
  bool live = false;     // an interface is listened to
};

}  // namespace wirelab::window
