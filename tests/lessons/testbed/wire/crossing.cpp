#include "tests/lessons/testbed/wire/crossing.hpp"

#include <poll.h>

#include <array>

namespace wirelab::test {

Crossing::Crossing(lessons::Bench& bench, Look look) {
  thread_ = std::jthread([this, &bench, look](const std::stop_token& stop) {
    auto& ports = bench.ports();
    while (!stop.stop_requested()) {
      std::array<pollfd, 2> waiting{pollfd{ports[0].descriptor(), POLLIN, 0},
                                    pollfd{ports[1].descriptor(), POLLIN, 0}};
      poll(waiting.data(), waiting.size(), 2);
      for (std::size_t from = 0; from < 2; ++from) {
        ports[from].dispatch([&](Time, std::span<const std::uint8_t> bytes, std::uint32_t) {
          ++frames_;
          if (look) look(from, bytes);
          ports[1 - from].inject(bytes);
        });
      }
    }
  });
}

}  // namespace wirelab::test
