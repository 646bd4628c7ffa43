#include "lessons/testbed/recording/note_sink.hpp"

#include <ctime>

namespace wirelab::lessons {

Time now() {
  constexpr Time ns_per_s = 1'000'000'000;
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * ns_per_s + time.tv_nsec;
}

}  // namespace wirelab::lessons
