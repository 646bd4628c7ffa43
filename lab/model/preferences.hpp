#pragma once

namespace wirelab::lab {

enum class Look { dark, light };
enum class Layer { ethernet, network, transport, payload };  // tabs of the header panel

// How a person wants to see whatever is open. It outlives every showing.
struct Preferences {
  Look look = Look::dark;
  Layer layer = Layer::transport;
  bool absolute_numbers = false;
  int text_percent = 100;  // 100 125 150 200
  double speed = 0.2;      // of teaching time; live your-turn is always 1
};

}  // namespace wirelab::lab
