#include "lessons/lessons.hpp"

#include "lessons/close/close.hpp"
#include "lessons/handshake/handshake.hpp"
#include "lessons/reset/reset.hpp"

namespace wirelab::lessons {

const std::vector<Lesson>& lessons() {
  static const std::vector<Lesson> all{handshake(), close(), reset()};
  return all;
}

}  // namespace wirelab::lessons
