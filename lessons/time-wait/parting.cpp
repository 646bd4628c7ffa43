#include "lessons/time-wait/parting.hpp"

#include <fmt/format.h>

namespace wirelab::lessons::parting {

void part(Scene& scene, Socket first, Socket second) {
  const std::size_t fins = scene.count("any fin");
  first.close();
  scene.delivered(scene.frame(fmt::format("any fin nth {}", fins + 1)));
  second.close();
  scene.settle();
}

Time left(Scene& scene, std::string_view host, const Tuple& tuple) {
  const auto reading = scene.kernel(scene.host(host), tuple);
  return reading ? reading->timer_left_ns : 0;
}

std::string seconds(Time time) { return fmt::format("{:.1f}", static_cast<double>(time) / 1e9); }

}  // namespace wirelab::lessons::parting
