#pragma once

#include "lab/model/capture_view.hpp"
#include "lab/model/lesson_view.hpp"
#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window {

// All rows of one moment but the packet list, whose rows are asked for while it is drawn, and the
// bar.
BenchRows bench_rows(const lab::View& view);
BenchRows lesson_bench_rows(const lab::LessonView& view);

// The same of an opened capture, without what is asked for while it is drawn.
BenchRows focus_rows(const lab::CaptureView& view);

// Of what a lesson may show: every character that must be in the fonts.
std::string characters_of(const Words& words, const lessons::LessonText* lesson);

}  // namespace wirelab::window
