#include "capture/bytes/inherit_nothing.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <linux/close_range.h>

namespace wirelab {

void inherit_nothing() {
  constexpr int first = STDERR_FILENO + 1;
  if (close_range(first, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  // Before Linux 5.11.
  const long limit = sysconf(_SC_OPEN_MAX);
  for (int number = first; number < limit; ++number) fcntl(number, F_SETFD, FD_CLOEXEC);
}

}  // namespace wirelab
