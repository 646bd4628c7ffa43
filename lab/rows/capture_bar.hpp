#pragma once

#include "lab/model/capture_view.hpp"
#include "lab/model/source.hpp"

#include <optional>
#include <string>

namespace wirelab::lab {

// The head of an opened capture: what it is, how far it is read, and the filter.
struct CaptureBarRows {
  std::string name;   // of the file, or of the interface
  std::string facts;  // "5 000 000 packets, 3 min"
  bool reading = false;
  std::optional<double> share;  // read so far, where the size is known
  std::string progress;         // "43 % of 640 MB"
  std::string filter;           // that holds
  std::string filter_fault;     // why the one typed last does not
  std::string filtered;         // "37 of 4 812 connections"
};
CaptureBarRows capture_bar_rows(const CaptureView& view, std::string name,
                                Source::Progress progress);

}  // namespace wirelab::lab
