#include "lab/terminal/connection_lines.hpp"

#include "capture/recording/time.hpp"
#include "capture/words/words.hpp"
#include "lab/rows/wording.hpp"
#include "lab/terminal/json_object.hpp"

#include <fmt/format.h>

namespace wirelab::lab {
namespace {

using findings::ConnectionSummary;
using findings::WaySummary;

std::string_view side_word(Side side) { return side == Side::opener ? "opener" : "acceptor"; }

// A state at the end of what was recorded.
std::string_view final_state(const Trace& trace, std::uint32_t stream, Side side) {
  return tcp::name(trace.final_state(stream, side));
}

std::string json_way(const WaySummary& way) {
  JsonObject object;
  object.number("segments", way.segments).number("bytes", way.bytes);
  object.number("retransmissions", way.retransmissions).number("gaps", way.gaps);
  if (way.has_window)
    object.number("window_min", way.window_min).number("window_max", way.window_max);
  return object.object();
}

std::string way_text(const Words& words, const WaySummary& way) {
  return say(words, "terminal.way",
             {{"segments", std::to_string(way.segments)},
              {"bytes", std::to_string(way.bytes)},
              {"again", std::to_string(way.retransmissions)},
              {"least", std::to_string(way.window_min)},
              {"most", std::to_string(way.window_max)}});
}

}  // namespace

std::string connection_line(const Trace& trace, const ConnectionSummary& summary,
                            const Words& words, const Style& style) {
  const Connection& connection = trace.connection(summary.stream);
  const auto& opener = connection.side(Side::opener);
  const auto& acceptor = connection.side(Side::acceptor);
  std::string text = fmt::format("{:>6}  {} > {}  {}, {}", summary.stream,
                                 style.paint(opener.endpoint, Hue::client),
                                 style.paint(acceptor.endpoint, Hue::server),
                                 say(words, fmt::format("opening.{}", id(summary.opening))),
                                 say(words, fmt::format("ending.{}", id(summary.ending))));
  text += fmt::format("  {} > {}\n", final_state(trace, summary.stream, Side::opener),
                      final_state(trace, summary.stream, Side::acceptor));
  text +=
      fmt::format("{:8}{}", "", seconds(between(summary.first.time, summary.last.time), 6)) + " s";
  if (summary.handshake_rtt)
    text += ", " + say(words, "terminal.handshake", {{"time", short_time(*summary.handshake_rtt)}});
  if (summary.closed_first)
    text += ", " + say(words, "terminal.closed_first",
                       {{"who", connection.side(*summary.closed_first).endpoint}});
  for (const Side side : {Side::opener, Side::acceptor})
    text += fmt::format("\n{:8}{} {}", "", side == Side::opener ? ">" : "<",
                        way_text(words, summary.side(side)));
  return text + "\n";
}

std::string json_connection(const Trace& trace, const ConnectionSummary& summary) {
  const Connection& connection = trace.connection(summary.stream);
  JsonObject object;
  object.number("stream", summary.stream);
  object.text("opener", connection.side(Side::opener).endpoint);
  object.text("acceptor", connection.side(Side::acceptor).endpoint);
  object.raw("begin", json_seconds(between(trace.begin(), summary.first.time)));
  object.raw("duration", json_seconds(between(summary.first.time, summary.last.time)));
  object.number("frames", connection.frames);
  object.text("opening", id(summary.opening)).text("ending", id(summary.ending));
  if (summary.closed_first) object.text("closed_first", side_word(*summary.closed_first));
  if (summary.handshake_rtt) object.raw("handshake_rtt", json_seconds(*summary.handshake_rtt));
  if (summary.stalled > 0) object.raw("stalled", json_seconds(summary.stalled));
  JsonObject states;
  states.text("opener", final_state(trace, summary.stream, Side::opener));
  states.text("acceptor", final_state(trace, summary.stream, Side::acceptor));
  object.raw("states", states.object());
  object.raw("opener_sent", json_way(summary.side(Side::opener)));
  object.raw("acceptor_sent", json_way(summary.side(Side::acceptor)));
  return object.line();
}

}  // namespace wirelab::lab
