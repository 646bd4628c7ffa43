#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lab/window/panel/calls.hpp"
#include "lab/window/panel/capture_bar.hpp"
#include "lab/window/panel/connections.hpp"
#include "lab/window/panel/diagram.hpp"
#include "lab/window/panel/findings.hpp"
#include "lab/window/panel/flags.hpp"
#include "lab/window/panel/header.hpp"
#include "lab/window/panel/kernel.hpp"
#include "lab/window/panel/ladder.hpp"
#include "lab/window/panel/lesson.hpp"
#include "lab/window/panel/numbers.hpp"
#include "lab/window/panel/packets.hpp"
#include "lab/window/panel/subnet.hpp"
#include "lab/window/panel/topbar.hpp"
#include "lab/window/panel/topology.hpp"
#include "lab/window/panel/transport.hpp"

namespace wirelab::window {

// Of a capture: what is asked for while it is drawn, for what is in sight alone.
struct CaptureRows {
  lab::CaptureBarRows bar;
  lab::FindingRows findings;
  ConnectionSource connections;
  LadderSource ladder;
};

// Everything the panels of one frame show: built from the View under its lock, painted without it.
struct BenchRows {
  TopBar bar;
  lab::LessonRows lesson;
  lab::Request lesson_button;
  lab::TopologyRows topology;
  lab::LadderRows ladder;
  lab::DiagramRows diagram;
  lab::FlagRows flags;
  lab::KernelRows kernel;
  KernelNumbers numbers;
  lab::TransportRows transport;
  lab::HeaderRows header;
  PacketSource packets;
  lab::CallRows calls;
  lab::ProgramRows program;
  std::optional<CaptureRows> capture;     // a capture is open, and no lesson's run
  std::optional<lab::SubnetRows> subnet;  // the bits of addresses are in view, and no bench
};

// What the window remembers between frames that no row depends on: scrolling and open tabs.
struct BenchState {
  Scroll lesson, ladder, packets, header, connections, findings, calls, program;
  int below = 0;                           // packets, calls or a program
  int file = 0;                            // of the program's
  int middle = 0, bottom = 0, column = 0;  // tabs of the narrower layouts
  TextEdit filter;                         // as it is being typed
  SubnetEdits subnet;
};

// The panels, each once: a layout places them, tabs name them.
enum class Panel {
  topbar,
  lesson,
  topology,
  ladder,
  diagram,
  flags,
  kernel,
  numbers,
  transport,
  packets,
  calls,
  program,
  header,
  capture_bar,
  connections,
  findings,
  subnet_bar,
  subnet_about,
  subnet_grid,
  subnet_blocks,
  subnet_hosts,
  subnet_drill
};
struct PanelEntry {
  Panel panel;
  std::string_view title;
  Requests (*draw)(Paint&, Rect, const BenchRows&, BenchState&);
};
std::span<const PanelEntry> panel_list();
const PanelEntry& panel_entry(Panel panel);

}  // namespace wirelab::window
