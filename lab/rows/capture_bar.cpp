#include "lab/rows/capture_bar.hpp"

#include "capture/recording/time.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

void add_progress(CaptureBarRows& rows, const View& view, Source::Progress progress) {
  rows.reading = true;
  rows.progress = say(view.words, "rows.read", {{"bytes", byte_text(progress.read)}});
  if (!progress.total || *progress.total == 0) return;
  const double whole = static_cast<double>(*progress.total);
  rows.share = std::min(1.0, static_cast<double>(progress.read) / whole);
  rows.progress = say(view.words, "rows.read_of",
                      {{"percent", std::to_string(static_cast<int>(*rows.share * 100))},
                       {"bytes", byte_text(*progress.total)}});
}

void add_filter(CaptureBarRows& rows, const CaptureView& view) {
  const FilteredFrames& frames = view.findings.frames;
  rows.filter = view.session.filter;
  rows.filter_fault = view.session.filter_fault;
  if (frames.takes_all()) return;
  const std::size_t all = view.trace.frame_count();
  if (frames.checked() < all) {
    const std::size_t percent = frames.checked() * 100 / all;
    rows.filtered = say(view.words, "rows.filtering", {{"percent", std::to_string(percent)}});
    return;
  }
  rows.filtered = say(view.words, "rows.filtered",
                      {{"count", thousands(view.findings.shown.size())},
                       {"all", thousands(view.trace.connection_count())}});
}

}  // namespace

CaptureBarRows capture_bar_rows(const CaptureView& view, std::string name,
                                Source::Progress progress) {
  CaptureBarRows rows;
  rows.name = std::move(name);
  const Time length = between(view.trace.begin(), view.trace.end());
  rows.facts = say(view.words, "rows.capture_facts",
                   {{"count", thousands(view.trace.frame_count())}, {"time", short_time(length)}});
  if (!view.trace.ended()) add_progress(rows, view, progress);
  add_filter(rows, view);
  return rows;
}

}  // namespace wirelab::lab
