#include "lab/window/shell/shot_subnet.hpp"

#include <algorithm>

#include "capture/words/words.hpp"
#include "lab/window/ground/screen.hpp"
#include "lab/window/layout/subnet.hpp"
#include "lab/window/showing/bench_rows.hpp"

namespace wirelab::window {

Outcome render_subnet(const lab::ShotRequest& request) {
  auto words = Words::load(request.data_directory, request.language);
  if (!words) return words.error();
  lab::SubnetState state;
  state.open = true;
  state.prefix = request.subnet.value_or(state.prefix);
  if (request.seed) state.seed = *request.seed;
  BenchRows rows;
  rows.bar.look = request.look;
  rows.bar.subnets = true;
  rows.subnet = lab::subnet_rows(state, *words);
  const int scale = std::max(1, request.scale);
  Screen screen(request.width * scale, request.height * scale, static_cast<float>(scale),
                characters_of(*words, nullptr));
  BenchState kept;
  // Twice: a field knows what is typed in it only once it was drawn.
  for (int frame = 0; frame < 2; ++frame) {
    screen.frame(theme(request.look), *words,
                 [&](Paint& paint, Rect all) { draw_subnet(paint, all, rows, kept); });
  }
  return write_png(request.out, screen.picture());
}

}  // namespace wirelab::window
