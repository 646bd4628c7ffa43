#include "lab/window/panel/panel_list.hpp"

#include <array>

namespace wirelab::window {
namespace {

using Rows = const BenchRows&;
using State = BenchState&;

constexpr std::array entries{
    PanelEntry{Panel::topbar, "wirelab",
               [](Paint& p, Rect r, Rows rows, State) { return draw_topbar(p, r, rows.bar); }},
    PanelEntry{Panel::lesson, "Lesson",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_lesson(p, r, rows.lesson, rows.lesson_button, s.lesson);
               }},
    PanelEntry{
        Panel::topology, "Wire",
        [](Paint& p, Rect r, Rows rows, State) { return draw_topology(p, r, rows.topology); }},
    PanelEntry{Panel::ladder, "Ladder",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_ladder(p, r, rows.ladder, s.ladder,
                                    rows.capture ? rows.capture->ladder : LadderSource());
               }},
    PanelEntry{Panel::diagram, "States",
               [](Paint& p, Rect r, Rows rows, State) { return draw_diagram(p, r, rows.diagram); }},
    PanelEntry{Panel::flags, "Flags",
               [](Paint& p, Rect r, Rows rows, State) { return draw_flags(p, r, rows.flags); }},
    PanelEntry{Panel::kernel, "Kernel",
               [](Paint& p, Rect r, Rows rows, State) { return draw_kernel(p, r, rows.kernel); }},
    PanelEntry{Panel::numbers, "Numbers",
               [](Paint& p, Rect r, Rows rows, State) { return draw_numbers(p, r, rows.numbers); }},
    PanelEntry{
        Panel::transport, "Time",
        [](Paint& p, Rect r, Rows rows, State) { return draw_transport(p, r, rows.transport); }},
    PanelEntry{Panel::packets, "Packets",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_packets(p, r, rows.packets, s.packets);
               }},
    PanelEntry{
        Panel::calls, "Calls",
        [](Paint& p, Rect r, Rows rows, State s) { return draw_calls(p, r, rows.calls, s.calls); }},
    PanelEntry{Panel::program, "Program",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_program(p, r, rows.program, s.file, s.program);
               }},
    PanelEntry{Panel::header, "Header",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_header(p, r, rows.header, s.header);
               }},
    PanelEntry{Panel::capture_bar, "Capture",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_capture_bar(p, r, rows.capture->bar, rows.bar, s.filter);
               }},
    PanelEntry{Panel::connections, "Connections",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_connections(p, r, rows.capture->connections, s.connections);
               }},
    PanelEntry{Panel::findings, "Findings",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_findings(p, r, rows.capture->findings, s.findings);
               }},
    PanelEntry{Panel::subnet_bar, "Subnets",
               [](Paint& p, Rect r, Rows rows, State) {
                 return draw_subnet_bar(p, r, rows.bar, rows.capture.has_value());
               }},
    PanelEntry{Panel::subnet_about, "What it means",
               [](Paint& p, Rect r, Rows rows, State) {
                 return draw_subnet_about(p, r, rows.subnet->kind);
               }},
    PanelEntry{Panel::subnet_grid, "Bits",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_subnet_grid(p, r, rows.subnet->grid, s.subnet);
               }},
    PanelEntry{Panel::subnet_blocks, "Blocks",
               [](Paint& p, Rect r, Rows rows, State) {
                 return draw_subnet_blocks(p, r, rows.subnet->blocks);
               }},
    PanelEntry{Panel::subnet_hosts, "Hosts",
               [](Paint& p, Rect r, Rows rows, State) {
                 return draw_subnet_hosts(p, r, rows.subnet->hosts);
               }},
    PanelEntry{Panel::subnet_drill, "Drill",
               [](Paint& p, Rect r, Rows rows, State s) {
                 return draw_subnet_drill(p, r, rows.subnet->drill, s.subnet);
               }},
};

}  // namespace

std::span<const PanelEntry> panel_list() { return entries; }

const PanelEntry& panel_entry(Panel panel) { return entries[static_cast<std::size_t>(panel)]; }

}  // namespace wirelab::window
