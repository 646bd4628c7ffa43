#pragma once

#include "lab/window/ground/key.hpp"
#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window {

// What a key asks for at this moment: on the bench of a run, on that of a capture, over the bits of
// addresses. The hand's letters act only while a frame is in the hand, the answers' only while a
// question is open.
Requests run_keys(const BenchRows& rows, Key key);
Requests capture_keys(const BenchRows& rows, Key key);
Requests subnet_keys(const BenchRows& rows, Key key);

}  // namespace wirelab::window
