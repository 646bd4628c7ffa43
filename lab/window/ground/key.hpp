#pragma once

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

}  // namespace wirelab::window
