#pragma once

#include "lab/rows/ladder.hpp"
#include "lab/terminal/style.hpp"

#include <string>
#include <string_view>

namespace wirelab::lab {

// A ladder's lines: "   1041.2  SYN-SENT       <the wire>  SYN-RECEIVED".

// States of the ends at the left and right margin; unknown ones stay blank.
struct LineStates {
  tcp::State left = tcp::State::unknown, right = tcp::State::unknown;
};

// Columns between the margins.
int wire_width(const Style& style);
// Milliseconds since the first frame.
std::string time_cell(Time since);
// "-- SYN Seq=0 resent ------------>": what ends the line is at the side that it goes to.
std::string wire_cell(const Style& style, const LadderRows::Arrow& arrow);
// The same in so many columns, where its label is this one.
std::string arrow_cell(const Style& style, const LadderRows::Arrow& arrow, std::string label,
                       int width);
// "resent" and what befell it included; the columns that it takes at least.
int least_arrow(const Style& style, const LadderRows::Arrow& arrow, const std::string& label);
// `wire` fills wire_width() columns.
std::string ladder_line(const Style& style, const std::string& time, LineStates states,
                        const std::string& wire);
// Columns before the state of the left end, and before the wire.
int state_from();
int wire_from();
// The line above: who stands at the margins.
std::string ladder_head(const Style& style, const std::string& left, const std::string& right);

}  // namespace wirelab::lab
