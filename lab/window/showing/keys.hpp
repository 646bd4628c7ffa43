#pragma once

#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window {

// The keys that mean something, apart from any toolkit.
enum class Key {
  space,
  enter,
  left,
  right,
  page_up,
  page_down,
  home,
  end,
  plus,
  minus,
  a,
  b,
  c,
  d,
  r,
  x,
  l,
  two,
  k,
  n,     // absolute or relative numbers
  find,  // to the filter: the window moves the keyboard there
  quit
};

// What a key asks for at this moment. The hand's letters act only while a frame is in the hand, the
// answers' only while a question is open.
Requests key_requests(const BenchRows& rows, Key key);

}  // namespace wirelab::window
