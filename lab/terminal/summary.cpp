#include "lab/terminal/summary.hpp"

#include "capture/recording/time.hpp"
#include "lab/terminal/json_object.hpp"

#include <fmt/format.h>

namespace wirelab::lab {

namespace {

Time length(const Trace& trace) {
  return trace.frame_count() == 0 ? 0 : between(trace.begin(), trace.end());
}

std::string line(std::string_view text, std::uint64_t count) {
  return fmt::format("{:>12}  {}\n", count, text);
}

}  // namespace

std::string summary_text(const Trace& trace, const Totals& totals, const Words& words) {
  std::string text;
  text += line(words.text("summary.packets"), totals.frames);
  text += line(words.text("summary.bytes"), totals.wire_bytes);
  text += fmt::format("{:>12.6f}  {}\n", static_cast<double>(length(trace)) / 1e9,
                      words.text("summary.seconds"));
  text += line(words.text("summary.tcp"), totals.tcp_frames);
  for (const auto& [protocol, count] : totals.other_protocols)
    text += line(protocol.empty() ? words.text("summary.not_decoded") : protocol, count);
  text += line(words.text("summary.connections"), totals.connections);
  for (int i = 0; i < verdict_count; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    if (totals.of(verdict) > 0) text += line(name(verdict), totals.of(verdict));
  }
  return text;
}

std::string json_summary(const Trace& trace, const Totals& totals) {
  JsonObject other, analysis;
  for (const auto& [protocol, count] : totals.other_protocols) other.number(protocol, count);
  for (int i = 0; i < verdict_count; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    analysis.number(name(verdict), totals.of(verdict));
  }
  return JsonObject()
      .number("packets", totals.frames)
      .number("bytes", totals.wire_bytes)
      .raw("seconds", json_seconds(length(trace)))
      .number("connections", totals.connections)
      .number("tcp", totals.tcp_frames)
      .raw("other", other.object())
      .raw("analysis", analysis.object())
      .line();
}

void TotalsOfFrames::add(const FrameRow& row) {
  ++totals_.frames;
  totals_.wire_bytes += row.wire_length;
  if (!row.is_tcp) {
    ++totals_.other_protocols[row.protocol];
    return;
  }
  ++totals_.tcp_frames;
  for (const Verdict verdict : row.analysis) ++totals_.verdicts[static_cast<std::size_t>(verdict)];
  if (seen_.size() <= row.stream) seen_.resize(row.stream + std::size_t{1});
  if (!seen_[row.stream]) ++totals_.connections;
  seen_[row.stream] = true;
}

}  // namespace wirelab::lab
