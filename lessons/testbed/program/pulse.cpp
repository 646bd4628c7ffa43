#include "lessons/testbed/program/pulse.hpp"

#include "lessons/testbed/recording/note_sink.hpp"

#include <poll.h>
#include <sched.h>

namespace wirelab::lessons {
namespace {

constexpr Time pace = 5'000'000;
// Of a large machine some CPUs speak for all.
constexpr std::size_t most_threads = 16;

std::vector<int> usable_cpus() {
  cpu_set_t usable;
  if (sched_getaffinity(0, sizeof usable, &usable) != 0) return {};
  std::vector<int> cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE && cpus.size() < most_threads; ++cpu)
    if (CPU_ISSET(cpu, &usable)) cpus.push_back(cpu);
  return cpus;
}

}  // namespace

Pulse::Pulse() {
  for (const int cpu : usable_cpus()) threads_.emplace_back([this, cpu] { beat(cpu); });
}

Pulse::~Pulse() {
  stop_.raise();
  for (std::thread& thread : threads_) thread.join();
}

void Pulse::beat(int cpu) {
  cpu_set_t here;
  CPU_ZERO(&here);
  CPU_SET(cpu, &here);
  // Where that is refused the thread beats wherever it is.
  (void)sched_setaffinity(0, sizeof here, &here);
  pollfd stop{stop_.descriptor(), POLLIN, 0};
  const timespec nap{.tv_sec = 0, .tv_nsec = pace};
  for (Time slept = now(); ppoll(&stop, 1, &nap, nullptr) == 0;) {
    const Time woken = now(), late = woken - slept - pace;
    for (Time longest = longest_; late > longest;)
      if (longest_.compare_exchange_weak(longest, late)) break;
    slept = woken;
  }
}

}  // namespace wirelab::lessons
