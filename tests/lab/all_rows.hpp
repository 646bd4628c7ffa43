#pragma once

#include "capture/words/words.hpp"
#include "lab/model/playhead.hpp"
#include "lab/model/scene_events.hpp"
#include "lab/model/view.hpp"
#include "lab/rows/capture_bar.hpp"
#include "lab/rows/connections.hpp"
#include "lab/rows/counters.hpp"
#include "lab/rows/diagram.hpp"
#include "lab/rows/findings.hpp"
#include "lab/rows/flags.hpp"
#include "lab/rows/header.hpp"
#include "lab/rows/kernel.hpp"
#include "lab/rows/kernel_changes.hpp"
#include "lab/rows/ladder.hpp"
#include "lab/rows/packets.hpp"
#include "lab/rows/program.hpp"
#include "lab/rows/queues.hpp"
#include "lab/rows/scope.hpp"
#include "lab/rows/tables.hpp"
#include "lab/rows/topology.hpp"
#include "lab/rows/transport.hpp"
#include "lab/terminal/ladder_text.hpp"

#include <cstddef>
#include <vector>

// All that the window and the terminal would show of a recording, at its middle and at both ends of
// time: what the fuzzer and the tests of hostile recordings look at.
namespace wirelab::test {

class AllRows {
 public:
  AllRows(const Trace& trace, const Words& words) : trace_(trace), words_(words) {
    if (trace.scenes().empty()) return;
    if (!trace.is_run()) {
      capture();
    } else {
      for (std::size_t i = 0; i < trace.scenes().size(); ++i) scene(i);
    }
  }
  std::size_t most_ticks() const { return most_ticks_; }

 private:
  std::vector<Time> moments(const lab::TeachingTime& teaching) const {
    return {earliest_time, 0,          trace_.begin(), teaching.to_trace(teaching.length() / 2),
            trace_.end(),  latest_time};
  }

  void shared(const lab::View& view) {
    lab::diagram_rows(view);
    lab::flag_rows(view);
    lab::header_rows(view);
  }

  void scene(std::size_t index) {
    lab::SceneTime time;
    time.update(trace_, index);
    session_.scene = index;
    for (const Time now : moments(time.teaching())) {
      lab::View view{trace_, session_, {now, false, false}, time.teaching(), words_, {}};
      view.bytes = [](const FrameRow&) { return std::vector<std::uint8_t>(); };
      view.producer_running = true;
      view.clock = now;
      shared(view);
      most_ticks_ = std::max(most_ticks_, lab::transport_rows(view).ticks.size());
      lab::packet_rows(view, 0, 50);
      lab::ladder_rows(view);
      lab::topology_rows(view);
      lab::kernel_rows(view);
      lab::kernel_changes(view);
      lab::queue_rows(view);
      lab::counter_rows(view);
      lab::table_rows(view);
      lab::call_rows(view);
      const lab::Stops stops = lab::stops(trace_, session_, time.teaching(), now);
      lab::advance({now, true, false}, time.teaching(), 1e300, 1, stops);
      lab::pictured_question(trace_, index, false);
    }
    lab::ladder_text(trace_, index, nullptr, words_, {});
  }

  void capture() {
    lab::Analysis::Findings findings;
    while (findings.connections.catch_up(trace_, 100'000)) {
    }
    findings.connections.rank();
    findings.connections.publish();
    const auto order = findings.connections.worst_first();
    findings.shown.assign(order.begin(), order.end());
    if (!order.empty()) session_.focus = order.front();
    lab::Focus focus;
    focus.update(trace_, session_.focus, {}, 100'000);
    const std::vector<verdicts::Grounds> none;
    const lab::FocusScope scope(focus);
    for (const Time now : moments(focus.teaching())) {
      lab::CaptureView view{{trace_, session_, {now, false, false}, focus.teaching(), words_, {}},
                            focus,
                            findings,
                            none};
      view.bytes = [](const FrameRow&) { return std::vector<std::uint8_t>(); };
      view.scope = &scope;
      shared(view);
      most_ticks_ = std::max(most_ticks_, lab::focus_transport_rows(view).ticks.size());
      lab::filtered_packet_rows(view, 0, 50);
      lab::focus_ladder_rows(view, earliest_time, latest_time);
      lab::connection_rows(view, 0, 50);
      lab::finding_rows(view);
      lab::capture_bar_rows(view, "any", {});
    }
  }

  const Trace& trace_;
  const Words& words_;
  lab::Session session_;
  std::size_t most_ticks_ = 0;
};

}  // namespace wirelab::test
